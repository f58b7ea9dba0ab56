#include "runner/report_json.h"

#include "report/message.h"
#include "report/verdicts.h"
#include "runner/json.h"

namespace kata::cli {
namespace {

double in_milliseconds(std::int64_t microseconds) { return static_cast<double>(microseconds) / 1000; }

void write_test(Json& json, const report::TestReport& test, const report::MessageContext& context) {
  json.object();
  json.field("name", test.info.name).field("title", report::title(test.info));
  json.field("kind", test.info.kind == TestKind::technique ? "technique" : "answer").field("sample", test.info.sample);
  if (!test.info.group.empty()) json.field("group", test.info.group);
  json.field("verdict", report::name(test.verdict)).field("message", report::message(test, context));
  json.field("points", test.points.number()).field("max_points", test.max_points.number());
  json.field("wall_ms", in_milliseconds(test.wall_us)).field("cpu_ms", in_milliseconds(test.cpu_us));
  json.field("memory_bytes", test.memory_bytes);
  if (test.flaky) json.field("flaky", true);
  if (test.cases > 0) json.field("cases", test.cases);
  if (!test.out.empty()) json.field("stdout", test.out);
  if (!test.err.empty()) json.field("stderr", test.err);
  json.end();
}

void write_report(Json& json, const report::SubmissionReport& report) {
  json.object();
  json.field("submission", report.submission);
  json.field("exercise", report.topic.empty() ? "" : report.topic + "/" + report.exercise);
  json.field("language", report.language).field("verdict", report::name(report.verdict)).field("passed", report.passed());
  json.field("points", report.points.number()).field("max_points", report.max_points.number());
  json.field("seed", report.seed).field("flaky", report.flaky).field("in_process", report.in_process);
  if (!report.load.reason.empty()) json.field("reason", report.load.reason);
  json.field("message", report::message(report.load, report.language));
  json.field("wall_ms", in_milliseconds(report.wall_us));
  json.field("isolation", report.isolation).field("tool", report.tool);
  json.field("build_id", report.build_id).field("content_hash", report.content_hash);
  json.key("tests").list();
  const report::MessageContext context = report::context_of(report);
  for (const report::TestReport& test : report.tests) write_test(json, test, context);
  json.end().end();
}

}  // namespace

std::string to_json(const std::vector<report::SubmissionReport>& reports, bool interrupted) {
  Json json;
  json.object().field("schema", 1);
  if (interrupted) json.field("interrupted", true);
  json.key("results").list();
  for (const report::SubmissionReport& report : reports) write_report(json, report);
  json.end().end();
  return json.take();
}

}  // namespace kata::cli

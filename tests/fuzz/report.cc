// What the supervisor reads of a grader: it has spoken with the learner's processes.
#include "report/report.h"

#include <nlohmann/json.hpp>

#include "fuzz/target.h"
#include "report/message.h"
#include "report/verdicts.h"
#include "report/wire.h"
#include "runner/report_json.h"
#include "value/wire.h"

namespace kata::fuzz {
namespace {

Mismatch sample_mismatch() {
  return {.kind = "value", .relation = "equals", .calls = {{.object_name = "shelf", .function = "put", .args = {1}, .kwargs = {{"by", 2}}}},
          .expected = list(1, dict({{"a", 2.5}})), .actual = tuple(1), .path = {0, "a"}, .subject = "pulled",
          .trace = {{"solution.py", 3, "put", "raise x"}}, .shrunk = true, .cases = 7};
}

report::SubmissionReport sample_report() {
  report::SubmissionReport out{.submission = "anna", .verdict = report::SubmissionVerdict::graded, .seed = 7};
  out.load = {.reason = "compile", .error = Exception{.types = {"KeyError"}, .message = "m"}, .trace = {{"solution.py", 1, "", "x"}},
              .detail = "text", .fault = {.text = "cannot start {}", .arguments = {"x"}, .cause = "why"},
              .diagnostics = {{.line = 3, .column = 4, .level = "error", .text = "t"}}, .out = "out", .err = "err"};
  for (int i = 0; i <= static_cast<int>(report::TestVerdict::skipped); ++i) {
    report::TestReport& test = out.tests.emplace_back();
    test.info = {.exercise = "rotate", .name = "T", .kind = TestKind::technique, .group = std::string(static_cast<std::size_t>(i) % 3, 'g'), .title = {{"en", "t"}}, .hint = {{"en", "h"}}};
    test.verdict = static_cast<report::TestVerdict>(i);
    test.mismatches = {sample_mismatch()};
    test.trace = {{"solution.py", 3, "f", "x"}};
    test.out = "printed\n";
  }
  return out;
}

// What people are told is text that a terminal may show, and JSON stays JSON.
void check_words(report::SubmissionReport report) {
  report::share_points(report, 10);
  PROMISE(is_presentable(report::message(report.load, report.language)));
  const report::MessageContext context = report::context_of(report);
  for (const report::TestReport& test : report.tests) PROMISE(is_presentable(report::message(test, context)));
  PROMISE(nlohmann::json::accept(cli::to_json({report}, false)));
}

template <class T, class Decode> bool goes_round(const Value& value, Decode decode, std::optional<T>& out) {
  out = decode(value);
  if (!out) return false;
  const Value again = report::encode(*out);
  const auto back = decode(again);
  PROMISE(back && report::encode(*back) == again);
  return true;
}

}  // namespace

const bool kIsValue = true;

std::vector<std::string> samples() {
  const report::SubmissionReport report = sample_report();
  return {wire::encode(report::encode(report)), wire::encode(report::encode(std::vector{report.tests[0].info})),
          wire::encode(report::encode(report.load)), wire::encode(report::encode(sample_mismatch()))};
}

bool feed(std::string_view bytes) {
  const auto value = wire::decode(bytes);
  if (!value) return false;
  std::optional<report::SubmissionReport> report;
  std::optional<std::vector<TestInfo>> tests;
  std::optional<report::LoadReport> load;
  std::optional<Mismatch> mismatch;
  bool taken = goes_round(*value, report::decode_report, report);
  taken |= goes_round(*value, report::decode_tests, tests);
  taken |= goes_round(*value, report::decode_load, load);
  taken |= goes_round(*value, report::decode_mismatch, mismatch);
  if (report) check_words(std::move(*report));
  if (load) PROMISE(is_presentable(report::message(*load, "cpp")));
  if (mismatch) PROMISE(is_presentable(report::message(*mismatch, {"cpp"})));
  return taken;
}

}  // namespace kata::fuzz

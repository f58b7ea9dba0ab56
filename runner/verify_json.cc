#include "runner/json.h"
#include "runner/verify_render.h"

namespace kata::cli {
namespace {

void add(Json& json, const std::vector<verify::Finding>& findings) {
  json.key("findings").list();
  for (const auto& finding : findings) {
    json.object().field("rule", finding.rule).field("about", finding.about).field("message", words(finding.what));
    json.field("file", finding.file.string()).field("line", finding.line).end();
  }
  json.end();
}

void add(Json& json, const verify::LanguageReport& report) {
  const auto& mutation = report.mutation;
  json.object().field("exercise", report.exercise).field("language", report.language).field("ok", report.findings.empty());
  json.field("tests", report.tests).field("solutions", report.solutions).field("seconds", report.seconds);
  json.key("slowest").object().field("test", report.slowest).field("share", report.share).end();
  json.key("mutation").object().field("mutants", mutation.mutants).field("noticed", mutation.killed).field("equivalent", mutation.equivalent);
  json.key("survivors").list();
  for (const auto& one : mutation.survivors) {
    json.object().field("key", one.mutant.key).field("kind", one.mutant.kind).field("line", one.line).field("diff", one.diff).end();
  }
  json.end().end();
  add(json, report.findings);
  json.end();
}

}  // namespace

std::string to_json(const std::vector<TopicProof>& proofs) {
  Json json;
  json.object().field("schema", 1).key("topics").list();
  for (const TopicProof& proof : proofs) {
    json.object().field("topic", proof.topic).field("ok", proved(proof)).key("exercises").list();
    for (const auto& report : proof.exercises) add(json, report);
    json.end();
    add(json, proof.findings);
    json.end();
  }
  json.end().end();
  return json.take();
}

}  // namespace kata::cli

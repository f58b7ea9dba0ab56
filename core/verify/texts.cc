#include "verify/texts.h"

#include "verify/solutions.h"

namespace kata::verify {
namespace {

Value to_value(const catalog::Texts& texts) {
  Dict out;
  for (const auto& [locale, text] : texts) out.items.emplace_back(locale, text);
  return out;
}

Value to_value(const Texts& texts) {
  Dict out;
  for (const auto& [locale, text] : texts) out.items.emplace_back(locale, text);
  return out;
}

Value to_value(const TestInfo& test) {
  return dict({{"name", test.name}, {"sample", test.sample}, {"languages", test.languages}, {"title", to_value(test.title)}, {"hint", to_value(test.hint)}});
}

Value to_value(const catalog::Exercise& exercise, const std::vector<TestInfo>& all) {
  List tests;
  for (const TestInfo& test : all) {
    if (test.exercise == exercise.id) tests.items.push_back(to_value(test));
  }
  Dict hints;
  for (const auto& [locale, list] : exercise.hints) hints.items.emplace_back(locale, list);
  return dict({{"id", exercise.id}, {"title", to_value(exercise.title)}, {"hints", hints}, {"languages", exercise.languages}, {"tests", tests}});
}

Finding to_finding(const Value& value) {
  Finding finding{.rule = text_at(value, "rule"), .about = text_at(value, "about"), .what = {.text = text_at(value, "text")},
                  .file = text_at(value, "file"), .line = number_at(value, "line")};
  for (const Value& argument : at(value, "arguments").get<List>()->items) finding.what.arguments.push_back(argument.get<Str>()->text);
  return finding;
}

}  // namespace

std::vector<Finding> check_texts(const TextsJob& job, const Helper& helper) {
  const catalog::Topic& topic = job.topic;
  List exercises;
  for (const auto& exercise : topic.exercises) {
    if (job.exercise.empty() || exercise.id == job.exercise) exercises.items.push_back(to_value(exercise, job.tests));
  }
  const bool whole = job.exercise.empty();
  const Value answer = helper.ask(dict({{"do", "texts"}, {"folder", topic.directory.string()}, {"plugin", author_folder(topic).string()},
                                        {"locales", topic.locales}, {"title", to_value(topic.title)}, {"exercises", exercises},
                                        {"whole", whole}, {"record", job.record}}));
  std::vector<Finding> findings;
  for (const Value& one : at(answer, "findings").get<List>()->items) findings.push_back(to_finding(one));
  return findings;
}

}  // namespace kata::verify

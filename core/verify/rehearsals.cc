#include "verify/rehearsals.h"

#include <algorithm>
#include <limits>

#include "verify/frames.h"

namespace kata::verify {
namespace {

using report::SubmissionReport;

constexpr std::uint64_t kUnseen = 1002, kAnother = 1003;   // seeds

std::map<std::string, std::vector<Value>> transcripts(const SubmissionReport& report) {
  std::map<std::string, std::vector<Value>> out;
  for (const auto& test : report.tests) out[test.info.name] = test.transcript;
  return out;
}

// ["value", v] is `junk`, and of many each.
bool is_answer(const Value& outcome, const Value& junk) {
  const Values* parts = items_of(outcome, 2);
  if (!parts) return false;
  if (says((*parts)[0], "value")) return (*parts)[1] == junk;
  const Values* each = says((*parts)[0], "values") ? items_of((*parts)[1], 0) : nullptr;
  if (!each) return false;
  for (const Value& one : *each) {
    if (!is_answer(one, junk)) return false;
  }
  return true;
}

// Whether the reference itself gave nothing but `junk` in this test. The facts of its syntax are not its answers.
bool always_gave(const std::vector<Value>& transcript, const Value& junk) {
  Values facts;   // ids of the requests for them
  for (const Value& entry : transcript) {
    const Values* items = items_of(entry, 2);
    const Values* frame = items ? items_of((*items)[1], 2) : nullptr;
    if (!frame) continue;
    if (says((*frame)[0], "syntax")) facts.push_back((*frame)[1]);
    const bool answer = says((*items)[0], "came") && says((*frame)[0], "result") && frame->size() >= 4;
    if (answer && std::find(facts.begin(), facts.end(), (*frame)[1]) == facts.end() && !is_answer((*frame)[2], junk)) return false;
  }
  return true;
}

Value deep() {
  Value value = list();
  for (int i = 0; i < 60; ++i) value = list(value);
  return value;
}

void play(Trials& trials, const Submission& reference, const char* name, grader::Part part, std::vector<Finding>& findings) {
  Submission other = reference;
  other.trial = {.seed = kUnseen, .cases = kUsualCases};
  const std::vector<grader::Part> parts{std::move(part)};
  if (failed_tests(trials.session().rehearse(other, parts)[0]).empty()) {
    findings.push_back({.rule = "memory", .about = name, .what = {.text = N_("passes every test with a seed that it has never seen: add a property, whose inputs follow from the seed")}});
  }
}

}  // namespace

void check_memory(Trials& trials, const Submission& reference, const SubmissionReport& recorded, std::vector<Finding>& findings) {
  Submission again = reference;
  again.trial = {.seed = kAnother, .record = true, .explain = false};
  const auto other = transcripts(trials.grade(N_("memory"), {again}, 1)[0]);
  grader::Part replayer{.transcripts = transcripts(recorded)}, memoriser = replayer;
  std::erase_if(memoriser.transcripts, [&](const auto& entry) { return other.at(entry.first) != entry.second; });
  play(trials, reference, "memoriser", std::move(memoriser), findings);
  play(trials, reference, "replayer", std::move(replayer), findings);
}

std::vector<std::pair<std::string, Value>> junk() {
  const double nan = std::numeric_limits<double>::quiet_NaN(), infinity = std::numeric_limits<double>::infinity();
  Exception error{.types = {"ValueError", "Exception", "BaseException"}, .message = "junk"};
  return {
      {"None", nullptr}, {"True", true}, {"False", false}, {"0", 0}, {"1", 1}, {"-1", -1}, {"10**30", integer("1" + std::string(30, '0'))},
      {"0.0", 0.0}, {"-0.0", -0.0}, {"1.5", 1.5}, {"nan", nan}, {"inf", infinity}, {"1j", Complex{0, 1}},
      {"''", ""}, {"'None'", "None"}, {"a long text", std::string(100'000, 'x')}, {"a lone surrogate", "\xed\xa0\x80"},
      {"b''", bytes("")}, {"[]", list()}, {"[None]", list(nullptr)}, {"()", tuple()}, {"{}", Dict{}}, {"set()", set()}, {"frozenset()", frozenset()},
      {"a long list", List{Values(10'000, Value(0))}}, {"a deep list", deep()},
      {"a subclass of list", Subclass{"list", {list()}}}, {"a subclass of int", Subclass{"int", {1}}}, {"a subclass of str", Subclass{"str", {""}}},
      {"an exception as a value", std::move(error)}, {"an object", Object{.type = "object", .repr = "None"}},
      {"an object that calls itself True", Object{.type = "bool", .repr = "True", .handle = 1}},
  };
}

void check_junk(Trials& trials, const Submission& reference, const SubmissionReport& recorded,
                const std::map<std::string, std::string>& excused, std::vector<Finding>& findings) {
  const auto known = transcripts(recorded);
  std::map<std::string, std::vector<std::string>> accepted;   // by test: the names of what it took
  std::size_t done = 0;
  const auto all = junk();
  Submission played = reference;
  played.trial.cases = kUsualCases;
  for (const auto& [name, value] : all) {
    const std::vector<grader::Part> parts{{.transcripts = known, .junk = value}};
    const SubmissionReport report = trials.session().rehearse(played, parts)[0];
    trials.progress()(N_("junk"), ++done, all.size());
    if (report.verdict != report::SubmissionVerdict::graded) {
      findings.push_back({.rule = "junk", .about = name, .what = {.text = N_("breaks the grader where it is given for an answer"), .cause = words(report.load.fault)}});
      continue;
    }
    for (const auto& test : report.tests) {
      const auto transcript = known.find(test.info.name);
      if (test.verdict != report::TestVerdict::passed || excused.contains(test.info.name)) continue;
      if (transcript != known.end() && always_gave(transcript->second, value)) continue;
      std::vector<std::string>& names = accepted[test.info.name];
      names.push_back(name);
    }
  }
  for (const auto& [test, names] : accepted) {
    findings.push_back({.rule = "junk", .about = test, .what = {.text = N_("takes {} of {} junk values for an answer, as {}. Look at the answer, or say in its titles 'accepts_junk: why'"), .arguments = {std::to_string(names.size()), std::to_string(all.size()), names[0]}}});
  }
}

}  // namespace kata::verify

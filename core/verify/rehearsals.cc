#include "verify/rehearsals.h"

#include <algorithm>
#include <limits>

#include "verify/frames.h"

namespace kata::verify {
namespace {

using report::SubmissionReport;

constexpr std::uint64_t kUnseen = 1002, kAnother = 1003;   // seeds

using Transcripts = std::map<std::string, std::vector<Value>>;   // by test

Transcripts transcripts(const SubmissionReport& report) {
  Transcripts out;
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

// The frame of an entry of a transcript, where it is of one of these ways and kinds; else null.
const Values* frame_of(const Value& entry, std::string_view way, std::string_view kind) {
  const Values* items = items_of(entry, 2);
  const Values* frame = items && says((*items)[0], way) ? items_of((*items)[1], 2) : nullptr;
  return frame && says((*frame)[0], kind) ? frame : nullptr;
}

// What a test asked of the syntax and was told, which are not the reference's answers.
class Syntax {
 public:
  explicit Syntax(const std::vector<Value>& transcript) {
    for (const Value& entry : transcript) {
      const Values* asked = frame_of(entry, "sent", "syntax");
      if (asked) ids_.push_back((*asked)[1]);
      if (asked || told(entry)) entries_.push_back(entry);
    }
  }
  bool told(const Value& entry) const {
    const Values* result = frame_of(entry, "came", "result");
    return result && std::find(ids_.begin(), ids_.end(), (*result)[1]) != ids_.end();
  }
  const std::vector<Value>& entries() const { return entries_; }

 private:
  Values ids_;
  std::vector<Value> entries_;
};

Transcripts syntax_in(const Transcripts& all) {
  Transcripts out;
  for (const auto& [test, transcript] : all) {
    if (auto facts = Syntax(transcript).entries(); !facts.empty()) out[test] = std::move(facts);
  }
  return out;
}

// Whether the reference itself gave nothing but `junk` in this test.
bool always_gave(const std::vector<Value>& transcript, const Value& junk) {
  const Syntax syntax(transcript);
  return std::ranges::all_of(transcript, [&](const Value& entry) {
    const Values* result = frame_of(entry, "came", "result");
    return !result || result->size() < 4 || syntax.told(entry) || is_answer((*result)[2], junk);
  });
}

Value deep() {
  Value value = list();
  for (int i = 0; i < 60; ++i) value = list(value);
  return value;
}

}  // namespace

void check_memory(Trials& trials, const RehearsalJob& job, std::vector<Finding>& findings) {
  Submission other = job.reference;
  other.trial = {.seed = kAnother, .record = true, .explain = false};
  const auto told = transcripts(trials.grade(N_("memory"), {other}, 1)[0]);
  std::vector<grader::Part> parts(2, grader::Part{.transcripts = transcripts(job.recorded)});
  std::erase_if(parts[0].transcripts, [&](const auto& entry) { return told.at(entry.first) != entry.second; });
  other.trial = {.seed = kUnseen, .cases = kUsualCases};
  const auto reports = trials.rehearse(N_("memory"), other, parts, job.jobs);
  for (const std::size_t i : {0u, 1u}) {
    if (!failed_tests(reports[i]).empty()) continue;
    findings.push_back({.rule = "memory", .about = i == 0 ? "memoriser" : "replayer", .what = {.text = N_("passes every test with a seed that it has never seen: add a property, whose inputs follow from the seed")}});
  }
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

void check_junk(Trials& trials, const RehearsalJob& job, const std::map<std::string, std::string>& excused, std::vector<Finding>& findings) {
  const auto known = transcripts(job.recorded), syntax = syntax_in(known);
  const auto all = junk();
  std::vector<grader::Part> parts;
  for (const auto& [name, value] : all) parts.push_back({.transcripts = syntax, .junk = value});
  Submission played = job.reference;
  played.trial.cases = kUsualCases;
  const auto reports = trials.rehearse(N_("junk"), played, parts, job.jobs);
  std::map<std::string, std::vector<std::string>> accepted;   // by test: the names of what it took
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto& [name, value] = all[i];
    if (reports[i].verdict != report::SubmissionVerdict::graded) {
      findings.push_back({.rule = "junk", .about = name, .what = {.text = N_("breaks the grader where it is given for an answer"), .cause = words(reports[i].load.fault)}});
      continue;
    }
    for (const auto& test : reports[i].tests) {
      const auto transcript = known.find(test.info.name);
      if (test.verdict != report::TestVerdict::passed || excused.contains(test.info.name)) continue;
      if (transcript != known.end() && always_gave(transcript->second, value)) continue;
      accepted[test.info.name].push_back(name);
    }
  }
  for (const auto& [test, names] : accepted) {
    findings.push_back({.rule = "junk", .about = test, .what = {.text = N_("takes {} of {} junk values for an answer, as {}. Look at the answer, or say in its titles 'accepts_junk: why'"), .arguments = {std::to_string(names.size()), std::to_string(all.size()), names[0]}}});
  }
}

}  // namespace kata::verify

#include "verify/verify.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/error.h"
#include "base/file.h"
#include "session/limits.h"
#include "verify/equivalents.h"
#include "verify/rehearsals.h"
#include "verify/titles.h"
#include "verify/watch.h"

namespace kata::verify {
namespace {

using report::SubmissionReport;
using report::TestReport;
using Clock = std::chrono::steady_clock;
using Kind = Promise::Kind;

constexpr auto kLeastTime = std::chrono::milliseconds(50);   // of a mutant's test

bool is_right(const Solution& solution) { return solution.promise.kind == Kind::reference || solution.promise.kind == Kind::also; }

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& word : words) out += (out.empty() ? "" : ", ") + word;
  return out;
}

// One exercise in one language.
class Check {
 public:
  Check(Trials& trials, const Helper& helper, const Options& options, const catalog::Topic& topic, const catalog::Exercise& exercise,
        const std::string& language)
      : trials_(trials), helper_(helper), options_(options), topic_(topic), exercise_(exercise),
        out_{.topic = topic.id, .exercise = exercise.id, .language = language} {}

  LanguageReport run() {
    const auto begun = Clock::now();
    solutions_ = find_solutions(topic_, exercise_, out_.language, out_.findings);
    out_.solutions = static_cast<int>(solutions_.size());
    grade_solutions();
    compare_wrongs();
    if (reference_ && reference_passes_ && !options_.quick) {
      measure();
      repeat();
      const Excuses excuses = read_excuses(topic_, exercise_.id);
      if (exercise_.tests == catalog::Tests::compiled) {   // others are only told what somebody's suite found
        look_at_inputs(excuses);
        const RehearsalJob rehearsals{.reference = reference_->submission, .recorded = recorded_, .jobs = options_.jobs};
        check_memory(trials_, rehearsals, out_.findings);
        check_junk(trials_, rehearsals, excuses.accepts_junk, out_.findings);
      }
      mutate(excuses);
    }
    out_.seconds = std::chrono::duration<double>(Clock::now() - begun).count();
    return std::move(out_);
  }

 private:
  void find(const char* rule, std::string about, Fault what, std::filesystem::path file = {}) {
    out_.findings.push_back({.rule = rule, .about = std::move(about), .what = std::move(what), .file = std::move(file)});
  }

  void grade_solutions();
  void compare_wrongs();
  void measure();
  void repeat();
  void look_at_inputs(const Excuses& excuses);
  bool prompt_says(const char* english, const char* russian) const;
  void mutate(const Excuses& excuses);
  std::vector<std::string> unproved(const Excuses& excuses) const;

  Trials& trials_;
  const Helper& helper_;
  const Options& options_;
  const catalog::Topic& topic_;
  const catalog::Exercise& exercise_;
  LanguageReport out_;
  std::vector<Solution> solutions_;
  std::vector<SubmissionReport> reports_;     // of each solution
  const Solution* reference_ = nullptr;
  bool reference_passes_ = false;
  SubmissionReport recorded_;                 // of the reference, alone
};

void Check::grade_solutions() {
  std::vector<Submission> all;
  for (const auto& one : solutions_) all.push_back(one.submission);
  reports_ = trials_.grade(N_("solutions"), all, options_.jobs);
  for (std::size_t i = 0; i < solutions_.size(); ++i) {
    const Solution& one = solutions_[i];
    const auto wrong = broken(one.promise, reports_[i]);
    for (const Fault& what : wrong) find("solutions", one.submission.name, what, one.submission.path);
    if (one.promise.kind != Kind::reference) continue;
    reference_ = &one;
    reference_passes_ = wrong.empty();
    out_.tests = static_cast<int>(reports_[i].tests.size());
  }
}

// Two misconceptions that fail the same tests are one to the learner who reads the report.
void Check::compare_wrongs() {
  std::map<std::vector<std::string>, std::string> seen;
  for (std::size_t i = 0; i < solutions_.size(); ++i) {
    if (solutions_[i].promise.kind != Kind::wrong) continue;
    const auto failed = failed_tests(reports_[i]);
    const auto [same, added] = seen.emplace(failed, solutions_[i].submission.name);
    if (!added) find("solutions", solutions_[i].submission.name, {.text = N_("fails the same tests as {}: {}"), .arguments = {same->second, joined(failed)}});
  }
}

// Alone: nothing else is graded, so the times are the reference's own.
void Check::measure() {
  Submission alone = reference_->submission;
  alone.trial.record = true;
  recorded_ = trials_.grade(N_("times"), {alone}, 1)[0];
  const auto limits = box_limits(exercise_.limits);
  for (const TestReport& test : recorded_.tests) {
    const double share = std::max({static_cast<double>(test.cpu_us) / static_cast<double>(limits.cpu.count()),
                                   static_cast<double>(test.wall_us) / static_cast<double>(limits.wall.count()),
                                   static_cast<double>(test.memory_bytes) / static_cast<double>(limits.memory)});
    if (share <= out_.share) continue;
    out_.share = share;
    out_.slowest = test.info.name;
  }
  if (out_.share > 1.0 / 3) find("limits", out_.slowest, {.text = N_("uses {} in 100 of its limits; a third is the most, so that no slow machine costs points"), .arguments = {fmt::format("{:.0f}", out_.share * 100)}});
}

// What is right passes whatever the seed, alone and while the machine has more to do than it can: every other seed.
void Check::repeat() {
  std::set<std::pair<std::string, std::string>> told;
  for (const bool loaded : {true, false}) {
    std::vector<Submission> all;
    for (const auto& one : solutions_) {
      for (int seed = loaded ? 2 : 1; seed <= options_.seeds && is_right(one); seed += 2) {
        all.push_back(one.submission);
        all.back().trial.seed = static_cast<std::uint64_t>(seed);
        all.back().trial.cases = kFewCases;
        all.back().trial.brief = true;   // a zygote for each seed
      }
    }
    const auto reports = trials_.grade(loaded ? N_("seeds, under load") : N_("seeds, alone"), all, loaded ? 2 * options_.jobs : options_.jobs);
    for (std::size_t i = 0; i < reports.size(); ++i) {
      const auto failed = failed_tests(reports[i]);
      if (failed.empty() || !told.emplace(all[i].name, joined(failed)).second) continue;
      find("seeds", all[i].name, {.text = loaded ? N_("fails under load with the seed {}: {}") : N_("fails with the seed {}: {}"),
                                  .arguments = {std::to_string(*all[i].trial.seed), joined(failed)}});
    }
  }
}

// In the topic's first language.
bool Check::prompt_says(const char* english, const char* russian) const {
  const std::string& locale = topic_.locales.front();
  const auto file = topic_.directory / exercise_.id / ("prompt." + locale + ".md");
  if (!std::filesystem::exists(file)) return false;
  std::string prompt = read_file(file);
  std::ranges::replace(prompt, '\n', ' ');
  return prompt.find(locale == "ru" ? russian : english) != prompt.npos;
}

// C++ has nothing that can be read only once.
void Check::look_at_inputs(const Excuses& excuses) {
  const bool python = out_.language == "python";
  auto excused = excuses.inputs;
  if (prompt_says("in place", "на месте")) excused.emplace("unchanged", "the prompt says so");
  const Notes notes = python ? watch(trials_, helper_, {.reference = reference_->submission, .excused = excused, .jobs = options_.jobs}, out_.findings)
                             : notes_of_transcripts(recorded_, read_file(reference_->submission.path));
  const bool iterables = python && prompt_says("iterable", "итерируем");
  std::ranges::move(check_inputs({.notes = notes, .reads_iterables = iterables, .excused = excused}), std::back_inserter(out_.findings));
}

// The tests that do not say why they are there: the prompt shows a sample, a solution names what rejects it, and titles may
// say `stays`. And that none of the solutions shows to be needed, as it is rejected by nothing else.
std::vector<std::string> Check::unproved(const Excuses& excuses) const {
  std::set<std::string> known;
  for (std::size_t i = 0; i < solutions_.size(); ++i) {
    if (is_right(solutions_[i]) || solutions_[i].promise.kind == Kind::starter) continue;
    const auto failed = failed_tests(reports_[i]);
    if (failed.size() == 1) known.insert(failed[0]);
    known.insert(solutions_[i].promise.rejected_by);
  }
  std::vector<std::string> out;
  for (const auto& test : recorded_.tests) {
    const std::string& name = test.info.name;
    if (!test.info.sample && !excuses.stays.contains(name) && !known.contains(name)) out.push_back(name);
  }
  return out;
}

void Check::mutate(const Excuses& excuses) {
  std::int64_t slowest = 0;
  for (const auto& test : recorded_.tests) slowest = std::max(slowest, test.cpu_us);
  const auto time = std::max<std::chrono::microseconds>(std::chrono::microseconds(10 * slowest), kLeastTime);
  const MutationJob job{.topic = topic_, .exercise = exercise_, .reference = reference_->submission, .recorded = recorded_,
                        .test_time = time, .unproved = unproved(excuses), .jobs = options_.jobs};
  out_.mutation = Mutation(trials_, helper_).run(job, out_.findings);
  if (out_.score() < kLeastScore) {
    find("mutation", "", {.text = N_("the tests notice {} of {} mutants; at least {} in 100 are needed"),
                          .arguments = {std::to_string(out_.mutation.killed), std::to_string(out_.mutation.mutants - out_.mutation.equivalent), "92"}});
  }
  for (const std::string& test : job.unproved) {
    if (!out_.mutation.alone.contains(test)) find("needed", test, {.text = N_("finds nothing that the others don't: drop it, add a wrong solution that only it finds, or say in its titles 'stays: why'")});
  }
}

}  // namespace

double LanguageReport::score() const {
  const int counted = mutation.mutants - mutation.equivalent;
  return counted == 0 ? 1 : static_cast<double>(mutation.killed) / counted;
}

LanguageReport Verifier::exercise(const catalog::Topic& topic, const catalog::Exercise& exercise, const std::string& language) {
  return Check(trials_, helper_, options_, topic, exercise, language).run();
}

std::vector<Finding> check_topic(const catalog::Topic& topic, const std::vector<LanguageReport>& reports) {
  std::vector<Finding> findings;
  int mutants = 0, killed = 0, equivalent = 0;
  std::map<std::string, std::set<std::string>> stated;   // by exercise: keys that are of a mutant
  std::map<std::string, int> excused;
  for (const auto& report : reports) {
    if (report.topic != topic.id) continue;
    mutants += report.mutation.mutants;
    killed += report.mutation.killed;
    equivalent += report.mutation.equivalent;
    excused[report.exercise] += report.mutation.equivalent;
    stated[report.exercise].insert(report.mutation.stated.begin(), report.mutation.stated.end());
  }
  for (const auto& [exercise, keys] : stated) {
    const auto folder = author_folder(topic) / "solutions" / exercise;
    for (const Equivalent& one : read_equivalents(folder, findings)) {
      if (!keys.contains(one.key)) findings.push_back({.rule = "equivalents", .about = one.key, .what = {.text = N_("is stale: no mutant of the reference has this key now")}, .file = folder / kEquivalents, .line = one.line});
    }
    if (excused[exercise] > kMostEquivalents) findings.push_back({.rule = "equivalents", .about = exercise, .what = {.text = N_("{} mutants are said to mean the same; {} is the most"), .arguments = {std::to_string(excused[exercise]), std::to_string(kMostEquivalents)}}});
  }
  if (equivalent > kMostEquivalentShare * mutants) findings.push_back({.rule = "equivalents", .about = topic.id, .what = {.text = N_("{} of {} mutants are said to mean the same; 5 in 100 is the most"), .arguments = {std::to_string(equivalent), std::to_string(mutants)}}});
  if (killed < kLeastTopicScore * (mutants - equivalent)) findings.push_back({.rule = "mutation", .about = topic.id, .what = {.text = N_("the tests notice {} of {} mutants; at least {} in 100 are needed"), .arguments = {std::to_string(killed), std::to_string(mutants - equivalent), "97"}}});
  return findings;
}

}  // namespace kata::verify

#include "verify/mutation.h"

#include <algorithm>
#include <deque>
#include <map>

#include "base/error.h"
#include "base/file.h"
#include "language/cpp/compiler.h"
#include "verify/equivalents.h"

namespace kata::verify {
namespace {

using report::SubmissionReport;
using report::SubmissionVerdict;

constexpr int kRounds = 5;               // of compiling all mutants without those that do not compile
constexpr int kManyCases = 1000;
constexpr std::uint64_t kAnotherSeed = 101;

bool passes(const SubmissionReport& report) { return report.verdict == SubmissionVerdict::graded && failed_tests(report).empty(); }

bool contains(const std::vector<std::string>& list, const std::string& item) { return std::find(list.begin(), list.end(), item) != list.end(); }

std::vector<std::string> all_but(const SubmissionReport& report, const std::string& name) {
  std::vector<std::string> names;
  for (const auto& test : report.tests) {
    if (test.info.name != name) names.push_back(test.info.name);
  }
  return names;
}

}  // namespace

// The sources to be graded: one each, or of C++ one for all with a number.
struct Mutation::Programs {
  std::vector<Mutant> mutants;
  std::vector<SourceInMemory> sources;
  bool together = false;
};

Mutation::Programs Mutation::python(const std::string& source) {
  Programs programs{.mutants = helper_.python_mutants(source)};
  for (const Mutant& mutant : programs.mutants) programs.sources.emplace_back(mutated(mutant, source));
  return programs;
}

// Those that only the compiler itself finds wrong, in a template that is used, are left out one round later.
Mutation::Programs Mutation::cpp(const MutationJob& job, const std::string& source) {
  const Paths& paths = trials_.paths();
  const auto parser = kata::cpp::parser_options({.support = paths.cpp_support, .glue = kata::cpp::glue_folder(paths.glue, job.topic.id), .topic = job.topic.id, .exercise = job.exercise.id});
  auto found = helper_.cpp_mutants({.text = source, .flags = parser.flags, .header = parser.header.string()});
  for (int round = 0; round < kRounds; ++round) {
    const auto program = helper_.cpp_program(source, found);
    Programs programs{.mutants = found.mutants, .together = true};
    programs.sources.emplace_back(program.text);
    Submission all = job.reference;
    all.path = programs.sources[0].path();
    all.trial = {.input = "0", .explain = false};
    const auto report = trials_.grade(N_("mutants"), {all}, job.jobs)[0];
    if (passes(report)) return programs;
    if (report.verdict != SubmissionVerdict::does_not_compile) throw Error(N_("the reference fails {} when it is compiled together with its mutants"), {failed_tests(report).empty() ? "" : failed_tests(report)[0]});
    std::vector<bool> wrong(found.mutants.size() + 1, false);
    for (const auto& diagnostic : report.load.diagnostics) {
      const auto line = static_cast<std::size_t>(diagnostic.line);
      if (line >= 1 && line <= program.owners.size()) wrong[static_cast<std::size_t>(program.owners[line - 1])] = true;
    }
    wrong[0] = false;
    if (std::find(wrong.begin(), wrong.end(), true) == wrong.end()) throw Error(N_("the mutants of the reference do not compile together"), {}, report.load.detail);
    std::size_t number = 0;
    std::erase_if(found.mutants, [&](const Mutant&) { return wrong[++number]; });
  }
  throw Error(N_("the mutants of the reference do not compile together"), {});
}

Submission Mutation::trial(const MutationJob& job, const Programs& programs, std::size_t which, int cases) const {
  Submission one = job.reference;
  one.name = programs.mutants[which].key;
  one.path = programs.sources[programs.together ? 0 : which].path();
  one.trial = {.input = programs.together ? std::to_string(which + 1) : "", .test_time = job.test_time, .stop = true, .cases = cases, .explain = false};
  return one;
}

// A few inputs of each property find most; who gets through these meets them all.
Mutation::Failures Mutation::first_failures(const MutationJob& job, const Programs& programs) {
  Failures failures(programs.mutants.size());
  for (const int cases : {kFewCases, kUsualCases}) {
    std::vector<std::size_t> alive;
    std::vector<Submission> trials;
    for (std::size_t i = 0; i < failures.size(); ++i) {
      if (failures[i]) continue;
      alive.push_back(i);
      trials.push_back(trial(job, programs, i, cases));
    }
    const auto reports = trials_.grade(N_("mutants"), trials, job.jobs);
    for (std::size_t i = 0; i < alive.size(); ++i) {
      if (passes(reports[i])) continue;
      const auto failed = failed_tests(reports[i]);
      failures[alive[i]] = reports[i].verdict == SubmissionVerdict::graded ? failed.at(0) : "";
    }
  }
  return failures;
}

// The tests that find a mutant which no other test finds: it can only be one that fails them first.
std::set<std::string> Mutation::prove(const MutationJob& job, const Programs& programs, const Failures& failures) {
  std::map<std::string, std::deque<std::size_t>> candidates;
  for (std::size_t i = 0; i < failures.size(); ++i) {
    if (failures[i] && contains(job.unproved, *failures[i])) candidates[*failures[i]].push_back(i);
  }
  std::set<std::string> proved;
  while (!candidates.empty()) {
    std::vector<Submission> trials;
    std::vector<std::string> tests;
    for (auto& [test, mutants] : candidates) {
      for (int i = 0; i < job.jobs && !mutants.empty(); ++i, mutants.pop_front()) {
        tests.push_back(test);
        trials.push_back(trial(job, programs, mutants.front(), kUsualCases));
        trials.back().trial.only = all_but(job.recorded, test);
      }
    }
    const auto reports = trials_.grade(N_("needed tests"), trials, job.jobs);
    for (std::size_t i = 0; i < reports.size(); ++i) {
      if (passes(reports[i])) proved.insert(tests[i]);
    }
    std::erase_if(candidates, [&](const auto& entry) { return entry.second.empty() || proved.contains(entry.first); });
  }
  return proved;
}

MutationResult Mutation::run(const MutationJob& job, std::vector<Finding>& findings) {
  const std::string source = read_file(job.reference.path);
  Programs programs = job.reference.language == "cpp" ? cpp(job, source) : python(source);
  name_mutants(programs.mutants, source);
  MutationResult result{.mutants = static_cast<int>(programs.mutants.size())};
  const Failures failures = first_failures(job, programs);
  std::vector<std::size_t> alive;
  for (std::size_t i = 0; i < failures.size(); ++i) {
    if (failures[i]) ++result.killed;
    else alive.push_back(i);
  }
  result.alone = prove(job, programs, failures);
  check_equivalents(job, programs, std::move(alive), source, result, findings);
  return result;
}

// None, where no test draws its inputs: all that there is was tried.
std::vector<Submission> Mutation::with_many_inputs(const MutationJob& job, const Programs& programs, const std::vector<std::size_t>& which) const {
  std::vector<std::string> properties;
  for (const auto& test : job.recorded.tests) {
    if (test.cases > 0) properties.push_back(test.info.name);
  }
  std::vector<Submission> trials;
  for (const std::size_t i : which) {
    if (properties.empty()) break;
    trials.push_back(trial(job, programs, i, kManyCases));
    trials.back().trial.seed = kAnotherSeed;
    trials.back().trial.only = properties;
    trials.back().trial.test_time *= kManyCases / kUsualCases;
  }
  return trials;
}

void Mutation::check_equivalents(const MutationJob& job, const Programs& programs, std::vector<std::size_t> alive, const std::string& source,
                                 MutationResult& result, std::vector<Finding>& findings) {
  const auto folder = author_folder(job.topic) / "solutions" / job.exercise.id;
  std::vector<Finding> said;   // told once, by whoever reads the file for what is stale
  const auto equivalents = read_equivalents(folder, said);
  std::vector<std::size_t> claimed;
  for (const std::size_t i : alive) {
    const Mutant& mutant = programs.mutants[i];
    const bool stated = std::ranges::any_of(equivalents, [&](const Equivalent& one) { return one.key == mutant.key; });
    if (stated) claimed.push_back(i);
    else result.survivors.push_back({mutant, line_of(mutant, source), diff(mutant, source)});
  }
  const auto reports = trials_.grade(N_("equivalents"), with_many_inputs(job, programs, claimed), job.jobs);
  for (std::size_t i = 0; i < claimed.size(); ++i) {
    if (reports.empty() || passes(reports[i])) ++result.equivalent;
    else findings.push_back({.rule = "equivalents", .about = programs.mutants[claimed[i]].key, .what = {.text = N_("is said to mean the same as the reference, and fails a test with another seed")}, .file = folder / kEquivalents});
  }
  // The others: killed, though they are said to mean the same; or of no mutant that there is now.
  for (const Equivalent& one : equivalents) {
    const auto mutant = std::ranges::find_if(programs.mutants, [&](const Mutant& m) { return m.key == one.key; });
    if (mutant != programs.mutants.end()) result.stated.push_back(one.key);
    if (mutant == programs.mutants.end() || std::ranges::any_of(alive, [&](std::size_t i) { return programs.mutants[i].key == one.key; })) continue;
    findings.push_back({.rule = "equivalents", .about = one.key, .what = {.text = N_("is said to mean the same as the reference, and fails a test")}, .file = folder / kEquivalents, .line = one.line});
  }
}

}  // namespace kata::verify

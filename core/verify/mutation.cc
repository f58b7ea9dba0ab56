#include "verify/mutation.h"

#include <algorithm>
#include <numeric>

#include "base/error.h"
#include "base/file.h"
#include "language/cpp/compiler.h"
#include "verify/equivalents.h"

namespace kata::verify {
namespace {

using report::SubmissionReport;
using report::SubmissionVerdict;

constexpr auto kLeastTime = std::chrono::milliseconds(50);
constexpr int kRounds = 5;               // of compiling all mutants without those that do not compile
constexpr std::uint64_t kFurtherSeeds[] = {101, 102, 103, 104, 105};   // 200 inputs of each property with each

bool passes(const SubmissionReport& report) { return report.verdict == SubmissionVerdict::graded && failed_tests(report).empty(); }

bool contains(const std::vector<std::string>& list, const std::string& item) { return std::find(list.begin(), list.end(), item) != list.end(); }

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
  const auto parser = kata::cpp::parser_options(trials_.session().paths().cpp_support, job.topic.id, job.exercise.id);
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

std::vector<Submission> Mutation::submissions(const MutationJob& job, const Programs& programs, const std::vector<std::size_t>& which) const {
  std::vector<Submission> out;
  for (const std::size_t i : which) {
    Submission one = job.reference;
    one.name = programs.mutants[i].key;
    one.path = programs.sources[programs.together ? 0 : i].path();
    one.trial = {.input = programs.together ? std::to_string(i + 1) : "",
                 .test_time = std::max<std::chrono::microseconds>(job.test_time * 10, kLeastTime), .stop = true, .explain = false};
    out.push_back(std::move(one));
  }
  return out;
}

MutationResult Mutation::run(const MutationJob& job, std::vector<Finding>& findings) {
  const std::string source = read_file(job.reference.path);
  Programs programs = job.reference.language == "cpp" ? cpp(job, source) : python(source);
  name_mutants(programs.mutants, source);
  MutationResult result{.mutants = static_cast<int>(programs.mutants.size())};
  std::vector<std::size_t> all(programs.mutants.size());
  std::iota(all.begin(), all.end(), 0);

  const auto reports = trials_.grade(N_("mutants"), submissions(job, programs, all), job.jobs);
  std::vector<std::size_t> alive, killed, in_full;
  for (const std::size_t i : all) {
    if (passes(reports[i])) {
      alive.push_back(i);
    } else {
      ++result.killed;
      killed.push_back(i);
      const auto first = std::ranges::find_if(reports[i].tests, [](const auto& test) { return test.verdict != report::TestVerdict::passed; });
      if (reports[i].verdict == SubmissionVerdict::graded && contains(job.unproved, first->info.name)) in_full.push_back(i);
    }
  }
  // Only what a test is the first to fail can it be the only one to fail.
  auto again = submissions(job, programs, in_full);
  if (!job.idle.empty()) {
    for (auto& one : submissions(job, programs, killed)) {
      again.push_back(std::move(one));
      again.back().trial.only = job.idle;
    }
  }
  for (auto& one : again) one.trial.stop = false;
  const auto further = trials_.grade(N_("needed tests"), again, job.jobs);
  for (std::size_t i = 0; i < further.size(); ++i) {
    const auto failed = failed_tests(further[i]);
    result.busy.insert(failed.begin(), failed.end());
    if (failed.size() == 1 && again[i].trial.only.empty()) result.alone.insert(failed[0]);
  }

  check_equivalents(job, programs, std::move(alive), source, result, findings);
  return result;
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
  std::vector<Submission> trials;
  for (const std::uint64_t seed : kFurtherSeeds) {
    for (auto& one : submissions(job, programs, claimed)) {
      trials.push_back(std::move(one));
      trials.back().trial.seed = seed;
      trials.back().trial.test_time = {};
    }
  }
  const auto reports = trials_.grade(N_("equivalents"), trials, job.jobs);
  for (std::size_t i = 0; i < claimed.size(); ++i) {
    bool differs = false;
    for (std::size_t at = i; at < reports.size(); at += claimed.size()) differs = differs || !passes(reports[at]);
    if (!differs) ++result.equivalent;
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

// Whether the tests of an exercise notice small changes of its reference. Thread rule: the session's.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "verify/finding.h"
#include "verify/helper.h"
#include "verify/solutions.h"
#include "verify/trials.h"

namespace kata::verify {

struct Survivor {
  Mutant mutant;
  int line = 0;
  std::string diff;
};

struct MutationResult {
  int mutants = 0, killed = 0, equivalent = 0;
  std::vector<Survivor> survivors;                            // without the equivalent ones
  std::vector<std::string> stated;                            // keys of equivalents.yaml that are of one of these mutants
  std::set<std::string> alone;                                // of the unproved tests: those that alone notice a mutant
};

struct MutationJob {
  const catalog::Topic& topic;
  const catalog::Exercise& exercise;
  Submission reference;
  const report::SubmissionReport& recorded;                   // of the reference, alone
  std::chrono::microseconds test_time;                        // CPU of each test of a mutant
  std::vector<std::string> unproved;                          // tests that are not known to find something alone
  int jobs = 1;
};

// The mutants of one language. What is wrong with a claim that one means the same goes to `findings`.
class Mutation {
 public:
  Mutation(Trials& trials, const Helper& helper) : trials_(trials), helper_(helper) {}
  MutationResult run(const MutationJob& job, std::vector<Finding>& findings);

 private:
  struct Programs;
  Programs python(const std::string& source);
  Programs cpp(const MutationJob& job, const std::string& source);
  Submission trial(const MutationJob& job, const Programs& programs, std::size_t which, int cases) const;
  // By mutant: the first test that it fails, "" where it is never tested; nullopt: it passes all.
  using Failures = std::vector<std::optional<std::string>>;
  Failures first_failures(const MutationJob& job, const Programs& programs);
  std::vector<Submission> with_many_inputs(const MutationJob& job, const Programs& programs, const std::vector<std::size_t>& which) const;
  std::set<std::string> prove(const MutationJob& job, const Programs& programs, const Failures& failures);
  void check_equivalents(const MutationJob& job, const Programs& programs, std::vector<std::size_t> alive, const std::string& source,
                         MutationResult& result, std::vector<Finding>& findings);

  Trials& trials_;
  const Helper& helper_;
};

}  // namespace kata::verify

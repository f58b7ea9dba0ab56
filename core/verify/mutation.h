// Whether the tests of an exercise notice small changes of its reference. Thread rule: the session's.
#pragma once

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
  std::set<std::string> busy, alone;                          // tests that notice some mutant; that alone notice one
};

struct MutationJob {
  const catalog::Topic& topic;
  const catalog::Exercise& exercise;
  Submission reference;
  std::chrono::microseconds test_time;                        // the CPU of the reference's slowest test
  std::vector<std::string> unproved;                          // tests that are not known to find something alone
  std::vector<std::string> idle;                              // those of them that nothing is known to fail
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
  std::vector<Submission> submissions(const MutationJob& job, const Programs& programs, const std::vector<std::size_t>& which) const;
  void check_equivalents(const MutationJob& job, const Programs& programs, std::vector<std::size_t> alive, const std::string& source,
                         MutationResult& result, std::vector<Finding>& findings);

  Trials& trials_;
  const Helper& helper_;
};

}  // namespace kata::verify

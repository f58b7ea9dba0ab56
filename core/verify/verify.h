// What `kata verify` does, for an exercise in one language at a time. Prints nothing. Thread rule: one thread, the session's.
#pragma once

#include <string>
#include <vector>

#include "verify/finding.h"
#include "verify/helper.h"
#include "verify/mutation.h"
#include "verify/trials.h"

namespace kata::verify {

struct Options {
  int seeds = 20;      // with which what is right is graded; each has a hash seed of its own
  int jobs = 1;        // graded at once; as many again "under load"
  bool quick = false;  // only what each solution promises, with one seed
};

struct LanguageReport {
  std::string topic, exercise, language;
  int tests = 0, solutions = 0;
  MutationResult mutation;
  std::string slowest;                        // the reference's slowest test
  double share = 0;                           // of its limits that it used
  std::vector<Finding> findings;
  double seconds = 0;
  // Of mutants that are not said to mean the same: how many the tests notice, 0..1.
  double score() const;
};

inline constexpr double kLeastScore = 0.92, kLeastTopicScore = 0.97, kMostEquivalentShare = 0.05;
inline constexpr int kMostEquivalents = 3;    // of an exercise

class Verifier {
 public:
  Verifier(Session& session, const Helper& helper, Options options, Progress progress)
      : trials_(session, std::move(progress)), helper_(helper), options_(options) {}

  // Throws Error where nothing can be graded.
  LanguageReport exercise(const catalog::Topic& topic, const catalog::Exercise& exercise, const std::string& language);

 private:
  Trials trials_;
  const Helper& helper_;
  Options options_;
};

// What only all reports of a topic together show: its score, and claims in equivalents.yaml that are of no mutant.
std::vector<Finding> check_topic(const catalog::Topic& topic, const std::vector<LanguageReport>& reports);
}  // namespace kata::verify

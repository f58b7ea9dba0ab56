// Grading for an author: many programs, many ways, all reports back at once. Thread rule: the session's.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/unique_fd.h"
#include "session/session.h"

namespace kata::verify {

// "mutants", 12, 40; called often.
using Progress = std::function<void(const char* stage, std::size_t done, std::size_t all)>;

// Inputs of each property: as many as for everybody, but without a search for the smallest that fails, which nobody reads; and
// where it is run many times.
inline constexpr int kUsualCases = 100, kFewCases = 10;

class Trials {
 public:
  Trials(Session& session, Progress progress) : session_(session), progress_(std::move(progress)) {}

  // In the order of `submissions`. Throws Error where one could not be graded through a fault of ours or the author's library.
  std::vector<report::SubmissionReport> grade(const char* stage, const std::vector<Submission>& submissions, int jobs);
  // As Session::rehearse, in the order of `parts`.
  std::vector<report::SubmissionReport> rehearse(const char* stage, const Submission& submission, const std::vector<grader::Part>& parts, int jobs);
  const Paths& paths() const { return session_.paths(); }

 private:
  Session& session_;
  Progress progress_;
};

// A source that is nowhere on disk, as the path of a submission for as long as this lives.
class SourceInMemory {
 public:
  explicit SourceInMemory(const std::string& text);
  std::string path() const;

 private:
  UniqueFd fd_;
};

std::vector<std::string> failed_tests(const report::SubmissionReport& report);

}  // namespace kata::verify

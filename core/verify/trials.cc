#include "verify/trials.h"

#include <optional>

#include "base/error.h"
#include "session/source.h"

namespace kata::verify {

using report::SubmissionReport;

std::vector<SubmissionReport> Trials::grade(const char* stage, const std::vector<Submission>& submissions, int jobs) {
  std::vector<std::optional<SubmissionReport>> found(submissions.size());
  std::size_t done = 0;
  progress_(stage, 0, submissions.size());   // an author may always run their own
  session_.grade(submissions, {.jobs = jobs, .required = sandbox::Isolation::none}, [&](std::size_t index, SubmissionReport report) {
    found[index] = std::move(report);
    progress_(stage, ++done, submissions.size());
  });
  std::vector<SubmissionReport> reports;
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (!found[i]) throw Error(N_("interrupted"), {});
    if (found[i]->verdict == report::SubmissionVerdict::internal_error || found[i]->verdict == report::SubmissionVerdict::not_a_submission) {
      throw Error(N_("{} could not be graded"), {submissions[i].name}, words(found[i]->load.fault));
    }
    reports.push_back(std::move(*found[i]));
  }
  return reports;
}

std::vector<SubmissionReport> Trials::rehearse(const char* stage, const Submission& submission, const std::vector<grader::Part>& parts, int jobs) {
  std::vector<SubmissionReport> reports(parts.size());
  std::size_t done = 0;
  progress_(stage, 0, parts.size());
  session_.rehearse(submission, parts, jobs, [&](std::size_t index, SubmissionReport report) {
    reports[index] = std::move(report);
    progress_(stage, ++done, parts.size());
  });
  return reports;
}

SourceInMemory::SourceInMemory(const std::string& text) : fd_(in_memory(text)) {}
std::string SourceInMemory::path() const { return "/proc/self/fd/" + std::to_string(fd_.get()); }

std::vector<std::string> failed_tests(const SubmissionReport& report) {
  std::vector<std::string> out;
  for (const auto& test : report.tests) {
    if (test.verdict != report::TestVerdict::passed) out.push_back(test.info.name);
  }
  return out;
}

}  // namespace kata::verify

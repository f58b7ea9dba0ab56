#include "runner/worker.h"

namespace kata::cli {
namespace {

class SessionWorker : public Worker {
 public:
  explicit SessionWorker(const Paths& paths) : session_(paths) {}
  void grade(std::span<const Submission> submissions, const GradeOptions& options,
             const std::function<void(std::size_t, report::SubmissionReport)>& on_result) override {
    session_.grade(submissions, options, on_result);
  }
  RunResult run(const Submission& submission, const RunOptions& options) override { return session_.run(submission, options); }
  void cancel() override { session_.cancel(); }

 private:
  Session session_;
};

}  // namespace

std::unique_ptr<Worker> make_session_worker(const Paths& paths) { return std::make_unique<SessionWorker>(paths); }

}  // namespace kata::cli

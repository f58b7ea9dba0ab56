#include "runner/worker.h"

namespace kata::cli {
namespace {

class SessionWorker : public Worker {
 public:
  SessionWorker(const Paths& paths, const SessionOptions& options) : session_(paths, options) {}
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

std::unique_ptr<Worker> make_session_worker(const Paths& paths, const SessionOptions& options) {
  return std::make_unique<SessionWorker>(paths, options);
}

}  // namespace kata::cli

// What the commands need of a session, so that their tests can stand in for it.
#pragma once

#include <functional>
#include <memory>
#include <span>

#include "session/session.h"

namespace kata::cli {

class Worker {
 public:
  virtual ~Worker() = default;
  virtual void grade(std::span<const Submission> submissions, const GradeOptions& options,
                     const std::function<void(std::size_t, report::SubmissionReport)>& on_result) = 0;
  virtual RunResult run(const Submission& submission, const RunOptions& options) = 0;
  // Safe in a signal handler.
  virtual void cancel() = 0;
};

// Made only when a command grades or runs: listing topics starts no process.
using MakeWorker = std::function<std::unique_ptr<Worker>(const Paths&, const SessionOptions&)>;
std::unique_ptr<Worker> make_session_worker(const Paths& paths, const SessionOptions& options);

}  // namespace kata::cli

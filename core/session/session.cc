#include "session/session.h"

#include <fmt/format.h>
#include <sys/eventfd.h>

#include <atomic>

#include "base/error.h"
#include "report/wire.h"
#include "session/batch.h"
#include "session/calling.h"
#include "session/topics.h"
#include "session/workers.h"

namespace kata {

struct Session::State {
  State(Paths given, const SessionOptions& options)
      : paths(std::move(given)), topics(paths), workers(loop, paths, options), compiling(workers, paths),
        cancel_event(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    loop.watch(cancel_event.get(), [this] {
      eventfd_t count = 0;
      ::eventfd_read(cancel_event.get(), &count);
    });
  }

  // Throws Error where there is no such topic.
  const catalog::Topic& topic(const std::string& id) {
    if (const catalog::Topic* topic = topics.find(id)) return *topic;
    const std::string problem = topics.problem(id);
    throw Error(problem.empty() ? fmt::format("there is no topic '{}'. kata list shows those that there are", id) : problem);
  }

  // The answer to one request, waited for. Throws Error where there is none.
  Value ask(TopicHost& host, std::string_view name, Values payload) {
    std::optional<TopicHost::Answer> answer;
    host.request(name, std::move(payload), UniqueFd(), std::chrono::seconds(10),
                 [&](TopicHost::Answer given) { answer = std::move(given); });
    while (!answer) loop.step();
    if (!answer->result) throw Error(answer->fault);
    return std::move(*answer->result);
  }

  Paths paths;
  Loop loop;            // before all that is watched by it
  Topics topics;
  Workers workers;
  Compiling compiling;
  UniqueFd cancel_event;
  std::atomic<bool> cancelled = false;
};

Session::Session(Paths paths, SessionOptions options) : state_(std::make_unique<State>(std::move(paths), options)) {}
Session::~Session() = default;

const Paths& Session::paths() const { return state_->paths; }

void Session::grade(std::span<const Submission> submissions, const GradeOptions& options,
                    const std::function<void(std::size_t, report::SubmissionReport)>& on_result) {
  State& state = *state_;
  state.cancelled = false;
  Batch batch(state.loop, state.workers, state.topics, state.compiling, submissions, options, on_result);
  batch.run([&] { return state.cancelled.load(); });
}

RunResult Session::run(const Submission& submission, const RunOptions& options) {
  State& state = *state_;
  state.cancelled = false;
  return run_call({.loop = state.loop, .workers = state.workers, .compiling = state.compiling,
                   .topic = state.topic(submission.topic), .submission = submission, .options = options},
                  [&] { return state.cancelled.load(); });
}

// Only what a signal handler may do.
void Session::cancel() {
  state_->cancelled = true;
  ::eventfd_write(state_->cancel_event.get(), 1);
}

std::vector<TestInfo> Session::tests(const std::string& topic) {
  const auto host = state_->workers.host(state_->topic(topic));
  auto tests = report::decode_tests(state_->ask(*host, "tests", {}));
  if (!tests) throw Error(fmt::format("the library of '{}' tells its tests in a way that cannot be read", topic));
  return std::move(*tests);
}

}  // namespace kata

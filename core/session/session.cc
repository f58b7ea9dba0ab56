#include "session/session.h"

#include <sys/eventfd.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <set>
#include <tuple>

#include "base/error.h"
#include "base/suggest.h"
#include "base/text.h"
#include "report/wire.h"
#include "session/batch.h"
#include "session/calling.h"
#include "session/seed.h"
#include "session/source.h"
#include "session/workers.h"
#include "value/wire.h"

namespace kata {
namespace {

using report::SubmissionReport;

// The names of the tests that a submission to this exercise meets.
std::vector<std::string> names_for(const std::vector<TestInfo>& tests, const Submission& submission) {
  std::vector<std::string> names;
  for (const TestInfo& test : tests) {
    const auto& languages = test.languages;
    const bool meets = languages.empty() || std::find(languages.begin(), languages.end(), submission.language) != languages.end();
    if (test.exercise == submission.exercise && meets) names.push_back(test.name);
  }
  return names;
}

void check_name(const std::string& name, const std::vector<std::string>& names, const Submission& submission) {
  if (std::find(names.begin(), names.end(), name) != names.end()) return;
  throw UsageError(N_("{}/{} has no test '{}' for {}{}; --only takes the names that --format json shows"),
                   {submission.topic, submission.exercise, shorten(printable(name), 60), submission.language == "cpp" ? "C++" : "Python",
                    did_you_mean(name, names)});
}

SubmissionReport report_of(TopicHost::Answer answer) {
  if (auto report = answer.result ? report::decode_report(*answer.result) : std::nullopt) return std::move(*report);
  SubmissionReport report;   // an internal error
  report.load.fault = answer.fault ? answer.fault : Fault{.text = N_("the grader's report cannot be read")};
  return report;
}

}  // namespace

struct Session::State {
  State(Paths given, const SessionOptions& options)
      : paths(std::move(given)), topics(options.topics ? options.topics : std::make_shared<catalog::Topics>(paths.katas)), workers(loop, paths, options), compiling(workers, paths),
        cancel_event(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    loop.watch(cancel_event.get(), [this] {
      eventfd_t count = 0;
      ::eventfd_read(cancel_event.get(), &count);
    });
  }

  // Throws Error where there is no such topic.
  const catalog::Topic& topic(const std::string& id) {
    if (const catalog::Topic* topic = topics->find(id)) return *topic;
    const std::string problem = catalog::text_of(topics->problems(id));
    if (!problem.empty()) throw Error(problem);
    throw UsageError(N_("there is no topic '{}'; 'kata list' shows those that there are"), {id});
  }

  void request(const catalog::Topic& topic, std::string_view name, Values payload, UniqueFd beside, TopicHost::Done done) {
    workers.host(topic)->request(name, std::move(payload), std::move(beside), std::chrono::seconds(10), std::move(done));
  }

  // Throws Error where the topic's library cannot tell them.
  const std::vector<TestInfo>& tests(const catalog::Topic& topic) {
    if (const auto known = known_tests.find(topic.id); known != known_tests.end()) return known->second;
    std::optional<TopicHost::Answer> told;
    request(topic, "tests", {}, {}, [&](TopicHost::Answer answer) { told = std::move(answer); });
    while (!told) loop.step();
    if (!told->result) throw Error(told->fault);
    auto tests = report::decode_tests(*told->result);
    if (!tests) throw Error(N_("the library of '{}' tells its tests in a way that cannot be read"), {topic.id});
    return known_tests[topic.id] = std::move(*tests);
  }

  // The names of the tests of a submission; none where its exercise or library is at fault, which its report will tell.
  std::vector<std::string> names_of_tests(const Submission& submission, const GradeOptions& options) {
    const catalog::Topic* found = topics->find(submission.topic);
    const catalog::Exercise* exercise = found ? found->find(submission.exercise) : nullptr;
    if (!exercise) return {};
    try {
      // It will be needed, and warms up while the library is asked.
      if (submission.language == "python") workers.python({.warm = found->warm_for(*exercise), .seed = seed_of(submission, *exercise, options)});
      return names_for(tests(*found), submission);
    } catch (const Error&) {
      return {};
    }
  }

  // A test that is asked for by name must be one of each exercise: who mistyped a name is told so before anything is graded.
  void check_names(std::span<const Submission> submissions, const GradeOptions& options) {
    const auto& only = options.only;
    std::set<std::tuple<std::string, std::string, std::string>> checked;
    for (const Submission& submission : submissions) {
      if (only.empty() || !checked.emplace(submission.topic, submission.exercise, submission.language).second) continue;
      const auto names = names_of_tests(submission, options);
      for (const auto& name : only) {
        if (!names.empty()) check_name(name, names, submission);
      }
    }
  }

  Paths paths;
  Loop loop;            // before all that is watched by it
  std::shared_ptr<catalog::Topics> topics;
  Workers workers;
  Compiling compiling;
  std::map<std::string, std::vector<TestInfo>> known_tests;   // by topic: its library doesn't change under a session
  UniqueFd cancel_event;
  std::atomic<bool> cancelled = false;
};

Journal::Key key_of(const Submission& submission) {
  return {.submission = submission.name, .exercise = submission.topic + "/" + submission.exercise, .language = submission.language,
          .namesake = submission.namesake};
}

Session::Session(Paths paths, SessionOptions options) : state_(std::make_unique<State>(std::move(paths), options)) {}
Session::~Session() = default;

const Paths& Session::paths() const { return state_->paths; }

void Session::grade(std::span<const Submission> submissions, const GradeOptions& options,
                    const std::function<void(std::size_t, SubmissionReport)>& on_result) {
  State& state = *state_;
  state.cancelled = false;
  state.check_names(submissions, options);
  Batch batch(state.loop, state.workers, *state.topics, state.compiling, submissions, options, on_result);
  batch.run([&] { return state.cancelled.load(); });
}

RunResult Session::run(const Submission& submission, const RunOptions& options) {
  State& state = *state_;
  state.cancelled = false;
  return run_call({.loop = state.loop, .workers = state.workers, .compiling = state.compiling,
                   .topic = state.topic(submission.topic), .submission = submission, .options = options},
                  [&] { return state.cancelled.load(); });
}

void Session::rehearse(const Submission& submission, std::span<const grader::Part> parts, int jobs,
                       const std::function<void(std::size_t, SubmissionReport)>& on_result) {
  State& state = *state_;
  const catalog::Topic& topic = state.topic(submission.topic);
  const catalog::Exercise* exercise = topic.find(submission.exercise);
  if (!exercise) throw UsageError(N_("there is no exercise '{}' in '{}'; 'kata list' shows those that there are"), {submission.exercise, topic.id});
  const grader::Job job{.request = {.exercise = exercise->id, .language = submission.language,
                                    .seed = seed_of(submission, *exercise, {}), .only = submission.trial.only, .cases = submission.trial.cases}};
  std::size_t next = 0;
  int open = 0;
  while (next < parts.size() || open > 0) {
    for (; next < parts.size() && open < std::max(jobs, 1); ++next) {
      ++open;
      state.request(topic, "rehearse", {plugin_host::encode(job)}, in_memory(wire::encode(grader::encode(parts[next]))),
                    [&, index = next](TopicHost::Answer answer) { --open, on_result(index, report_of(std::move(answer))); });
    }
    if (open > 0) state.loop.step();
  }
}

// Only what a signal handler may do.
void Session::cancel() {
  state_->cancelled = true;
  ::eventfd_write(state_->cancel_event.get(), 1);
}

std::vector<TestInfo> Session::tests(const std::string& topic) {
  return state_->tests(state_->topic(topic));
}

}  // namespace kata

#include "grader/grader.h"

#include <algorithm>
#include <memory>

#include "base/error.h"
#include "grader/load.h"
#include "grader/verdict.h"

namespace kata::grader {
namespace {

using report::SubmissionReport;
using report::SubmissionVerdict;
using report::TestReport;
using report::TestVerdict;

bool contains(const std::vector<std::string>& list, std::string_view item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

bool wanted(const TestInfo& test, const RunRequest& request) {
  return test.exercise == request.exercise && (test.languages.empty() || contains(test.languages, request.language)) &&
         (request.only.empty() || contains(request.only, test.name));
}

}  // namespace

SubmissionReport prepare(Topic& topic, const Job& job) {
  SubmissionReport report;
  report.verdict = SubmissionVerdict::graded;
  for (const auto& test : topic.tests()) {
    if (wanted(test, job.request)) report.tests.emplace_back().info = test;
  }
  return report;
}

namespace {

// An internal error takes everything back: what is our fault costs no points and gives none.
void fail(SubmissionReport& report, Fault fault) {
  report.verdict = SubmissionVerdict::internal_error;
  report.load = {};
  report.load.reason = "internal";
  report.load.fault = std::move(fault);
  for (auto& test : report.tests) test.verdict = TestVerdict::skipped;
}

// Writes down what passes: ["sent" or "came", frame].
class Recorder : public Channel {
 public:
  Recorder(Channel& inner, std::vector<Value>& transcript) : inner_(inner), transcript_(transcript) {}
  bool send(const Value& frame) noexcept override {
    transcript_.push_back(list("sent", frame));
    return inner_.send(frame);
  }
  bool receive(Value& frame) noexcept override {
    if (!inner_.receive(frame)) return false;
    transcript_.push_back(list("came", frame));
    return true;
  }

 private:
  Channel& inner_;
  std::vector<Value>& transcript_;
};

class BoxHost : public Host {
 public:
  BoxHost(const Job& job, sandbox::Box& box, bool fresh, SubmissionReport& report, const Progress& progress)
      : job_(job), box_(box), fresh_(fresh), report_(report), progress_(progress) {}

  Channel* begin_test(std::string_view name) noexcept override {
    return guarded([&]() -> Channel* {
      test_ = find(name);
      if (!test_) throw Error(N_("the topic's library runs a test '{}' that it does not list"), {std::string(name)});
      seen_ = {};
      started_ = false;
      if (stopped_) return nullptr;
      ++begun_;
      return open_child();
    });
  }

  Output output() noexcept override {
    Output output;
    guarded([&] {
      if (!channel_) return nullptr;
      auto written = box_.output();
      output = {std::move(written.out), std::move(written.err)};
      return nullptr;
    });
    return output;
  }

  Channel* restart() noexcept override {
    return guarded([&] {
      if (!test_) throw Error(N_("the topic's library restarts a test that has not begun"), {});
      close_child();
      return open_child();
    });
  }

  void end_test(const TestOutcome& outcome) noexcept override {
    guarded([&] {
      if (!test_) throw Error(N_("the topic's library ends the test '{}', which has not begun"), {outcome.name});
      if (stopped_) return nullptr;
      seen_.outcome = outcome;
      close_child();
      conclude();
      test_ = nullptr;
      return nullptr;
    });
  }

  const Fault& broken() const { return broken_; }
  bool stopped() const { return stopped_; }

 private:
  // After the first fault of ours nothing more is tried.
  template <class F> Channel* guarded(F&& action) noexcept {
    if (broken_) return nullptr;
    try {
      return action();
    } catch (const std::exception& error) {
      broken_ = fault_of(error);
    } catch (...) {
      broken_ = {.text = N_("an exception of an unknown type left the topic's library")};
    }
    return nullptr;
  }

  TestReport* find(std::string_view name) {
    const auto test = std::find_if(report_.tests.begin(), report_.tests.end(),
                                   [&](const TestReport& report) { return report.info.name == name; });
    return test == report_.tests.end() ? nullptr : &*test;
  }

  Channel* open_child() {
    progress_(test_->info.name);
    sandbox::Limits limits = job_.limits;
    if (job_.test_time.count() > 0) limits.cpu = job_.test_time, limits.wall = job_.test_time * 3;
    channel_ = std::make_unique<BoxChannel>(box_.begin_test(limits, fresh_, begun_ < report_.tests.size()), &box_.turn());
    skip_load(box_, *channel_);
    if (!job_.record) return channel_.get();
    recorder_ = std::make_unique<Recorder>(*channel_, test_->transcript);
    return recorder_.get();
  }

  void close_child() {
    if (!channel_) return;
    sandbox::Ended ended = box_.end_test(channel_->hung_up());
    test_->cpu_us += ended.cpu.count();
    test_->wall_us += ended.wall.count();
    test_->memory_bytes = std::max(test_->memory_bytes, ended.memory);
    test_->out = ended.out;
    test_->err = ended.err;
    if (channel_->state() > seen_.channel) seen_.channel = channel_->state();
    if (!started_ || seen_.ended.cause == sandbox::Cause::running) {
      seen_.where = channel_->where().trace;
      seen_.blocked_loop = channel_->where().blocks_loop;
      seen_.ended = std::move(ended);
    }
    started_ = true;
    channel_.reset();
  }

  void conclude() {
    const auto verdict = judge(seen_);
    if (!verdict) {
      broken_ = {.text = N_("the hidden test {} did not run to its end"), .arguments = {test_->info.name}, .cause = seen_.outcome.author_text};
      return;
    }
    test_->verdict = *verdict;
    stopped_ = job_.stop && *verdict != TestVerdict::passed;
    describe(seen_, *test_);
  }

  const Job& job_;
  sandbox::Box& box_;
  bool fresh_;
  SubmissionReport& report_;
  const Progress& progress_;
  Fault broken_;
  std::size_t begun_ = 0;
  bool stopped_ = false;
  // Of the test that runs now.
  TestReport* test_ = nullptr;
  std::unique_ptr<BoxChannel> channel_;
  std::unique_ptr<Recorder> recorder_;
  Seen seen_;
  bool started_ = false;
};

// A test that the library was asked to run and didn't is a fault of the library.
std::string never_run(const SubmissionReport& report) {
  for (const auto& test : report.tests) {
    if (test.verdict == TestVerdict::skipped) return test.info.name;
  }
  return {};
}

void run_tests(Topic& topic, const Job& job, sandbox::Box& box, const Progress& progress, SubmissionReport& report) {
  progress("");
  Loaded loaded = load(box, job.limits, job.import_per_test);
  report.load = std::move(loaded.report);
  if (report.load.reason == "internal") return fail(report, Fault(report.load.fault));
  if (!report.load.reason.empty()) {
    report.verdict = SubmissionVerdict::does_not_import;
    return;
  }
  BoxHost host(job, box, job.import_per_test || loaded.left_threads, report, progress);
  const bool ran = topic.run(job.request, host);
  if (host.broken()) return fail(report, host.broken());
  if (!ran) return fail(report, {.text = N_("the topic's library could not run its tests")});
  if (const std::string name = never_run(report); !name.empty() && !host.stopped()) {
    fail(report, {.text = N_("the topic's library did not run its test '{}'"), .arguments = {name}});
  }
}

}  // namespace

SubmissionReport grade(Topic& topic, const Job& job, sandbox::Box& box, const Progress& progress) {
  SubmissionReport report = prepare(topic, job);
  try {
    for (const auto& name : job.request.only) {
      if (std::none_of(report.tests.begin(), report.tests.end(), [&](const TestReport& test) { return test.info.name == name; })) {
        throw Error(N_("the topic's library has no test '{}' for {} in {}"), {name, job.request.exercise, job.request.language});
      }
    }
    if (report.tests.empty()) {
      throw Error(N_("the topic's library has no test for {} in {}"), {job.request.exercise, job.request.language});
    }
    run_tests(topic, job, box, progress, report);
  } catch (const std::exception& error) {
    fail(report, fault_of(error));
  }
  report::share_points(report, job.points);
  return report;
}

SubmissionReport skip_all(Topic& topic, const Job& job) {
  SubmissionReport report = prepare(topic, job);
  report::share_points(report, job.points);
  return report;
}

}  // namespace kata::grader

// A Host whose box is a few functions in this process, and the set-up of a running test without GoogleTest's.
#pragma once

#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>

#include <deque>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "kata/plugin.h"
#include "kata/test.h"
#include "testing/run.h"

namespace kata {

// Answers every request by `script`, which puts the box's frames into `out`. With none left the channel has ended.
class FakeBox : public Channel {
 public:
  std::function<void(const Values& frame, std::deque<Value>& out)> script;
  std::vector<Value> sent;
  std::deque<Value> out;

  bool send(const Value& frame) noexcept override {
    sent.push_back(frame);
    script(*frame.items(), out);
    return true;
  }
  bool receive(Value& frame) noexcept override {
    if (out.empty()) return false;
    frame = std::move(out.front());
    out.pop_front();
    return true;
  }
};

inline Value result(const Value& id, Value outcome, Value meta = dict({{"time", 0.0}})) {
  return list("result", id, std::move(outcome), std::move(meta));
}
inline Value gives(Value value) { return list("value", std::move(value)); }
inline Value raises(std::string type, std::string message = "") {
  Exception error{.types = {type, "Exception", "BaseException"}, .message = message};
  return list("raised", std::move(error), list(list("solution.py", 3, "f", "raise it")));
}

// The learner's module: from a name and arguments to an outcome frame.
using Module = std::function<Value(const std::string& name, const Values& args)>;

// A script for submissions that use no stand-ins.
inline std::function<void(const Values&, std::deque<Value>&)> answers(Module module) {
  return [module](const Values& frame, std::deque<Value>& out) {
    const std::string kind = frame[0].get<Str>()->text;
    auto name = [](const Value& target) { return target.get<Str>() ? target.get<Str>()->text : (*target.items())[1].get<Str>()->text; };
    if (kind == "call") out.push_back(result(frame[1], module(name(frame[2]), *frame[3].items())));
    else if (kind == "get") out.push_back(result(frame[1], module(name(frame[2]), {})));
    else if (kind == "probe") out.push_back(result(frame[1], module(frame[2].get<Str>()->text, {})));
    else if (kind == "batch" || kind == "parallel") {
      List outcomes;
      for (const auto& part : *frame[2].items()) outcomes.items.push_back(module(name((*part.items())[0]), *(*part.items())[1].items()));
      out.push_back(result(frame[1], list("values", std::move(outcomes))));
    }
  };
}

class FakeHost : public Host {
 public:
  FakeBox box;
  std::function<void()> on_restart = [] {};
  std::vector<TestOutcome> outcomes;
  std::vector<std::string> begun;
  std::string printed;
  int restarts = 0;
  bool starts = true;

  Channel* begin_test(std::string_view name) noexcept override {
    begun.emplace_back(name);
    box.out.clear();   // each child has a channel of its own
    return starts ? &box : nullptr;
  }
  Output output() noexcept override { return {printed, ""}; }
  Channel* restart() noexcept override {
    ++restarts;
    box.out.clear();
    on_restart();
    return starts ? &box : nullptr;
  }
  void end_test(const TestOutcome& outcome) noexcept override { outcomes.push_back(outcome); }
};

// A test of a topic in progress. check() and leaving() run code whose failures become mismatches of that test.
class InTest : public ::testing::Test {
 protected:
  // The body of a hidden test; its failures are not those of this test. True if it ran to its end.
  bool body(const std::function<void()>& code) {
    struct Capture : ::testing::ScopedFakeTestPartResultReporter {
      explicit Capture(detail::Run& run) : ScopedFakeTestPartResultReporter(INTERCEPT_ONLY_CURRENT_THREAD, nullptr), run(run) {}
      void ReportTestPartResult(const ::testing::TestPartResult& part) override { run.failed(part); }
      detail::Run& run;
    } capture(run());
    try {
      code();
      return true;
    } catch (const detail::LeaveTest&) {
      return false;
    }
  }
  detail::Run& run() {
    if (!run_) {
      run_ = std::make_unique<detail::Run>(host, "python", 42, "Sample", cases);
      detail::set_run(run_.get());
    }
    return *run_;
  }
  void module(Module module) {
    host.box.script = answers(std::move(module));
    run();
  }
  const std::vector<Mismatch>& mismatches() { return run().outcome.mismatches; }
  // The only mismatch there is.
  Mismatch mismatch() {
    EXPECT_EQ(mismatches().size(), 1u);
    return mismatches().empty() ? Mismatch() : mismatches().front();
  }
  ~InTest() override { detail::set_run(nullptr); }

  FakeHost host;
  int cases = 0;   // as RunRequest has it

 private:
  std::unique_ptr<detail::Run> run_;
};

}  // namespace kata

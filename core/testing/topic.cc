#include "testing/topic.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "testing/choices.h"
#include "testing/run.h"

namespace kata::testing {
namespace {

using detail::Run;

// The same for each submission, and different for each test.
std::uint64_t seed_of(std::uint64_t seed, std::string_view exercise, std::string_view name) {
  std::uint64_t hash = 0xcbf29ce484222325;  // FNV-1a
  auto mix = [&](std::string_view text) {
    for (unsigned char byte : text) hash = (hash ^ byte) * 0x100000001b3;
    hash *= 0x100000001b3;
  };
  mix(exercise);
  mix(name);
  return detail::Random(seed ^ hash).next();
}

// Turns GoogleTest's events into what the host is told.
class Reporter : public ::testing::EmptyTestEventListener {
 public:
  Reporter(const RunRequest& request, Host& host) : request_(request), host_(host) {}

  void OnTestStart(const ::testing::TestInfo& info) override {
    run_ = std::make_unique<Run>(host_, request_.language, seed_of(request_.seed, info.test_suite_name(), info.name()), info.name(), request_.cases);
    run_->run_seed = request_.seed;
    detail::set_run(run_.get());
  }
  void OnTestPartResult(const ::testing::TestPartResult& part) override {
    if (run_) run_->failed(part);
  }
  void OnTestEnd(const ::testing::TestInfo&) override {
    run_->take_leave();
    run_->outcome.finished = !run_->over;
    run_->outcome.broken = run_->over;
    detail::set_run(nullptr);
    host_.end_test(run_->outcome);
    run_.reset();
  }

 private:
  const RunRequest& request_;
  Host& host_;
  std::unique_ptr<Run> run_;
};

void each_registered(const std::function<void(const ::testing::TestInfo&)>& visit) {
  const auto& unit = *::testing::UnitTest::GetInstance();
  for (int i = 0; i < unit.total_test_suite_count(); ++i) {
    const auto& suite = *unit.GetTestSuite(i);
    for (int j = 0; j < suite.total_test_count(); ++j) visit(*suite.GetTestInfo(j));
  }
}

class RegisteredTopic final : public Topic {
 public:
  explicit RegisteredTopic(std::vector<TestInfo> titled) {
    each_registered([&](const ::testing::TestInfo& info) {
      auto same = [&](const TestInfo& test) { return test.exercise == info.test_suite_name() && test.name == info.name(); };
      auto found = std::find_if(titled.begin(), titled.end(), same);
      TestInfo test;
      if (found != titled.end()) test = std::move(*found);
      test.exercise = info.test_suite_name();
      test.name = info.name();
      tests_.push_back(std::move(test));
    });
  }

  const std::vector<TestInfo>& tests() const noexcept override { return tests_; }

  bool run(const RunRequest& request, Host& host) noexcept override try {
    const std::string filter = filter_of(request);
    if (filter.empty()) return false;
    initialise(filter);
    auto& listeners = ::testing::UnitTest::GetInstance()->listeners();
    delete listeners.Release(listeners.default_result_printer());
    listeners.Append(new Reporter(request, host));  // GoogleTest owns it
    if (RUN_ALL_TESTS() != 0) return true;          // failures went to the host
    return true;
  } catch (...) {
    return false;
  }

 private:
  // "rotate.First:rotate.Second": exact names, since none has a wildcard in it. Empty: there is no such test.
  std::string filter_of(const RunRequest& request) const {
    std::string out;
    for (const auto& test : tests_) {
      const bool wanted = request.only.empty() || std::find(request.only.begin(), request.only.end(), test.name) != request.only.end();
      const bool speaks = test.languages.empty() ||
                          std::find(test.languages.begin(), test.languages.end(), request.language) != test.languages.end();
      if (test.exercise != request.exercise || !wanted || !speaks) continue;
      if (!out.empty()) out += ':';
      out += test.exercise + "." + test.name;
    }
    return out;
  }

  // Every flag that the environment could have set is set again.
  static void initialise(const std::string& filter) {
    int argc = 1;
    char name[] = "kata";
    char* argv[] = {name, nullptr};
    ::testing::InitGoogleMock(&argc, argv);
    GTEST_FLAG_SET(filter, filter);
    GTEST_FLAG_SET(output, "");
    GTEST_FLAG_SET(repeat, 1);
    GTEST_FLAG_SET(shuffle, false);
    GTEST_FLAG_SET(catch_exceptions, true);
    GTEST_FLAG_SET(break_on_failure, false);
    GTEST_FLAG_SET(throw_on_failure, false);
    GTEST_FLAG_SET(fail_fast, false);
    GTEST_FLAG_SET(also_run_disabled_tests, false);
  }

  std::vector<TestInfo> tests_;
};

}  // namespace

Topic* make_topic(std::string_view, std::vector<TestInfo> tests) noexcept try {
  return new RegisteredTopic(std::move(tests));  // lives until the process ends
} catch (...) {
  return nullptr;
}

}  // namespace kata::testing

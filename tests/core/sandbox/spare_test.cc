// The child of the test to come, made while another test runs: none of what that one does may reach it.
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <sstream>

#include "test_box.h"

using namespace kata::sandbox;

namespace {

pid_t pid_in(const std::string& answer) { return std::stoi(answer.substr(3)); }   // "ok 4"

// Waits until init was told of the spare child, and gives what there is in the box: init, the module process, the test, it.
std::vector<pid_t> processes_with_spare(Channel& test) {
  std::vector<pid_t> pids;
  for (int i = 0; i < 1000 && pids.size() < 4; ++i) {
    std::istringstream words(test.ask("processes").value_or("ok").substr(2));
    pids.assign(std::istream_iterator<pid_t>(words), {});
  }
  return pids;
}

struct Spare : testing::Test {
  Loaded loaded;
  TestBox& box = loaded.box;
  Channel begin_first() { return {box.box().begin_test({}, false, true)}; }
};

TEST_F(Spare, IsTheNextTestsChild) {
  Channel first = begin_first();
  const std::vector<pid_t> pids = processes_with_spare(first);
  ASSERT_EQ(pids.size(), 4u);
  box.box().end_test();
  const pid_t second = pid_in(box.answer("getpid"));
  EXPECT_EQ(second, *std::max_element(pids.begin(), pids.end()));
}

TEST_F(Spare, IsOutOfATestsReach) {
  Channel first = begin_first();
  const std::vector<pid_t> pids = processes_with_spare(first);
  ASSERT_EQ(pids.size(), 4u);
  const std::string spare = std::to_string(*std::max_element(pids.begin(), pids.end()));
  for (const std::string signal : {"9", "19", "10"})
    EXPECT_EQ(first.ask("kill " + spare + " " + signal), "error " + std::to_string(EPERM)) << signal;
  EXPECT_NE(first.ask("prlimit " + spare).value_or("ok").substr(0, 2), "ok");
  box.box().end_test();
  EXPECT_EQ(std::to_string(pid_in(box.answer("getpid"))), spare);
}

TEST_F(Spare, CostsTheNextTestNothingWhereItCouldNotBeMade) {
  const Limits limits{.processes = 8};
  TestBox small(loaded.zygote);
  small.load(limits);
  for (int i = 0; i < 5; ++i) {
    Channel test{small.box().begin_test(limits, false, true)};
    EXPECT_TRUE(test.ask("fork_until_refused").value_or("gone").starts_with("ok ")) << i;
    EXPECT_EQ(small.box().end_test().cause, Cause::running);
  }
  EXPECT_EQ(small.answer("hello"), "ok 0");
  EXPECT_FALSE(small.box().fresh());
}

TEST_F(Spare, GivesWayToATestWithAModuleOfItsOwn) {
  Channel first = begin_first();
  ASSERT_EQ(processes_with_spare(first).size(), 4u);
  box.box().end_test();
  Channel fresh = box.begin({}, true);
  EXPECT_TRUE(box.box().fresh());
  EXPECT_EQ(fresh.line(), "loaded");
  const std::string alone = fresh.ask("processes").value_or("");
  EXPECT_EQ(std::count(alone.begin(), alone.end(), ' '), 3) << alone;
  box.box().end_test();
  EXPECT_EQ(box.answer("hello"), "ok 0");
}

TEST_F(Spare, IsNotAmongWhatATestUsed) {
  Channel first = begin_first();
  ASSERT_EQ(processes_with_spare(first).size(), 4u);
  const Ended with = box.box().end_test();
  EXPECT_EQ(with.cause, Cause::running);
  EXPECT_LT(with.memory, 1u << 20);
}

}  // namespace

// What a test may use.
#include <gtest/gtest.h>

#include <thread>

#include "test_box.h"

namespace kata::sandbox {
namespace {

using std::chrono::milliseconds;

TEST(Limits, EndATestThatComputesTooLong) {
  Loaded loaded;
  const Ended ended = loaded.box.run("burn 60", {.cpu = milliseconds(100)});
  EXPECT_EQ(ended.cause, Cause::timed_out);
  EXPECT_FALSE(ended.waiting);
  EXPECT_GE(ended.cpu, milliseconds(100));
  EXPECT_LT(ended.cpu, milliseconds(400));
}

TEST(Limits, EndATestThatSleepsTooLong) {
  Loaded loaded;
  const Ended ended = loaded.box.run("sleep", {.wall = milliseconds(500)});
  EXPECT_EQ(ended.cause, Cause::timed_out);
  EXPECT_TRUE(ended.waiting);
  EXPECT_GE(ended.wall, milliseconds(500));
}

constexpr Limits kShort{.cpu = milliseconds(100), .wall = milliseconds(300)};
constexpr auto kLonger = milliseconds(600);

TEST(Limits, LetTheGraderTakeItsTime) {
  Loaded loaded;
  Channel channel = loaded.box.begin(kShort);
  loaded.box.box().turn().set(Turn::grader_works);
  std::this_thread::sleep_for(kLonger);
  EXPECT_EQ(channel.ask("hello"), "ok 0");
  EXPECT_EQ(loaded.box.box().end_test().cause, Cause::running);
}

TEST(Limits, DoNotBlameATestForAnAnswerThatNobodyReads) {
  Loaded loaded;
  Channel channel = loaded.box.begin(kShort);
  channel.tell("hello");
  std::this_thread::sleep_for(kLonger);
  EXPECT_EQ(loaded.box.box().end_test().cause, Cause::running);
}

TEST(Limits, EndATestThatDoesNotListen) {
  Loaded loaded;
  Channel channel = loaded.box.begin(kShort);
  channel.tell("hello");
  loaded.box.box().turn().set(Turn::box_listens);
  std::this_thread::sleep_for(kLonger);
  EXPECT_EQ(loaded.box.box().end_test().cause, Cause::timed_out);
}

TEST(Limits, EndALoadThatSleepsTooLong) {
  Zygote zygote({.executable = program("kata-zygote-scripted")});
  TestBox box(zygote, {{"load", "sleep\n"}});
  const Ended ended = box.load({.wall = milliseconds(100)});
  EXPECT_EQ(ended.cause, Cause::timed_out);
  EXPECT_TRUE(ended.waiting);
}

TEST(Limits, CountTheTimeOfChildren) {
  Loaded loaded;
  const Ended ended = loaded.box.run("children_burn 60", {.cpu = milliseconds(150)});
  EXPECT_EQ(ended.cause, Cause::timed_out);
  EXPECT_GE(ended.cpu, milliseconds(150));
}

TEST(Limits, CountTheTimeOfChildrenThatAreNotRunningAnyMore) {
  Loaded loaded;
  const Ended ended = loaded.box.run("children_burn 0.1");
  EXPECT_EQ(ended.cause, Cause::running);
  EXPECT_GE(ended.cpu, milliseconds(190));
  EXPECT_LT(ended.cpu, milliseconds(600));
}

TEST(Limits, CountTheTimeOfChildrenThatNobodyWaitsFor) {
  Loaded loaded;
  EXPECT_EQ(loaded.box.run("children_burn_unseen 60", {.cpu = milliseconds(150)}).cause, Cause::timed_out);
  const Ended ended = loaded.box.run("children_burn_unseen 0.2");
  EXPECT_GE(ended.cpu, milliseconds(300));
}

TEST(Limits, EndATestThatTakesTooMuchMemory) {
  Loaded loaded;
  const Ended ended = loaded.box.run("touch_memory 400", {.memory = 64u << 20});
  EXPECT_EQ(ended.cause, Cause::out_of_memory);
  EXPECT_GT(ended.memory, 64u << 20);
}

TEST(Limits, AddUpTheMemoryOfChildren) {
  Loaded loaded;
  const Ended ended = loaded.box.run("children_touch 5 20", {.memory = 64u << 20});
  EXPECT_EQ(ended.cause, Cause::out_of_memory);
}

TEST(Limits, CountSharedMemoryOnce) {
  Loaded loaded;
  Channel channel = loaded.box.begin({.memory = 96u << 20});
  channel.ask("touch_memory 50");
  channel.ask("fork_until_refused");   // each has the same 50 MiB
  channel.ask("burn 0.1");             // for several looks at them
  EXPECT_EQ(loaded.box.box().end_test().cause, Cause::running);
}

TEST(Limits, CountFilesInMemory) {
  Zygote zygote({.executable = program("kata-zygote-scripted")});
  const Limits limits{.memory = 32u << 20, .disk = 128u << 20};
  TestBox box(zygote, {}, limits);
  box.load(limits);
  Channel channel = box.begin(limits);
  channel.tell("fill /tmp/a");
  channel.tell("sleep");
  channel.wait_for_end();
  EXPECT_EQ(box.box().end_test().cause, Cause::out_of_memory);
}

TEST(Limits, RefuseMoreThanTheDiskHolds) {
  Zygote zygote({.executable = program("kata-zygote-scripted")});
  const Limits limits{.disk = 4u << 20};
  TestBox box(zygote, {}, limits);
  box.load(limits);
  const std::string answer = box.answer("fill a");
  const long written = std::stol(answer.substr(3));
  EXPECT_GE(written, 3 << 20);
  EXPECT_LE(written, 4 << 20);
}

TEST(Limits, RefuseForksPastTheLimit) {
  Zygote zygote({.executable = program("kata-zygote-scripted")});
  TestBox box(zygote);
  box.load({.processes = 8});
  EXPECT_EQ(box.answer("fork_until_refused"), "ok 8");  // beside the test's own process, since there is no spare one
  EXPECT_EQ(box.answer("hello"), "ok 0");
}

TEST(Limits, SurviveAForkBomb) {
  Zygote zygote({.executable = program("kata-zygote-scripted")});
  TestBox box(zygote);
  const Limits limits{.cpu = std::chrono::milliseconds(300), .processes = 60};
  box.load(limits);
  Channel channel = box.begin(limits);
  channel.tell("fork_bomb");
  channel.wait_for_end();
  EXPECT_EQ(box.box().end_test().cause, Cause::timed_out);
  // On a busy machine it may have taken the module process to end the bomb; then the module is loaded anew.
  Channel after = box.begin();
  after.tell("hello");
  if (box.box().fresh()) {
    EXPECT_EQ(after.line(), "loaded");
  }
  EXPECT_EQ(after.line(), "ok 0");
  box.box().end_test();
}

TEST(Limits, EndATestThatWritesTooMuch) {
  Loaded loaded;
  const Ended ended = loaded.box.run("flood 4096", {.output = 1u << 20});
  EXPECT_EQ(ended.cause, Cause::too_much_output);
  EXPECT_EQ(ended.out.size(), kKeptOutput);
}

TEST(Limits, KeepTheStartOfMuchOutput) {
  Loaded loaded;
  const Ended ended = loaded.box.run("flood 512");
  EXPECT_EQ(ended.cause, Cause::running);
  EXPECT_EQ(ended.out, std::string(kKeptOutput, 'x'));
}

}  // namespace
}  // namespace kata::sandbox

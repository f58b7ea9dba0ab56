#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "test_box.h"

namespace kata::sandbox {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

TEST(Sandbox, LoadsAndRunsTestsInOneBox) {
  Loaded loaded;
  EXPECT_EQ(loaded.box.loaded, "loaded\n");
  for (int i = 0; i < 10; ++i) {
    Channel channel = loaded.box.begin();
    EXPECT_EQ(channel.ask("hello"), "ok 0");
    EXPECT_EQ(loaded.box.box().end_test().cause, Cause::running);
  }
  EXPECT_EQ(loaded.box.close().kind, BoxEvent::Kind::ended);
}

TEST(Sandbox, ReachesTheFullLevelHere) {
  Loaded loaded;
  loaded.box.close();
  EXPECT_EQ(loaded.zygote.isolation(), Isolation::full) << loaded.zygote.note();
}

TEST(Sandbox, KeepsWhatATestWrote) {
  Loaded loaded;
  Channel channel = loaded.box.begin();
  channel.ask("print out");
  EXPECT_EQ(loaded.box.box().output().out, "out");
  channel.ask("complain err");
  const Ended ended = loaded.box.box().end_test();
  EXPECT_EQ(ended.out, "out");
  EXPECT_EQ(ended.err, "err");
  EXPECT_EQ(loaded.box.run("hello").out, "");
}

TEST(Sandbox, TellsTheExitCode) {
  Loaded loaded;
  const Ended ended = loaded.box.run("exit 3");
  EXPECT_EQ(ended.cause, Cause::exited);
  EXPECT_EQ(ended.detail, 3);
}

TEST(Sandbox, TellsTheSignal) {
  Loaded loaded;
  const Ended ended = loaded.box.run("raise 11");
  EXPECT_EQ(ended.cause, Cause::signalled);
  EXPECT_EQ(ended.detail, 11);
}

TEST(Sandbox, TellsHowTheLoadEnded) {
  Zygote zygote({.executable = program("kata-zygote-scripted")});
  TestBox box(zygote, {{"load", "exit 5\n"}});
  const Ended ended = box.load();
  EXPECT_EQ(ended.cause, Cause::exited);
  EXPECT_EQ(ended.detail, 5);
}

TEST(Sandbox, LoadsAnewInAFreshTest) {
  Zygote zygote({.executable = program("kata-zygote-scripted")});
  TestBox box(zygote, {{"load", "hello\n"}});
  box.load();
  Channel channel = box.begin({}, true);
  EXPECT_TRUE(box.box().fresh());
  EXPECT_EQ(channel.line(), "ok 0");
  EXPECT_EQ(channel.line(), "loaded");
  EXPECT_EQ(channel.ask("hello"), "ok 0");
  box.box().end_test();
  Channel next = box.begin();
  EXPECT_FALSE(box.box().fresh());
  EXPECT_EQ(next.ask("hello"), "ok 0");
  box.box().end_test();
}

TEST(Sandbox, LoadsAnewInEachTestWhenTheImportLeftAThread) {
  Zygote zygote({.executable = program("kata-zygote-scripted")});
  TestBox box(zygote, {{"load", "thread\n"}});
  EXPECT_EQ(box.load().cause, Cause::running);
  for (int i = 0; i < 2; ++i) {
    Channel channel = box.begin();
    EXPECT_TRUE(box.box().fresh());
    channel.line(), channel.line();
    EXPECT_EQ(channel.ask("hello"), "ok 0");
    box.box().end_test();
  }
}

TEST(Sandbox, DoesNotTrustAnImportThatSpeaksForTheModuleProcess) {
  Zygote zygote({.executable = program("kata-zygote-scripted")});
  TestBox box(zygote, {{"load", "seize_control\n"}});
  box.load();
  Channel channel = box.begin();
  EXPECT_TRUE(box.box().fresh());
  box.box().end_test();
}

TEST(Sandbox, RefusesPathsThatLeadOutOfTheSubmission) {
  for (const char* path : {"/etc/passwd", "../x", "a/../../x", "", "a//b", "."}) {
    Zygote zygote({.executable = program("kata-zygote-scripted")});
    TestBox box(zygote, {{path, "x"}});
    EXPECT_THROW(box.load(), Error);
    const BoxEvent event = box.close();
    EXPECT_EQ(event.kind, BoxEvent::Kind::failed);
    EXPECT_THAT(words(event.fault), HasSubstr("a submission's file has the path")) << path;
  }
}

TEST(Sandbox, KillsABoxWhenAsked) {
  Loaded loaded;
  Channel channel = loaded.box.begin();
  loaded.box.kill();
  EXPECT_EQ(channel.ask("hello"), std::nullopt);
}

TEST(Sandbox, ReportsUsageThatIsPlausible) {
  Loaded loaded;
  const Ended idle = loaded.box.run("hello");
  EXPECT_LT(idle.cpu, std::chrono::milliseconds(50));
  EXPECT_LT(idle.memory, 16u << 20);
  const Ended busy = loaded.box.run("burn 0.1");
  EXPECT_GE(busy.cpu, std::chrono::milliseconds(90));
  EXPECT_LT(busy.cpu, std::chrono::milliseconds(400));
  EXPECT_GE(busy.wall + std::chrono::milliseconds(1), busy.cpu * 9 / 10);
  const Ended large = loaded.box.run("touch_memory 40");
  EXPECT_GT(large.memory, 35u << 20);
  EXPECT_LT(large.memory, 60u << 20);
}

TEST(Zygote, SaysThatItsProgramIsMissing) {
  EXPECT_THROW(Zygote({.executable = "/nonexistent/kata-zygote"}), Error);
}

TEST(Zygote, SaysHowItDied) {
  Zygote zygote({.executable = "/bin/false"});
  EXPECT_THROW(wait_for_event(zygote), Error);
  EXPECT_TRUE(zygote.gone());
}

}  // namespace
}  // namespace kata::sandbox

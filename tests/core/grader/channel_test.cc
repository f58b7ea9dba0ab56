#include "grader/channel.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include "value/wire.h"

namespace kata::grader {
namespace {

struct Ends {
  Ends() {
    int pair[2];
    EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair), 0);
    ours.reset(pair[0]), box.reset(pair[1]);
  }
  void say(const Value& frame) { EXPECT_TRUE(wire::write_frame(box.get(), frame)); }
  UniqueFd ours, box;
};

Value where(int rank, bool blocks, int line) {
  return list("where", rank, blocks, line ? list(list("solution.py", line, "f", "x = 1")) : list());
}

TEST(BoxChannel, KeepsWhereTheBoxIsToItself) {
  Ends ends;
  ends.say(where(1, false, 3));
  ends.say(list("result", 1, list("value", 2), Dict{}));
  BoxChannel channel(std::move(ends.ours));
  Value frame;
  ASSERT_TRUE(channel.receive(frame));
  EXPECT_EQ(frame.items()->at(0), Value("result"));
  ASSERT_EQ(channel.where().trace.size(), 1u);
  EXPECT_EQ(channel.where().trace[0].line, 3);
  EXPECT_FALSE(channel.where().blocks_loop);
}

TEST(BoxChannel, BelievesTheThreadThatRuns) {
  Ends ends;
  for (const auto& frame : {where(0, false, 5), where(2, true, 7), where(2, false, 0), where(1, false, 9)}) ends.say(frame);
  ends.box.reset();
  BoxChannel channel(std::move(ends.ours));
  Value frame;
  EXPECT_FALSE(channel.receive(frame));
  EXPECT_EQ(channel.state(), BoxChannel::State::ended);
  EXPECT_EQ(channel.where().trace.at(0).line, 7);
  EXPECT_TRUE(channel.where().blocks_loop);
}

TEST(BoxChannel, TellsWhoHangsUpFromWhoSendsNonsense) {
  for (const bool closes : {false, true}) {
    Ends ends;
    ASSERT_EQ(::write(ends.box.get(), closes ? "\0\0" : "\xff\xff\xff\xff", closes ? 2 : 4), closes ? 2 : 4);
    if (closes) ends.box.reset();
    BoxChannel channel(std::move(ends.ours));
    Value frame;
    EXPECT_FALSE(channel.receive(frame));
    EXPECT_EQ(channel.state(), BoxChannel::State::broken);
    EXPECT_EQ(channel.hung_up(), closes);
  }
}

TEST(BoxChannel, TakesNoHarmFromWordsThatMakeNoSense) {
  Ends ends;
  ends.say(list("where", "far", 1, list(list(1), 2, "x")));
  ends.say(list("where", list(), true, "nowhere"));
  ends.box.reset();
  BoxChannel channel(std::move(ends.ours));
  Value frame;
  EXPECT_FALSE(channel.receive(frame));
  EXPECT_TRUE(channel.where().trace.empty());
}

}  // namespace
}  // namespace kata::grader

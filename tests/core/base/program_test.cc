#include "base/program.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "base/unique_fd.h"

using namespace kata;

TEST(Program, GivesWhatItPrintsAndHowItEnds) {
  const Finished done = run_program({.command = {"sh", "-c", "cat; echo out; echo err >&2; exit 3"}});
  EXPECT_EQ(done.out, "out\n");
  EXPECT_EQ(done.err, "err\n");
  EXPECT_EQ(WEXITSTATUS(done.status), 3);
}
TEST(Program, ReadsAndWritesWhereItIsTold) {
  int in[2], out[2];
  ASSERT_EQ(::pipe2(in, O_CLOEXEC), 0);
  ASSERT_EQ(::pipe2(out, O_CLOEXEC), 0);
  const UniqueFd in_end(in[0]), out_end(out[0]);
  ASSERT_TRUE(write_all(in[1], "read\n"));
  ::close(in[1]);
  const Finished done = run_program({.command = {"sh", "-c", "cat >&2; echo out"}, .in = in[0], .out = out[1], .err = out[1]});
  ::close(out[1]);
  EXPECT_EQ(done.out + done.err, "");
  char text[16] = {};
  EXPECT_EQ(::read(out[0], text, sizeof text), 9);
  EXPECT_STREQ(text, "read\nout\n");
}
TEST(Program, MayPrintMoreThanAPipeHolds) {
  EXPECT_EQ(run_program({.command = {"head", "-c", "1000000", "/dev/zero"}}).out.size(), 1'000'000u);
}
TEST(Program, SaysWhatIsNotThere) { EXPECT_THROW(run_program({.command = {"no-such-program-anywhere"}}), Error); }

// Frames of many threads and many processes on one socket: each whole, and each answer to whom it is for.
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <map>
#include <thread>

#include "base/unique_fd.h"
#include "language/python/shared_channel.h"
#include "value/wire.h"

namespace kata::python {
namespace {

constexpr int kThreads = 4, kFrames = 200, kChildren = 3;

struct Channel {
  Channel() {
    int ends[2];
    EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), 0);
    grader.reset(ends[0]);
    box.reset(ends[1]);
  }
  UniqueFd grader, box;
};

// Each invoke's id is its process's first one and its own count.
Value invoke(int count) { return list("invoke", first_id_of_process() + static_cast<std::uint64_t>(count), 1, "call"); }

void write_many(int fd, int from) {
  for (int i = 0; i < kFrames; ++i)
    if (!write_shared_frame(fd, invoke(from + i))) ::_exit(1);
}

// Asks and takes the answer, one at a time, as the only reader of its process.
bool asks_and_hears(int fd) {
  for (int i = 0; i < kFrames; ++i) {
    Value answer;
    if (!write_shared_frame(fd, invoke(i)) || !read_shared_frame(fd, answer)) return false;
    if ((*answer.items())[1] != (*invoke(i).items())[1]) return false;
  }
  return true;
}

void expect_success(pid_t child) {
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
}

TEST(SharedChannel, KeepsFramesWholeWhileThreadsWriteAndOneForks) {
  Channel channel;
  share_channel(nullptr);
  std::map<std::string, int> seen;
  std::jthread grader([&] {
    for (Value frame; wire::read_frame(channel.grader.get(), frame) == wire::ReadStatus::frame;)
      ++seen[(*frame.items())[1].get<Integer>()->decimal()];
  });
  std::vector<pid_t> children;
  {
    std::vector<std::jthread> threads;
    for (int number = 0; number < kThreads; ++number) threads.emplace_back(write_many, channel.box.get(), number * kFrames);
    for (int i = 0; i < kChildren; ++i) {
      children.push_back(::fork());
      if (children.back() == 0) write_many(channel.box.get(), 0), ::_exit(0);
    }
  }
  for (const pid_t child : children) expect_success(child);
  channel.box.reset();
  grader.join();
  EXPECT_EQ(seen.size(), std::size_t{(kThreads + kChildren) * kFrames});
}

TEST(SharedChannel, GivesEachProcessItsOwnAnswers) {
  Channel channel;
  share_channel(nullptr);
  std::jthread grader([&] {
    for (Value frame; wire::read_frame(channel.grader.get(), frame) == wire::ReadStatus::frame;)
      wire::write_frame(channel.grader.get(), list("reply", (*frame.items())[1], list("value", 1), 0.0));
  });
  std::vector<pid_t> children;
  for (int i = 0; i < kChildren; ++i) {
    children.push_back(::fork());
    if (children.back() == 0) ::_exit(asks_and_hears(channel.box.get()) ? 0 : 1);
  }
  EXPECT_TRUE(asks_and_hears(channel.box.get()));
  for (const pid_t child : children) expect_success(child);
  channel.box.reset();
}

// A thread waits for its answer, without a lock, when another one forks; the child must not take it away.
TEST(SharedChannel, AnswersAThreadThatWaitedBeforeTheFork) {
  Channel channel;
  share_channel(nullptr);
  std::jthread reader([&] { EXPECT_TRUE(asks_and_hears(channel.box.get())); });
  std::vector<pid_t> children;
  for (int left = kFrames; left > 0; --left) {
    Value frame;
    ASSERT_EQ(wire::read_frame(channel.grader.get(), frame), wire::ReadStatus::frame);
    if (left == kFrames / 2) {
      children.push_back(::fork());
      if (children.back() == 0) {
        Value none;
        ::_exit(read_shared_frame(channel.box.get(), none) ? 1 : 0);
      }
    }
    wire::write_frame(channel.grader.get(), list("reply", (*frame.items())[1], list("value", 1), 0.0));
  }
  reader.join();
  ::shutdown(channel.grader.get(), SHUT_RDWR);
  for (const pid_t child : children) expect_success(child);
}

}  // namespace
}  // namespace kata::python

// The runtime of learners' programs with many threads, in this process and compiled as Kata is, so that the sanitizers see it:
// the programs themselves are always made with the flags of grading.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>

#include <atomic>
#include <functional>
#include <thread>
#include <typeinfo>

#include "base/unique_fd.h"
#include "kata/cpp/meeting.h"
#include "language/cpp/runtime/conversation.h"
#include "language/cpp/runtime/registry.h"
#include "value/wire.h"

namespace kata::cpp {
namespace {

constexpr int kThreads = 6, kQuestions = 30;

// Runs `body(number)` in each of many threads and waits for them.
void in_threads(const std::function<void(int)>& body) {
  std::vector<std::jthread> threads;
  for (int number = 0; number < kThreads; ++number) threads.emplace_back(body, number);
}

// The test's end of the channel in a thread of its own: holds some questions, then answers each with its own argument, the
// last one first.
class Grader {
 public:
  Grader() {
    int ends[2];
    EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), 0);
    ours_.reset(ends[0]);
    theirs_.reset(ends[1]);
  }
  int channel() const { return theirs_.get(); }
  void send(const Value& frame) const { EXPECT_TRUE(wire::write_frame(ours_.get(), frame)); }
  void answer(int questions, std::size_t held) {
    thread_ = std::jthread([this, questions, held] { answer_held(questions, held); });
  }

 private:
  void answer_held(int questions, std::size_t held) const {
    std::vector<Value> waiting;
    for (int left = questions; left > 0;) {
      Value frame;
      ASSERT_EQ(wire::read_frame(ours_.get(), frame), wire::ReadStatus::frame);
      if ((*frame.items())[0] != Value("invoke")) continue;
      waiting.push_back(std::move(frame));
      --left;
      if (waiting.size() < held && left > 0) continue;
      for (; !waiting.empty(); waiting.pop_back()) {
        const Values& items = *waiting.back().items();
        send(list("reply", items[1], list("value", (*items[4].items())[0]), 0.0));
      }
    }
  }

  UniqueFd ours_, theirs_;
  std::jthread thread_;
};

const Remote kFunction{RemoteKind::function, 5, "function"};

TEST(Threads, EachGetsTheAnswerToItsOwnQuestion) {
  Grader grader;
  Conversation conversation(grader.channel(), [](const Value&) {});
  set_conversation(&conversation);
  grader.answer(kThreads * kQuestions, kThreads);
  in_threads([](int number) {
    for (int i = 0; i < kQuestions; ++i) {
      const Value mine = number * kQuestions + i;
      EXPECT_EQ(ask(kFunction, "call", {mine}), mine);
    }
  });
}

TEST(Threads, AskWhileTheMainThreadServesRequests) {
  Grader grader;
  std::atomic<int> served = 0;
  Conversation conversation(grader.channel(), [&](const Value&) { ++served; });
  set_conversation(&conversation);
  for (int i = 0; i < kQuestions; ++i) grader.send(list("call", i, "f", list(), Dict{}, "plain"));
  grader.answer(kThreads * kQuestions, 1);
  std::jthread learner([] {
    in_threads([](int number) {
      for (int i = 0; i < kQuestions; ++i) EXPECT_EQ(ask(kFunction, "call", {Value(number)}), Value(number));
    });
  });
  conversation.wait([&] { return served == kQuestions; }, false);
}

TEST(Threads, WaitForWhicheverQuestionIsAnsweredFirst) {
  Grader grader;
  Conversation conversation(grader.channel(), [](const Value&) {});
  set_conversation(&conversation);
  grader.answer(kThreads * 3, 3);
  in_threads([](int number) {
    std::vector<Pending> asked;
    for (int i = 0; i < 3; ++i) asked.push_back(Pending::ask(kFunction, "call", {Value(number)}));
    Pending::wait_any(asked);
    for (const auto& one : asked) EXPECT_EQ(one.take(), Value(number));
  });
}

TEST(Threads, GiveEachObjectAHandleOfItsOwn) {
  in_threads([](int number) {
    for (int i = 0; i < kQuestions; ++i) {
      const auto made = std::make_shared<int>(number);
      const Value seen = adopt(made, typeid(int));
      EXPECT_EQ(object_of(seen.get<Object>()->handle).object, made);
    }
  });
}

TEST(Threads, MeetBetweenAReadAndAWriteAndNotUnderALock) {
  Meeting meeting;
  std::mutex mutex;
  for (const bool locked : {false, true}) {
    std::atomic<int> number = 0;
    in_threads([&](int) {
      const Meeting::Member member(meeting, kThreads);
      std::unique_lock<std::mutex> lock(mutex, std::defer_lock);
      if (locked) lock.lock();
      const int seen = number;
      meeting.meet();
      number = seen + 1;
    });
    EXPECT_EQ(number, locked ? kThreads : 1);
  }
  EXPECT_EQ(meeting.met(), 1u);
}

}  // namespace
}  // namespace kata::cpp

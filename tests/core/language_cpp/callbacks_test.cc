// What a test passes into the learner's C++: its body runs on the test's side.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness.h"

namespace kata::cpp {
namespace {

class Callbacks : public ::testing::Test {
 protected:
  Program program_{program_of(request("bridge", data_file("bridge_solution.cc")))};
  const Value function_ = Remote{RemoteKind::function, 5, "function"};

  std::size_t count_seen(const std::string& name) const {
    std::size_t count = 0;
    for (const auto& frame : program_.seen) count += (*frame.items())[0] == Value(name);
    return count;
  }
};

Value raise(std::vector<std::string> types, std::string message) {
  Exception error;
  error.types = std::move(types);
  error.message = std::move(message);
  return list("raised", Value(error), list());
}

TEST_F(Callbacks, CallsAFunctionOfTheTest) {
  program_.on_invoke = [](std::uint64_t remote, const std::string& method, const Values& args) {
    EXPECT_EQ(remote, 5u);
    EXPECT_EQ(method, "call");
    return value(*args.at(0).get<Integer>()->to_int64() + 10);
  };
  EXPECT_EQ(program_.call("twice", function_, 1), value(21));
  EXPECT_EQ(count_seen("invoke"), 2u);
}

TEST_F(Callbacks, ReportsAnAnswerOfAWrongType) {
  program_.on_invoke = [](auto&&...) { return value("text"); };
  const auto outcome = program_.call("twice", function_, 1);
  EXPECT_EQ(raised_type(outcome), "TypeError");
  EXPECT_EQ(raised_message(outcome), "a function of the test gave str where int was asked");
}

TEST_F(Callbacks, CarriesTheTestsExceptionThroughTheLearnersCode) {
  program_.on_invoke = [](auto&&...) { return raise({"ValueError", "Exception"}, "no luck"); };
  const auto outcome = program_.call("twice", function_, 1);
  EXPECT_EQ(raised_type(outcome), "ValueError");
  EXPECT_EQ(raised_message(outcome), "no luck");
}

TEST_F(Callbacks, ThrowsStandardExceptionsAsThemselves) {
  program_.on_invoke = [](auto&&...) { return raise({"std::out_of_range"}, "too far"); };
  const auto outcome = program_.call("twice", function_, 1);
  EXPECT_THAT((*outcome.items())[1].get<Exception>()->types, ::testing::Contains("std::logic_error"));
}

TEST_F(Callbacks, RefusesARemoteOfAnotherKind) {
  EXPECT_EQ(raised_message(program_.call("twice", 3, 1)), "twice(): parameter 'function' is a function, and the call has int");
  EXPECT_EQ(raised_message(program_.call("twice", Remote{RemoteKind::lock, 1, ""}, 1)),
            "twice(): parameter 'function' is a function, and the call has lock");
}

TEST_F(Callbacks, AnswersEachThreadItsOwn) {
  program_.on_invoke = [](std::uint64_t, const std::string&, const Values& args) {
    return value("answer " + args.at(0).get<Integer>()->decimal());
  };
  EXPECT_EQ(program_.call("in_threads", function_, 4), value(list("answer 0", "answer 1", "answer 2", "answer 3")));
}

TEST_F(Callbacks, SaysThatAllWaitSoThatHeldAnswersCanCome) {
  Values held;
  program_.on_invoke = [&](auto&&...) -> Value { return {}; };
  program_.send(list("call", 1, "in_threads", list(function_, 3), Dict{}, "plain"));
  for (;;) {   // hold every invoke until the program tells that nothing else can go on
    const Value frame = program_.receive();
    const Values& items = *frame.items();
    if (items[0] == Value("invoke")) held.push_back(items[1]);
    if (items[0] != Value("stalled")) continue;
    EXPECT_EQ(items[1].items()->size(), 3u);
    break;
  }
  ASSERT_EQ(held.size(), 3u);
  for (const auto& id : held) program_.send(list("reply", id, value("late"), 0.0));
  for (Value frame = program_.receive();; frame = program_.receive())
    if ((*frame.items())[0] == Value("result")) {
      EXPECT_EQ((*frame.items())[2], value(list("late", "late", "late")));
      break;
    }
}

TEST_F(Callbacks, ServesACallInsideACallback) {
  program_.on_invoke = [&](std::uint64_t, const std::string&, const Values& args) {
    program_.send(list("call", 77, "divide", list(args.at(0), 1), Dict{}, "plain"));
    Value inner = program_.receive();
    while (inner.items()->at(0) == Value("stalled")) inner = program_.receive();   // where this test was slow to answer
    EXPECT_EQ((*inner.items())[1], Value(77));
    return (*inner.items())[2];
  };
  EXPECT_EQ(program_.call("twice", function_, 6), value(6));
}

TEST_F(Callbacks, PullsAnIteratorOnlyAsFarAsNeeded) {
  int next = 0;
  program_.on_invoke = [&](std::uint64_t, const std::string& method, const Values&) {
    EXPECT_EQ(method, "next");
    return ++next <= 3 ? value(next) : raise({"StopIteration"}, "");
  };
  EXPECT_EQ(program_.call("sum", Remote{RemoteKind::iterator, 6, ""}, 2), value(3));
  EXPECT_EQ(next, 2);
  next = 0;
  EXPECT_EQ(program_.call("sum", Remote{RemoteKind::iterator, 6, ""}, 100), value(6));
}

TEST_F(Callbacks, FillsAVectorFromAnIterator) {
  int next = 0;
  program_.on_invoke = [&](auto&&...) { return ++next <= 3 ? value(next) : raise({"StopIteration"}, ""); };
  EXPECT_EQ(program_.call("rotate", Remote{RemoteKind::iterator, 6, ""}), value(list(2, 3, 1)));
}

TEST_F(Callbacks, ReadsAndWritesASharedNumber) {
  std::vector<std::string> methods;
  program_.on_invoke = [&](std::uint64_t, const std::string& method, const Values& args) {
    methods.push_back(method);
    if (method == "write") {
      EXPECT_EQ(args.at(0), Value(8));
    }
    return value(method == "read" ? Value(7) : Value());
  };
  EXPECT_EQ(program_.call("increment", Remote{RemoteKind::number, 9, ""}), value({}));
  EXPECT_THAT(methods, ::testing::ElementsAre("read", "write"));
}

TEST_F(Callbacks, TellsTheVirtualTimeOfTheExercisesLoop) {
  program_.send(list("call", 1, "all_at_once", list(function_, 3), Dict{}, "run"));
  for (;;) {
    const Value frame = program_.receive();
    const Values& items = *frame.items();
    if (items[0] == Value("invoke")) {
      const double delay = 1.5 * static_cast<double>(*(*items[4].items())[0].get<Integer>()->to_int64());
      program_.send(list("reply", items[1], value(0), delay));
    }
    program_.seen.push_back(frame);
    if (items[0] != Value("result")) continue;
    EXPECT_EQ(items[2], value(3.0));
    EXPECT_EQ(items[3], dict({{"time", 3.0}, {"thread", 0}}));
    break;
  }
  EXPECT_EQ(count_seen("settled"), 3u);
}

TEST_F(Callbacks, MakesALostUpdateEveryTimeAndNoneUnderALock) {
  for (int round = 0; round < 20; ++round) {
    EXPECT_EQ(program_.call("race", false, false), value(tuple(1, 1)));
    EXPECT_EQ(program_.call("race", true, false), value(tuple(2, 0)));
  }
}

TEST_F(Callbacks, TakesASpinningThreadForAWaitingOne) {
  EXPECT_EQ(program_.call("race", false, true), value(tuple(2, 0)));
}

}  // namespace
}  // namespace kata::cpp

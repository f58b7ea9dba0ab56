// What crosses between the test and the learner's C++.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <sys/wait.h>

#include "harness.h"

namespace kata::cpp {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class Bridge : public ::testing::Test {
 protected:
  Program program_{program_of(request("bridge", data_file("bridge_solution.cc")))};

  void expect_same(const char* function, const Value& sent) { EXPECT_EQ(program_.call(function, sent), value(sent)) << function; }
  std::string type_error(const char* function, const Value& sent) {
    const auto outcome = program_.call(function, sent);
    EXPECT_EQ(raised_type(outcome), "TypeError") << spell(outcome);
    return raised_message(outcome);
  }
};

TEST_F(Bridge, LoadsWithoutThreads) {
  const Values& frame = *program_.load_result.items();
  EXPECT_EQ(frame[0], Value("result"));
  EXPECT_EQ(frame[2], value({}));
  EXPECT_EQ(frame[3], dict({{"time", 0.0}, {"thread", 0}, {"threads", 0}}));
}

TEST_F(Bridge, GivesSimpleTypesBackAsTheyCame) {
  expect_same("int", -5);
  expect_same("int8", -128);
  expect_same("uint64", 18446744073709551615u);
  expect_same("bool", true);
  expect_same("double", -0.0);
  expect_same("double", std::nan(""));
  expect_same("char", "x");
  expect_same("string", "straße");
  EXPECT_EQ(program_.call("view", "four"), value(4));
  EXPECT_EQ(program_.call("nothing"), value({}));
}

TEST_F(Bridge, GivesContainersBackAsTheyCame) {
  expect_same("vector", list("a", ""));
  expect_same("nested", list(list(1, 2), list()));
  expect_same("deque", list(1));
  expect_same("list", list(1, 2));
  expect_same("array", list(1, 2, 3));
  expect_same("set", set(3, 1));
  expect_same("unordered_set", set("a", "b"));
  expect_same("map", dict({{"b", 1}, {"a", 2}}));
  expect_same("unordered_map", dict({{1, true}}));
  EXPECT_EQ(program_.call("span", list(1, 2, 3)), value(3));
  EXPECT_EQ(program_.call("vector", tuple("a")), value(list("a")));
}

TEST_F(Bridge, GivesTuplesAndAlternativesBackAsTheyCame) {
  expect_same("tuple", tuple(1, "two", true));
  expect_same("pair", tuple(1, 2.5));
  expect_same("optional", Value());
  expect_same("optional", 3);
  expect_same("variant", "text");
  expect_same("variant", 7);
  expect_same("shared", 7);
  expect_same("unique", "text");
  expect_same("unique", Value());
}

TEST_F(Bridge, TreatsADeclaredStructLikeANamedTuple) {
  const Value point = Subclass{"Point", {tuple(1, 2.5)}};
  expect_same("point", point);
  EXPECT_EQ(program_.call("point", tuple(1, 2.5)), value(point));
  EXPECT_EQ(program_.call("point", dict({{"y", 2.5}, {"x", 1}})), value(point));
  EXPECT_THAT(type_error("point", tuple("a", 2.5)), HasSubstr("parameter 'point' at .x is int"));
  EXPECT_THAT(type_error("point", tuple(1)), HasSubstr("is Point"));
}

TEST_F(Bridge, NamesAnEnumeration) {
  EXPECT_EQ(program_.call("colour", 1), value(Subclass{"Colour", {Value(1)}}));
}

TEST_F(Bridge, RefusesAWrongTypeAndNamesTheParameter) {
  EXPECT_EQ(type_error("int", "7"), "int(): parameter 'value' is int, and the call has str");
  EXPECT_EQ(type_error("int", true), "int(): parameter 'value' is int, and the call has bool");
  EXPECT_EQ(type_error("bool", 1), "bool(): parameter 1 is bool, and the call has int");
  EXPECT_EQ(type_error("vector", list("a", 1)), "vector(): parameter 'items' at [1] is std::string, and the call has int");
  EXPECT_EQ(type_error("nested", list(list(), list(1, 2.0))), "nested(): parameter 'rows' at [1][1] is int, and the call has float");
  EXPECT_EQ(type_error("rotate", 3), "rotate(): parameter 'items' is std::vector<int>, and the call has int");
  EXPECT_EQ(type_error("map", list()), "map(): parameter 1 is std::map<std::string, int>, and the call has list");
  EXPECT_EQ(type_error("set", list(1)), "set(): parameter 1 is std::set<int>, and the call has list");
}

TEST_F(Bridge, RefusesANumberThatDoesNotFit) {
  EXPECT_EQ(type_error("int", 2147483648), "int(): parameter 'value' is int, and the call has 2147483648, which does not fit");
  EXPECT_THAT(type_error("int8", 128), HasSubstr("std::int8_t"));
  EXPECT_THAT(type_error("uint64", -1), HasSubstr("does not fit"));
  EXPECT_THAT(type_error("uint64", integer("18446744073709551616")), HasSubstr("does not fit"));
  EXPECT_THAT(type_error("array", list(1, 2)), HasSubstr("std::array<int, 3>"));
  EXPECT_THAT(type_error("char", "xy"), HasSubstr("char"));
}

TEST_F(Bridge, RefusesAWrongNumberOfArguments) {
  EXPECT_EQ(raised_message(program_.call("rotate")), "rotate() takes 1 argument, and the call has 0");
  EXPECT_EQ(raised_message(program_.call("divide", 1, 2, 3)), "divide() takes 2 arguments, and the call has 3");
}

TEST_F(Bridge, TakesKeywordsWhereTheGlueNamesParameters) {
  EXPECT_EQ(program_.outcome("divide", list(6), dict({{"b", 2}})), value(3));
  EXPECT_EQ(raised_message(program_.outcome("divide", list(6), dict({{"c", 2}}))), "divide() has no parameter 'c'");
  EXPECT_EQ(raised_message(program_.outcome("divide", list(6), dict({{"a", 2}}))), "divide() got two values for 'a'");
}

TEST_F(Bridge, ChoosesAmongFunctionsOfOneNameByTheirParameters) {
  EXPECT_EQ(program_.call("overloaded", 1), value("one"));
  EXPECT_EQ(program_.call("overloaded", 1, 2), value("two"));
}

TEST_F(Bridge, GivesBytesWhereAStringIsNoText) { EXPECT_EQ(program_.call("broken_text"), value(bytes("\xff\xfe"))); }

TEST_F(Bridge, NamesExceptionsUpTheHierarchyAndInPython) {
  const auto outcome = program_.call("fail", 0);
  const auto* error = (*outcome.items())[1].get<Exception>();
  ASSERT_NE(error, nullptr);
  EXPECT_THAT(error->types, ElementsAre("TooHot", "std::runtime_error", "std::exception", "RuntimeError"));
  EXPECT_EQ(error->message, "97 degrees");
  EXPECT_EQ((*outcome.items())[2], list());
}

TEST_F(Bridge, ShowsWhateverIsThrown) {
  EXPECT_EQ(raised_type(program_.call("fail", 1)), "int");
  EXPECT_EQ(raised_message(program_.call("fail", 1)), "42");
  EXPECT_EQ(raised_type(program_.call("fail", 2)), "std::string");
  EXPECT_EQ(raised_message(program_.call("fail", 2)), "text");
  EXPECT_EQ(raised_type(program_.call("divide", 1, 0)), "std::invalid_argument");
}

TEST_F(Bridge, FollowsNestedExceptions) {
  const auto outcome = program_.call("fail", 3);
  const auto* error = (*outcome.items())[1].get<Exception>();
  ASSERT_EQ(error->cause.size(), 1u);
  EXPECT_EQ(error->cause[0].get<Exception>()->types.front(), "std::out_of_range");
}

TEST_F(Bridge, DiesOfTheLearnersSignal) {
  EXPECT_ANY_THROW(program_.call("fail", 4));
  const int status = program_.wait();
  EXPECT_TRUE(WIFSIGNALED(status));
  EXPECT_EQ(WTERMSIG(status), SIGSEGV);
}

TEST_F(Bridge, KeepsObjectsBehindHandles) {
  const auto made = program_.call("Queue", 2);
  const auto* queue = (*made.items())[1].get<Object>();
  ASSERT_NE(queue, nullptr);
  EXPECT_EQ(queue->type, "Queue");
  const Value put = tuple(queue->handle, "put"), size = tuple(queue->handle, "size");
  EXPECT_EQ(program_.outcome(put, list(7)), value({}));
  EXPECT_EQ(program_.outcome(tuple(queue->handle, "put_all"), list(list(8))), value({}));
  EXPECT_EQ(program_.get(size), value(2));
  EXPECT_EQ(program_.get(tuple(queue->handle, "full")), value(true));
  EXPECT_EQ(raised_message(program_.outcome(put, list(9))), "the queue is full");
  EXPECT_EQ(program_.call("drain", *queue), value(list(7, 8)));
  EXPECT_EQ(program_.get(size), value(0));
}

TEST_F(Bridge, GivesAHandleToAnObjectThatAFunctionReturns) {
  const auto made = program_.call("filled", 5);
  const auto* queue = (*made.items())[1].get<Object>();
  ASSERT_NE(queue, nullptr);
  EXPECT_EQ(program_.call("drain", *queue), value(list(5)));
}

TEST_F(Bridge, RefusesAHandleOfAnotherKind) {
  EXPECT_EQ(type_error("drain", Object{"Queue", "", 99}), "drain(): parameter 1 is Queue, and the call has Queue");
  EXPECT_THAT(type_error("drain", 5), HasSubstr("is Queue, and the call has int"));
  EXPECT_EQ(raised_type(program_.outcome(tuple(99, "put"), list(1))), "TypeError");
}

TEST_F(Bridge, SaysWhatIsMissingAndWhatIsNear) {
  EXPECT_EQ(program_.call("rotat"), list("missing", "rotat", list("rotate")));
  EXPECT_EQ(program_.get("nowhere"), list("missing", "nowhere", list()));
}

TEST_F(Bridge, ReadsExportedValues) {
  EXPECT_EQ(program_.get("limit"), value(42));
  EXPECT_EQ(program_.get("rotate"), value(Object{"function", "rotate", 0}));
}

TEST_F(Bridge, AnswersABatchInOneFrame) {
  const auto calls = list(list("rotate", list(list(1, 2)), Dict{}, "plain"), list("divide", list(1, 0), Dict{}, "plain"));
  const auto outcome = program_.request(list("batch", 1, calls));
  const Values& outcomes = *(*outcome.items())[1].items();
  EXPECT_EQ(outcomes[0], value(list(2, 1)));
  EXPECT_EQ(raised_type(outcomes[1]), "std::invalid_argument");
}

TEST_F(Bridge, RunsParallelCallsInThreads) {
  Values calls;
  for (int i = 0; i < 8; ++i) calls.push_back(list("divide", list(i, 1), Dict{}, "plain"));
  const auto outcome = program_.request(list("parallel", 1, Value(List{calls}), Dict{}));
  const Values& outcomes = *(*outcome.items())[1].items();
  ASSERT_EQ(outcomes.size(), 8u);
  for (int i = 0; i < 8; ++i) EXPECT_EQ(outcomes[static_cast<std::size_t>(i)], value(i));
}

TEST_F(Bridge, SurvivesRequestsThatMakeNoSense) {
  EXPECT_EQ(raised_type(program_.request(list("probe", 1, "code", Dict{}))), "TypeError");
  EXPECT_EQ(raised_type(program_.request(list("call", 2))), "TypeError");
  EXPECT_EQ(raised_type(program_.request(list("call", 3, 7, list(), Dict{}, "plain"))), "TypeError");
  EXPECT_EQ(program_.request(list("batch", 4)), list("values", list()));
  EXPECT_EQ(program_.call("rotate", list(1, 2)), value(list(2, 1)));
}

constexpr const char* kSwapped = R"(#include <utility>
template <class A, class B> std::pair<B, A> swapped(const std::pair<A, B>& pair) { return {pair.second, pair.first}; }
)";

TEST_F(Bridge, CompilesTemplatesWithTheLearnersFile) {
  Program pairs(program_of(request("pairs", kSwapped)));
  EXPECT_EQ(pairs.call("swap_ints", tuple(1, 2)), value(tuple(2, 1)));
  EXPECT_EQ(pairs.call("swap_mixed", tuple(1, "a")), value(tuple("a", 1)));
}

TEST_F(Bridge, CompilesGlueThatIncludesTheLearnersFileItself) {
  Program whole(program_of(request("whole", kSwapped)));
  EXPECT_EQ(whole.call("swap_ints", tuple(1, 2)), value(tuple(2, 1)));
}

}  // namespace
}  // namespace kata::cpp

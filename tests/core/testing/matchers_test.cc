#include <cmath>

#include "fake_box.h"

namespace kata {
namespace {

using E = Exercise;

class Matchers : public InTest {
 protected:
  // What is recorded when a call that gives `outcome` is judged.
  Mismatch judge(Value outcome, const OutcomeMatcher& matcher) {
    FakeHost host;
    host.printed = "printed\n";
    host.box.script = [&](const Values& frame, std::deque<Value>& out) {
      out.push_back(result(frame[1], outcome, dict({{"time", 2.0}, {"tasks_left", 1}})));
    };
    detail::Run run(host, "python", 1, "Sample");
    detail::set_run(&run);
    struct Capture : ::testing::ScopedFakeTestPartResultReporter {
      explicit Capture(detail::Run& run) : ScopedFakeTestPartResultReporter(INTERCEPT_ONLY_CURRENT_THREAD, nullptr), run(run) {}
      void ReportTestPartResult(const ::testing::TestPartResult& part) override { run.failed(part); }
      detail::Run& run;
    };
    {
      Capture capture(run);
      EXPECT_THAT(E::call("f", 1), matcher);
    }
    detail::set_run(nullptr);
    return run.outcome.mismatches.empty() ? Mismatch() : run.outcome.mismatches.front();
  }
  bool holds(Value value, const ValueMatcher& matcher) {
    Values path;
    return matcher.matches(value, path);
  }
};

TEST_F(Matchers, RecordNothingWhereTheyHold) {
  EXPECT_EQ(judge(gives(list(1)), Returns(list(1))).kind, "");
  EXPECT_EQ(judge(raises("KeyError", "no key"), Raises("Exception", Contains("key"))).kind, "");
  EXPECT_EQ(judge(gives(1), Prints("printed\n")).kind, "");
  EXPECT_EQ(judge(gives(1), Took(2)).kind, "");
  EXPECT_EQ(judge(list("blocked", "time.sleep", list()), Blocked()).kind, "");
}

TEST_F(Matchers, RecordExpectedActualCallAndPlace) {
  const auto found = judge(gives(list(1, dict({{"a", tuple(1, 2)}}))), Returns(list(1, dict({{"a", tuple(1, 3)}}))));
  EXPECT_EQ(found.kind, "value");
  EXPECT_EQ(found.relation, "equals");
  EXPECT_EQ(found.path, (Values{1, "a", 1}));
  EXPECT_EQ(found.actual, list(1, dict({{"a", tuple(1, 2)}})));
  ASSERT_EQ(found.calls.size(), 1u);
  EXPECT_EQ(found.calls[0].function, "f");
  EXPECT_EQ(found.calls[0].args, Values{1});
}

TEST_F(Matchers, TellTheRightValueOfTheWrongType) {
  EXPECT_EQ(judge(gives(tuple(1, 2)), Returns(list(1, 2))).kind, "type");
  EXPECT_EQ(judge(gives(1), Returns(true)).kind, "type");
  EXPECT_EQ(judge(gives(2.0), Returns(2)).kind, "type");
  EXPECT_EQ(judge(gives(Subclass{"Counter", {dict({{"a", 1}})}}), Returns(dict({{"a", 1}}))).kind, "type");
  EXPECT_EQ(judge(gives(nullptr), Returns(list(1))).kind, "value");
  EXPECT_EQ(judge(gives(1), Returns(OfType("str"))).kind, "type");
}

TEST_F(Matchers, TellOutcomesApart) {
  EXPECT_EQ(judge(raises("ValueError", "x"), Returns(1)).kind, "raised");
  EXPECT_EQ(judge(raises("ValueError", "x"), Returns(1)).trace.size(), 1u);
  EXPECT_EQ(judge(list("missing", "f", list("g")), Returns(1)).kind, "missing");
  EXPECT_EQ(judge(list("missing", "f", list("g")), Raises("E")).actual, list("g"));
  EXPECT_EQ(judge(list("blocked", "time.sleep", list()), Returns(1)).kind, "blocked");
  EXPECT_EQ(judge(list("stuck", "threads", list()), Returns(1)).kind, "stalled");
  EXPECT_EQ(judge(gives(1), Raises("ValueError")).kind, "exception_expected");
  EXPECT_EQ(judge(raises("KeyError"), Raises("ValueError")).kind, "exception_type");
  const auto message = judge(raises("ValueError", "bad"), Raises("ValueError", Says("good")));
  EXPECT_EQ(message.kind, "exception_message");
  EXPECT_EQ(message.relation, "says");
  EXPECT_EQ(message.actual, Value("bad"));
  EXPECT_EQ(judge(gives(1), Observes(2)).kind, "observes");
  EXPECT_EQ(judge(gives(1), Prints("other")).kind, "printed");
  EXPECT_EQ(judge(gives(1), Took(AtMost(1))).kind, "time");
  EXPECT_EQ(judge(gives(1), LeftNoTasks()).subject, "tasks_left");
}

TEST_F(Matchers, CombineWithGoogleMock) {
  EXPECT_EQ(judge(gives(2), OutcomeMatcher(Returns(AnyOf(1, 2)))).kind, "");
  EXPECT_EQ(judge(gives(3), Returns(AnyOf(1, 2))).relation, "any_of");
  EXPECT_EQ(judge(gives(3), Returns(AllOf(AtLeast(1), AtMost(2)))).relation, "all_of");
  module([](const std::string&, const Values&) { return gives(1); });
  EXPECT_THAT(E::call("f"), ::testing::AnyOf(Returns(2), Returns(1)));
  body([] {
    const auto outcome = E::call("f");
    EXPECT_THAT(outcome, ::testing::AnyOf(Returns(2), Returns(1)));  // holds, though a part of it doesn't
    EXPECT_EQ(outcome.value(), Value(5));
  });
  EXPECT_EQ(mismatch().kind, "plain");
}

TEST_F(Matchers, LeavePlainExpectationsPlain) {
  module([](const std::string&, const Values&) { return gives(1); });
  body([] { EXPECT_EQ(E::call("f", "x").value(), Value(2)) << "for the author"; });
  EXPECT_EQ(mismatch().kind, "plain");
  EXPECT_EQ(mismatch().calls.at(0).args, Values{"x"});
  EXPECT_NE(run().outcome.author_text.find("for the author"), std::string::npos);
}

TEST_F(Matchers, OfStandInsTellWhatWasCounted) {
  module([](const std::string&, const Values&) { return gives(1); });
  body([] {
    auto source = E::iterator({1, 2});
    E::call("f", source);
    EXPECT_THAT(source, Pulled(AtLeast(1)));
  });
  EXPECT_EQ(mismatch().kind, "count");
  EXPECT_EQ(mismatch().subject, "pulled");
  EXPECT_EQ(mismatch().relation, "at_least");
  EXPECT_EQ(mismatch().actual, Value(0));
  EXPECT_EQ(mismatch().path, Values{"iter([1, 2])"});
}

TEST_F(Matchers, PrintsTakesWhatCameSinceTheLastOne) {
  module([this](const std::string&, const Values&) { return host.printed += "line\n", gives(1); });
  const auto first = E::call("f");
  EXPECT_THAT(first, Prints("line\n"));
  EXPECT_THAT(first, Prints("line\n"));
  EXPECT_THAT(E::call("f"), Prints("line\n"));
  EXPECT_EQ(E::output().out, "line\nline\n");
}

TEST_F(Matchers, NearReachesInside) {
  EXPECT_TRUE(holds(list(0.1 + 0.2, tuple(1)), Near(list(0.3, tuple(1)))));
  EXPECT_TRUE(holds(1, Near(1.0)));
  EXPECT_TRUE(holds(dict({{"a", 1.0}}), Near(dict({{"a", 1.1}}), 0.2)));
  EXPECT_FALSE(holds(list(0.4), Near(list(0.3))));
  EXPECT_FALSE(holds(std::nan(""), Near(1.0)));
  EXPECT_TRUE(holds(std::nan(""), Near(std::nan(""))));
  EXPECT_FALSE(holds(tuple(0.3), Near(list(0.3))));
  EXPECT_FALSE(holds("x", Near(0.3)));
}

TEST_F(Matchers, KnowOrder) {
  EXPECT_TRUE(holds(list(3, 1, 1), InAnyOrder(1, 3, 1)));
  EXPECT_FALSE(holds(list(3, 3, 1), InAnyOrder(1, 3, 1)));
  EXPECT_FALSE(holds(set(1, 2), InAnyOrder(1, 2)));
  EXPECT_TRUE(holds(tuple(1, 2), InOrder(1, 2)));
  EXPECT_TRUE(holds(dict({{"b", 1}, {"a", 2}}), InOrder("b", "a")));
  EXPECT_FALSE(holds(dict({{"a", 2}, {"b", 1}}), InOrder("b", "a")));
  EXPECT_FALSE(holds(dict({{"a", 2}, {"b", 1}}), InOrder(Dict{{{"b", 1}, {"a", 2}}})));
}

TEST_F(Matchers, KnowText) {
  EXPECT_TRUE(holds("error 42", Like("^error \\d+$")));
  EXPECT_FALSE(holds("error x", Like("\\d")));
  EXPECT_TRUE(holds(std::string("a\0b7", 4), Like("b[0-9]")));
  EXPECT_FALSE(holds(7, Like("7")));
  EXPECT_THROW(Like("("), std::invalid_argument);
  EXPECT_FALSE(holds(std::string(2'000'000, 'a'), Like("a+b$"))) << "and at once";
}

TEST_F(Matchers, KnowParts) {
  EXPECT_TRUE(holds("abc", Contains("b")));
  EXPECT_TRUE(holds(list(1, 2), Contains(2)));
  EXPECT_TRUE(holds(set("a"), Contains("a")));
  EXPECT_TRUE(holds(dict({{"k", 1}}), Contains("k")));
  EXPECT_TRUE(holds(list(1, 7), Contains(AtLeast(5))));
  EXPECT_FALSE(holds(list(true), Contains(1)));
  EXPECT_FALSE(holds(nullptr, Contains(1)));
}

TEST_F(Matchers, KnowNumbers) {
  EXPECT_TRUE(holds(-5, AtMost(-4)));
  EXPECT_TRUE(holds(integer("99999999999999999999"), AtLeast(1)));
  EXPECT_TRUE(holds(integer("-99999999999999999999"), AtMost(-99)));
  EXPECT_TRUE(holds(2.5, Between(2, 3)));
  EXPECT_FALSE(holds(std::nan(""), AtMost(1)));
  EXPECT_FALSE(holds(std::nan(""), AtLeast(1)));
  EXPECT_FALSE(holds("1", AtMost(1)));
}

}  // namespace
}  // namespace kata

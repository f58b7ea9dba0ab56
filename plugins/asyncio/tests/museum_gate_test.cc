#include <kata/test.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <queue>
#include <string>
#include <vector>

KATA_EXERCISE(museum_gate);

namespace {

std::string capitals(std::string name) {
  std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::toupper(c); });
  return name;
}

// Everybody stays a second but those in `longer`; those in `unlucky` raise at the end.
StandIn visits(std::map<std::string, double> longer = {}, std::vector<std::string> unlucky = {}) {
  return Exercise::async_function("visit", [=](Call& call) -> Value {
    const auto* name = call.arg(0).get<Str>();
    if (name == nullptr) return call.raise("TypeError", "that is nobody's name");
    const auto stay = longer.find(name->text);
    const double seconds = stay == longer.end() ? 1 : stay->second;
    if (std::count(unlucky.begin(), unlucky.end(), name->text) > 0)
      return call.raise_after(seconds, "ValueError", name->text + " fell ill");
    return call.reply_after(seconds, capitals(name->text));
  });
}

// When the last one leaves, if each enters as soon as a place is free.
double closing_time(const std::vector<std::int64_t>& stays, std::int64_t places) {
  std::priority_queue<double, std::vector<double>, std::greater<>> leaving;
  double last = 0;
  for (const auto stay : stays) {
    double enters = 0;
    if (static_cast<std::int64_t>(leaving.size()) == places) {
      enters = leaving.top();
      leaving.pop();
    }
    leaving.push(enters + static_cast<double>(stay));
    last = std::max(last, enters + static_cast<double>(stay));
  }
  return last;
}

}  // namespace

TEST_F(museum_gate, ReturnsResultsInOrder) {
  EXPECT_THAT(run("museum_gate", list("Ada", "Bo", "Cy"), visits({{"Ada", 4}}), 2), Returns(list("ADA", "BO", "CY")));
}

TEST_F(museum_gate, LetsPeopleInOneByOne) {
  EXPECT_THAT(run("museum_gate", list("Ada", "Bo", "Cy", "Di"), visits({{"Ada", 4}}), 1),
              Returns(list("ADA", "BO", "CY", "DI")));
}

TEST_F(museum_gate, GivesNothingForNobody) {
  EXPECT_THAT(run("museum_gate", list(), visits(), 3), Returns(list()));
}

TEST_F(museum_gate, HasRoomForMoreThanCome) {
  EXPECT_THAT(run("museum_gate", list("Ada", "Bo"), visits({{"Ada", 2}}), 10), Returns(list("ADA", "BO")));
}

TEST_F(museum_gate, LetsEverybodyInOnce) {
  const auto visit = visits();
  EXPECT_THAT(run("museum_gate", list("Ada", "Bo", "Ada", "Cy"), visit, 2), Returns(list("ADA", "BO", "ADA", "CY")));
  EXPECT_THAT(visit, WasCalled(4));
}

TEST_F(museum_gate, ReadsTheVisitorsOnce) {
  EXPECT_THAT(run("museum_gate", iterator({"Ada", "Bo", "Cy"}), visits(), 2), Returns(list("ADA", "BO", "CY")));
}

TEST_F(museum_gate, RefusesToOpenWithoutPlaces) {
  const auto visit = visits();
  EXPECT_THAT(run("museum_gate", list("Ada"), visit, 0), Raises("ValueError", Says("places must be at least 1")));
  EXPECT_THAT(visit, WasCalled(0));
}

TEST_F(museum_gate, RefusesLessThanNoPlaces) {
  EXPECT_THAT(run("museum_gate", list(), visits(), -2), Raises("ValueError", Says("places must be at least 1")));
}

TEST_F(museum_gate, KeepsAnErrorInItsPlace) {
  const auto outcome = run("museum_gate", list("Ada", "Bo", "Cy"), visits({{"Ada", 3}}, {"Bo"}), 2);
  EXPECT_THAT(outcome, Returns(Contains(OfType("ValueError"))));
  const auto* results = outcome.value().items();
  ASSERT_TRUE(results != nullptr && results->size() == 3);
  EXPECT_EQ((*results)[0], Value("ADA"));
  EXPECT_THAT((*results)[1], OfType("ValueError"));
  EXPECT_EQ((*results)[2], Value("CY"));
}

TEST_F(museum_gate, FreesThePlaceOfAFailedVisit) {
  const auto visit = visits({}, {"Ada", "Bo"});
  EXPECT_TRUE(run("museum_gate", list("Ada", "Bo", "Cy"), visit, 1).ok());
  EXPECT_THAT(visit, WasCalled(3));
}

TEST_F(museum_gate, KeepsOneErrorForEach) {
  const auto outcome = run("museum_gate", list("Ada", "Bo"), visits({}, {"Ada", "Bo"}), 2);
  const auto* results = outcome.value().items();
  ASSERT_TRUE(results != nullptr && results->size() == 2);
  EXPECT_THAT((*results)[0], OfType("ValueError"));
  EXPECT_THAT((*results)[1], OfType("ValueError"));
}

TEST_F(museum_gate, TakesTheSameListTwice) {
  EXPECT_THAT(probe(R"py(
import asyncio

async def main():
    visitors = ["Ada", "Bo", "Cy"]
    return [await museum_gate(visitors, visit, 2), await museum_gate(visitors, visit, 1), visitors]

observe(asyncio.run(main()))
)py", {{"visit", visits({{"Ada", 3}})}}),
              Observes(list(list("ADA", "BO", "CY"), list("ADA", "BO", "CY"), list("Ada", "Bo", "Cy"))));
}

TEST_F(museum_gate, NeverLetsTooManyIn) {
  const auto visit = visits({{"Ada", 3}, {"Di", 2}});
  EXPECT_TRUE(run("museum_gate", list("Ada", "Bo", "Cy", "Di", "Ed", "Flo"), visit, 2).ok());
  EXPECT_THAT(visit, MostInFlight(2));
}

TEST_F(museum_gate, OneByOneTakesAsLongAsAllVisits) {
  EXPECT_THAT(run("museum_gate", list("Ada", "Bo", "Cy", "Di"), visits({{"Ada", 4}}), 1), Took(7));
}

TEST_F(museum_gate, KeepsEveryPlaceTaken) {
  EXPECT_THAT(run("museum_gate", list("Ada", "Bo", "Cy", "Di", "Ed"), visits({{"Ada", 4}}), 2), Took(4));
}

TEST_F(museum_gate, LetsPeopleInInTheirOrder) {
  const auto visit = visits({{"Ada", 3}, {"Cy", 2}});
  EXPECT_TRUE(run("museum_gate", list("Ada", "Bo", "Cy", "Di", "Ed"), visit, 2).ok());
  Values entered;
  for (const auto& call : visit.calls()) entered.push_back(call.arg(0));
  EXPECT_THAT(Value(List{entered}), InOrder("Ada", "Bo", "Cy", "Di", "Ed"));
}

TEST_F(museum_gate, TheNextEntersAfterAFailedVisitAtOnce) {
  const auto visit = visits({{"Ada", 4}}, {"Bo"});
  EXPECT_THAT(run("museum_gate", list("Ada", "Bo", "Cy"), visit, 2), Took(4));
  ASSERT_THAT(visit, WasCalled(3));
  EXPECT_NEAR(visit.calls()[2].time(), 1, 1e-6);
}

TEST_F(museum_gate, LeavesNothingRunning) {
  const auto outcome = run("museum_gate", list("Ada", "Bo", "Cy"), visits({}, {"Bo"}), 2);
  EXPECT_THAT(outcome, Returns(AllOf(Contains("ADA"), Contains("CY"))));
  EXPECT_THAT(outcome, LeftNoTasks());
}

KATA_PROPERTY(museum_gate, StaysFullOnAnyDay) {
  const auto stays = draw(gen::vector(gen::integer(1, 9), 0, 8));
  const auto places = draw(gen::integer(1, 4));
  Values visitors;
  for (std::size_t i = 0; i < stays.size(); ++i) visitors.push_back(i);
  const auto visit = async_function("visit", [&](Call& call) {
    const auto* number = call.arg(0).get<Integer>();
    const auto index = static_cast<std::size_t>(number ? number->to_int64().value_or(0) : 0);
    return call.reply_after(index < stays.size() ? static_cast<double>(stays[index]) : 0, call.arg(0));
  });
  const auto outcome = run("museum_gate", List{visitors}, visit, places);
  EXPECT_THAT(outcome, Returns(List{visitors}));
  EXPECT_THAT(outcome, Took(closing_time(stays, places)));
  EXPECT_THAT(visit, MostInFlight(AtMost(places)));
}

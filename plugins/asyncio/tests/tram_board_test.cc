#include <kata/test.h>

#include <string>
#include <vector>

KATA_EXERCISE(tram_board);

namespace {

struct Sensor {
  std::string stop;
  double seconds = 0;
  Value minutes;
  std::string error;   // instead of an answer
};

StandIn sensors(std::vector<Sensor> all) {
  return Exercise::async_function("ask", [all = std::move(all)](Call& call) -> Value {
    for (const auto& sensor : all) {
      if (call.arg(0) != Value(sensor.stop)) continue;
      if (!sensor.error.empty()) return call.raise_after(sensor.seconds, sensor.error, "sensor of " + sensor.stop);
      return call.reply_after(sensor.seconds, sensor.minutes);
    }
    return call.raise("LookupError", "no such stop");
  });
}

}  // namespace

TEST_F(tram_board, ShowsEachStopWithItsMinutes) {
  const auto ask = sensors({{"Market", 3, 4}, {"Harbour", 1, 11}});
  EXPECT_THAT(run("tram_board", list("Market", "Harbour"), ask), Returns(list(tuple("Market", 4), tuple("Harbour", 11))));
}

TEST_F(tram_board, ShowsNothingForNoStops) {
  EXPECT_THAT(run("tram_board", list(), sensors({})), Returns(list()));
}

TEST_F(tram_board, KeepsTheOrderOfTheStops) {
  const auto ask = sensors({{"A", 4, 1}, {"B", 3, 2}, {"C", 2, 3}, {"D", 1, 4}});
  EXPECT_THAT(run("tram_board", list("A", "B", "C", "D"), ask),
              Returns(list(tuple("A", 1), tuple("B", 2), tuple("C", 3), tuple("D", 4))));
}

TEST_F(tram_board, ShowsASingleStop) {
  EXPECT_THAT(run("tram_board", list("Zoo"), sensors({{"Zoo", 2, 7}})), Returns(list(tuple("Zoo", 7))));
}

TEST_F(tram_board, KeepsZeroMinutes) {
  const auto ask = sensors({{"Zoo", 1, 0}, {"Park", 1, 3}});
  EXPECT_THAT(run("tram_board", list("Zoo", "Park"), ask), Returns(list(tuple("Zoo", 0), tuple("Park", 3))));
}

TEST_F(tram_board, AsksARepeatedStopTwice) {
  const auto ask = sensors({{"Zoo", 1, 5}, {"Park", 2, 3}});
  EXPECT_THAT(run("tram_board", list("Zoo", "Park", "Zoo"), ask),
              Returns(list(tuple("Zoo", 5), tuple("Park", 3), tuple("Zoo", 5))));
  EXPECT_THAT(ask, WasCalled(3));
}

TEST_F(tram_board, ReadsTheStopsOnce) {
  const auto ask = sensors({{"Zoo", 1, 5}, {"Park", 2, 3}});
  EXPECT_THAT(run("tram_board", iterator({"Zoo", "Park"}), ask), Returns(list(tuple("Zoo", 5), tuple("Park", 3))));
}

TEST_F(tram_board, ShowsNoneForASilentSensor) {
  const auto ask = sensors({{"Zoo", 1, 5}, {"Park", 2, {}, "ConnectionError"}});
  EXPECT_THAT(run("tram_board", list("Park", "Zoo"), ask), Returns(list(tuple("Park", nullptr), tuple("Zoo", 5))));
}

TEST_F(tram_board, AnEarlyErrorDoesNotStopTheOthers) {
  const auto ask = sensors({{"Zoo", 5, 5}, {"Park", 0.1, {}, "ConnectionError"}, {"Mill", 6, 1}});
  EXPECT_THAT(run("tram_board", list("Zoo", "Park", "Mill"), ask),
              Returns(list(tuple("Zoo", 5), tuple("Park", nullptr), tuple("Mill", 1))));
}

TEST_F(tram_board, TakesAResetConnectionForSilence) {
  const auto ask = sensors({{"Zoo", 1, {}, "ConnectionResetError"}});
  EXPECT_THAT(run("tram_board", list("Zoo"), ask), Returns(list(tuple("Zoo", nullptr))));
}

TEST_F(tram_board, ShowsABoardOfSilentSensors) {
  const auto ask = sensors({{"Zoo", 1, {}, "ConnectionError"}, {"Park", 2, {}, "ConnectionError"}});
  EXPECT_THAT(run("tram_board", list("Zoo", "Park"), ask), Returns(list(tuple("Zoo", nullptr), tuple("Park", nullptr))));
}

TEST_F(tram_board, PassesOtherErrorsOn) {
  const auto ask = sensors({{"Zoo", 1, 5}, {"Park", 2, {}, "ValueError"}});
  EXPECT_THAT(run("tram_board", list("Zoo", "Park"), ask), Raises("ValueError", Says("sensor of Park")));
}

TEST_F(tram_board, TakesTheSameListTwice) {
  const auto ask = sensors({{"Zoo", 1, 5}, {"Park", 2, {}, "ConnectionError"}});
  EXPECT_THAT(probe(R"py(
import asyncio

async def main():
    stops = ["Zoo", "Park"]
    return [await tram_board(stops, ask), await tram_board(stops, ask), stops]

observe(asyncio.run(main()))
)py", {{"ask", ask}}),
              Observes(list(list(tuple("Zoo", 5), tuple("Park", nullptr)), list(tuple("Zoo", 5), tuple("Park", nullptr)),
                            list("Zoo", "Park"))));
}

KATA_PROPERTY(tram_board, ShowsAnyStopsInOrder, const std::vector<std::string>& stops) {
  const auto ask = async_function("ask", [](Call& call) {
    const auto letters = static_cast<std::int64_t>(call.arg(0).get<Str>() ? call.arg(0).get<Str>()->text.size() : 0);
    return call.reply_after(static_cast<double>((call.number() * 7) % 5), letters);
  });
  List expected;
  for (const auto& stop : stops) expected.items.push_back(tuple(stop, stop.size()));
  EXPECT_THAT(run("tram_board", stops, ask), Returns(expected));
}

TEST_F(tram_board, AsksAllStopsTogether) {
  const auto ask = sensors({{"A", 1, 1}, {"B", 2, 2}, {"C", 3, 3}, {"D", 4, 4}, {"E", 5, 5}});
  EXPECT_TRUE(run("tram_board", list("A", "B", "C", "D", "E"), ask).ok());
  EXPECT_THAT(ask, MostInFlight(5));
}

TEST_F(tram_board, TakesAsLongAsTheSlowestStop) {
  const auto ask = sensors({{"Market", 3, 4}, {"Harbour", 1, 11}, {"Zoo", 2, 1}});
  EXPECT_THAT(run("tram_board", list("Market", "Harbour", "Zoo"), ask), Took(3));
}

TEST_F(tram_board, AsksFortyStopsInOneSecond) {
  Values stops;
  for (int i = 0; i < 40; ++i) stops.push_back("stop " + std::to_string(i));
  const auto ask = async_function("ask", [](Call& call) { return call.reply_after(1, 1); });
  EXPECT_THAT(run("tram_board", List{stops}, ask), Took(1));
  EXPECT_THAT(ask, MostInFlight(40));
}

TEST_F(tram_board, LeavesNothingRunning) {
  const auto ask = sensors({{"Zoo", 1, 5}, {"Park", 2, {}, "ConnectionError"}});
  const auto outcome = run("tram_board", list("Zoo", "Park"), ask);
  EXPECT_THAT(outcome, Returns(list(tuple("Zoo", 5), tuple("Park", nullptr))));
  EXPECT_THAT(outcome, LeftNoTasks());
}

#include <kata/test.h>

#include <algorithm>
#include <string>
#include <vector>

KATA_EXERCISE(fastest_mirror);

namespace {

struct Mirror {
  std::string name;
  double seconds = 0;
  Value data;
  std::string error;   // instead of data
};

StandIn mirrors(std::vector<Mirror> all) {
  return Exercise::async_function("fetch", [all = std::move(all)](Call& call) -> Value {
    for (const auto& mirror : all) {
      if (call.arg(0) != Value(mirror.name)) continue;
      if (!mirror.error.empty()) return call.raise_after(mirror.seconds, mirror.error, mirror.name + " is broken");
      return call.reply_after(mirror.seconds, mirror.data);
    }
    return call.raise("KeyError", "no such mirror");
  });
}

}  // namespace

TEST_F(fastest_mirror, TakesTheQuickestAnswer) {
  const auto fetch = mirrors({{"north", 5, "A"}, {"south", 2, "B"}});
  EXPECT_THAT(run("fastest_mirror", list("north", "south"), fetch), Returns("B"));
}

TEST_F(fastest_mirror, SkipsAFailedMirror) {
  const auto fetch = mirrors({{"north", 5, "A"}, {"south", 2, "B"}, {"east", 1, {}, "ConnectionError"}});
  EXPECT_THAT(run("fastest_mirror", list("east", "north", "south"), fetch), Returns("B"));
}

TEST_F(fastest_mirror, TakesTheOnlyMirror) {
  EXPECT_THAT(run("fastest_mirror", list("north"), mirrors({{"north", 5, "A"}})), Returns("A"));
}

TEST_F(fastest_mirror, TakesTheFirstInTheListWhenItIsQuick) {
  const auto fetch = mirrors({{"north", 1, "A"}, {"south", 2, "B"}, {"east", 3, "C"}});
  EXPECT_THAT(run("fastest_mirror", list("north", "south", "east"), fetch), Returns("A"));
}

TEST_F(fastest_mirror, TakesTheLastMirrorLeft) {
  const auto fetch = mirrors({{"a", 1, {}, "OSError"}, {"b", 2, {}, "ConnectionResetError"}, {"c", 9, "late"}});
  EXPECT_THAT(run("fastest_mirror", list("a", "b", "c"), fetch), Returns("late"));
}

TEST_F(fastest_mirror, TakesAnEmptyAnswer) {
  const auto fetch = mirrors({{"north", 5, "A"}, {"south", 2, ""}});
  EXPECT_THAT(run("fastest_mirror", list("north", "south"), fetch), Returns(""));
}

TEST_F(fastest_mirror, TakesNoneForAnAnswer) {
  const auto fetch = mirrors({{"north", 5, "A"}, {"south", 2, nullptr}});
  EXPECT_THAT(run("fastest_mirror", list("north", "south"), fetch), Returns(nullptr));
}

TEST_F(fastest_mirror, ALateFailureChangesNothing) {
  const auto fetch = mirrors({{"north", 5, {}, "ValueError"}, {"south", 2, "B"}});
  EXPECT_THAT(run("fastest_mirror", list("north", "south"), fetch), Returns("B"));
}

TEST_F(fastest_mirror, FailsWithoutMirrors) {
  EXPECT_THAT(run("fastest_mirror", list(), mirrors({})), Raises("LookupError", Says("no mirror answered")));
}

TEST_F(fastest_mirror, FailsWhenEveryMirrorFails) {
  const auto fetch = mirrors({{"north", 3, {}, "OSError"}, {"south", 2, {}, "TimeoutError"}});
  EXPECT_THAT(run("fastest_mirror", list("north", "south"), fetch), Raises("LookupError", Says("no mirror answered")));
}

TEST_F(fastest_mirror, PassesAnyOtherErrorOnAtOnce) {
  const auto fetch = mirrors({{"north", 5, "A"}, {"south", 2, {}, "ValueError"}});
  const auto outcome = run("fastest_mirror", list("north", "south"), fetch);
  EXPECT_THAT(outcome, Raises("ValueError", Says("south is broken")));
  EXPECT_THAT(outcome, Took(2));
}

TEST_F(fastest_mirror, AsksEachMirrorOnce) {
  const auto fetch = mirrors({{"north", 5, "A"}, {"south", 2, {}, "OSError"}, {"east", 3, "C"}});
  EXPECT_THAT(run("fastest_mirror", list("north", "south", "east"), fetch), Returns("C"));
  EXPECT_THAT(fetch, WasCalled(3));
}

TEST_F(fastest_mirror, TakesTheSameListTwice) {
  const auto fetch = mirrors({{"north", 5, "A"}, {"south", 2, "B"}, {"east", 1, {}, "OSError"}});
  EXPECT_THAT(probe(R"py(
import asyncio

async def main():
    mirrors = ["north", "east", "south"]
    return [await fastest_mirror(mirrors, fetch), await fastest_mirror(mirrors, fetch), mirrors]

observe(asyncio.run(main()))
)py", {{"fetch", fetch}}), Observes(list("B", "B", list("north", "east", "south"))));
}

KATA_PROPERTY(fastest_mirror, TheQuickestGoodAnswerWins) {
  const auto count = draw(gen::integer(1, 6));
  std::vector<Mirror> all;
  for (std::int64_t i = 0; i < count; ++i) {
    const auto name = "m" + std::to_string(i);
    // No two answer at the same moment.
    const auto seconds = static_cast<double>(draw(gen::integer(0, 20))) + static_cast<double>(i) / 10;
    all.push_back({name, seconds, "from " + name, draw(gen::boolean()) ? "OSError" : ""});
  }
  Values names;
  const Mirror* best = nullptr;
  for (const auto& mirror : all) {
    names.push_back(mirror.name);
    if (mirror.error.empty() && (best == nullptr || mirror.seconds < best->seconds)) best = &mirror;
  }
  const auto outcome = run("fastest_mirror", List{names}, mirrors(all));
  if (best == nullptr) {
    EXPECT_THAT(outcome, Raises("LookupError"));
  } else {
    EXPECT_THAT(outcome, Returns(best->data));
  }
}

TEST_F(fastest_mirror, AsksAllMirrorsTogether) {
  const auto fetch = mirrors({{"north", 5, "A"}, {"south", 2, "B"}, {"east", 3, "C"}});
  EXPECT_THAT(run("fastest_mirror", list("north", "south", "east"), fetch), Took(2));
  EXPECT_THAT(fetch, MostInFlight(3));
}

TEST_F(fastest_mirror, StopsTheOthers) {
  const auto fetch = mirrors({{"north", 5, "A"}, {"south", 2, "B"}, {"east", 3, "C"}});
  EXPECT_THAT(probe(R"py(
import asyncio

async def main():
    data = await fastest_mirror(["north", "south", "east"], fetch)
    await asyncio.sleep(20)
    return data

observe(asyncio.run(main()))
)py", {{"fetch", fetch}}), Observes("B"));
  EXPECT_THAT(fetch, WasCancelled(2));
}

TEST_F(fastest_mirror, LeavesNothingRunning) {
  const auto fetch = mirrors({{"north", 5, "A"}, {"south", 2, "B"}, {"east", 1, {}, "OSError"}});
  const auto outcome = run("fastest_mirror", list("north", "south", "east"), fetch);
  EXPECT_THAT(outcome, Returns("B"));
  EXPECT_THAT(outcome, LeftNoTasks());
}

TEST_F(fastest_mirror, LeavesNothingRunningAfterAnError) {
  const auto fetch = mirrors({{"north", 5, "A"}, {"south", 2, {}, "ValueError"}});
  const auto outcome = run("fastest_mirror", list("north", "south"), fetch);
  EXPECT_THAT(outcome, Raises("ValueError"));
  EXPECT_THAT(outcome, LeftNoTasks());
}

TEST_F(fastest_mirror, WaitsForTheCleanUp) {
  EXPECT_THAT(probe(R"py(
import asyncio

seconds = {"north": 5, "south": 2, "east": 3}
tidy = []

async def fetch(mirror):
    try:
        await asyncio.sleep(seconds[mirror])
        return mirror
    except asyncio.CancelledError:
        await asyncio.sleep(1)
        tidy.append(mirror)
        raise

async def main():
    data = await fastest_mirror(list(seconds), fetch)
    return [data, *sorted(tidy)]

observe(asyncio.run(main()))
)py"), Observes(list("south", "east", "north")));
}

TEST_F(fastest_mirror, LeavesNothingRunningWhenCancelled) {
  const auto fetch = mirrors({{"north", 5, "A"}, {"south", 4, "B"}});
  EXPECT_THAT(probe(R"py(
import asyncio

async def main():
    race = asyncio.create_task(fastest_mirror(["north", "south"], fetch))
    await asyncio.sleep(1)
    race.cancel()
    await asyncio.wait([race])
    left = len(asyncio.all_tasks()) - 1
    await asyncio.sleep(20)
    return [race.cancelled(), left]

observe(asyncio.run(main()))
)py", {{"fetch", fetch}}), Observes(list(true, 0)));
  EXPECT_THAT(fetch, WasCancelled(2));
}

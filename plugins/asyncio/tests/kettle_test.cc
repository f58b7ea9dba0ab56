#include <kata/test.h>

KATA_EXERCISE(kettle);

namespace {

StandIn listener() {
  return Exercise::function("announce", [](Call&) {});
}

}  // namespace

TEST_F(kettle, AnnouncesWhenReady) {
  EXPECT_THAT(run("kettle", 3, listener()), Returns("ready after 3 s"));
}

TEST_F(kettle, TakesTheTimeAsked) {
  EXPECT_THAT(run("kettle", 3, listener()), Took(3));
}

TEST_F(kettle, TakesPartsOfASecond) {
  const auto ready = run("kettle", 0.25, listener());
  EXPECT_THAT(ready, Returns("ready after 0.25 s"));
  EXPECT_THAT(ready, Took(0.25));
}

TEST_F(kettle, AnnouncesOnceWithTheText) {
  const auto announce = listener();
  EXPECT_THAT(run("kettle", 4, announce), Returns("ready after 4 s"));
  ASSERT_THAT(announce, WasCalled(1));
  EXPECT_THAT(announce.calls()[0].arg(0), Says("ready after 4 s"));
}

TEST_F(kettle, AnnouncesAtTheEndOfTheWait) {
  const auto announce = listener();
  EXPECT_THAT(run("kettle", 90, announce), Returns("ready after 90 s"));
  ASSERT_THAT(announce, WasCalled(1));
  EXPECT_NEAR(announce.calls()[0].time(), 90, 1e-6);
}

TEST_F(kettle, IsReadyAtOnceForZero) {
  const auto ready = run("kettle", 0, listener());
  EXPECT_THAT(ready, Returns("ready after 0 s"));
  EXPECT_THAT(ready, Took(0));
}

TEST_F(kettle, WaitsAWholeDay) {
  const auto ready = run("kettle", 86400, listener());
  EXPECT_THAT(ready, Returns("ready after 86400 s"));
  EXPECT_THAT(ready, Took(86400));
}

TEST_F(kettle, WaitsAMomentOnly) {
  const auto ready = run("kettle", 0.002, listener());
  EXPECT_THAT(ready, Returns("ready after 0.002 s"));
  EXPECT_THAT(ready, Took(0.002));
}

TEST_F(kettle, KeepsAFloatAFloat) {
  EXPECT_THAT(run("kettle", 2.0, listener()), Returns("ready after 2.0 s"));
}

TEST_F(kettle, RefusesANegativeTime) {
  EXPECT_THAT(run("kettle", -1, listener()), Raises("ValueError", Says("seconds must not be negative")));
}

TEST_F(kettle, RefusesALittleLessThanZero) {
  EXPECT_THAT(run("kettle", -0.001, listener()), Raises("ValueError", Says("seconds must not be negative")));
}

// Nobody is told, so nobody need be there to hear it.
KATA_PROPERTY(kettle, RefusesAnyNegativeTime, Int<1, 1'000'000'000> milliseconds) {
  EXPECT_THAT(run("kettle", static_cast<double>(milliseconds) / -1000, nullptr),
              Raises("ValueError", Says("seconds must not be negative")));
}

TEST_F(kettle, RefusesWithoutWaiting) {
  const auto outcome = run("kettle", -5, listener());
  EXPECT_THAT(outcome, Raises("ValueError"));
  EXPECT_THAT(outcome, Took(0));
}

TEST_F(kettle, AnnouncesNothingWhenItRefuses) {
  const auto announce = listener();
  EXPECT_THAT(run("kettle", -3, announce), Raises("ValueError"));
  EXPECT_THAT(announce, WasCalled(0));
}

TEST_F(kettle, PassesOnAnErrorOfAnnounce) {
  const auto announce = function("announce", [](Call& call) { return call.raise("RuntimeError", "no loudspeaker"); });
  EXPECT_THAT(run("kettle", 1, announce), Raises("RuntimeError", Says("no loudspeaker")));
}

TEST_F(kettle, StaysSilentWhenCancelled) {
  const auto announce = listener();
  EXPECT_THAT(probe(R"py(
import asyncio

async def main():
    boiling = asyncio.ensure_future(kettle(5, announce))
    await asyncio.sleep(2)
    boiling.cancel()
    await asyncio.wait([boiling])
    await asyncio.sleep(10)
    return boiling.cancelled()

observe(asyncio.run(main()))
)py", {{"announce", announce}}), Observes(true));
  EXPECT_THAT(announce, WasCalled(0));
}

TEST_F(kettle, CallingAloneAnnouncesNothing) {
  const auto announce = listener();
  EXPECT_THAT(probe(R"py(
import asyncio

async def main():
    boiling = kettle(2, announce)
    await asyncio.sleep(10)
    if hasattr(boiling, "close"):
        boiling.close()

asyncio.run(main())
observe("over")
)py", {{"announce", announce}}), Observes("over"));
  EXPECT_THAT(announce, WasCalled(0));
}

TEST_F(kettle, CountsFromTheAwait) {
  EXPECT_THAT(probe(R"py(
import asyncio

async def main():
    clock = asyncio.get_running_loop().time
    boiling = kettle(2, announce)
    await asyncio.sleep(5)
    before = clock()
    await boiling
    return clock() - before

observe(asyncio.run(main()))
)py", {{"announce", listener()}}), Observes(Near(2.0, 1e-6)));
}

TEST_F(kettle, RefusesOnlyWhenAwaited) {
  EXPECT_THAT(probe(R"py(
import asyncio

async def main():
    log = []
    try:
        boiling = kettle(-1, announce)
        log.append("called")
        await boiling
    except ValueError:
        log.append("refused")
    return log

observe(asyncio.run(main()))
)py", {{"announce", listener()}}), Observes(list("called", "refused")));
}

TEST_F(kettle, BoilsSeveralAtOnce) {
  const auto announce = listener();
  EXPECT_THAT(probe(R"py(
import asyncio

async def main():
    clock = asyncio.get_running_loop().time
    before = clock()
    await asyncio.gather(kettle(3, announce), kettle(5, announce), kettle(4, announce))
    return clock() - before

observe(asyncio.run(main()))
)py", {{"announce", announce}}), Observes(Near(5.0, 1e-6)));
  EXPECT_THAT(announce, WasCalled(3));
}

TEST_F(kettle, LetsOthersWorkMeanwhile) {
  EXPECT_THAT(probe(R"py(
import asyncio

async def main():
    ticks = []

    async def tick():
        while True:
            await asyncio.sleep(1)
            ticks.append("tick")

    ticking = asyncio.create_task(tick())
    await kettle(3.5, announce)
    ticking.cancel()
    return len(ticks)

observe(asyncio.run(main()))
)py", {{"announce", listener()}}), Observes(3));
}

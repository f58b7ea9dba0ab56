#include <kata/test.h>

#include <string>

KATA_EXERCISE(patient_reader);

namespace {

StandIn reader(double seconds, Value text) {
  return Exercise::async_function("read", [=](Call& call) { return call.reply_after(seconds, text); });
}

StandIn failing_reader(double seconds, std::string error) {
  return Exercise::async_function("read", [=](Call& call) { return call.raise_after(seconds, error, "the server said no"); });
}

}  // namespace

TEST_F(patient_reader, ReturnsWhatWasRead) {
  EXPECT_THAT(run("patient_reader", reader(2, "Amber, 40 million years"), 5, "no text"), Returns("Amber, 40 million years"));
}

KATA_PROPERTY(patient_reader, WaitsForAnyReadingUpToItsLimit, Int<0, 40> seconds, Int<0, 40> limit, const std::string& text) {
  // Never both at the same moment.
  const auto in_time = static_cast<double>(seconds) + 0.25;
  const auto outcome = run("patient_reader", reader(in_time, text), static_cast<double>(limit) + 0.5, "no text");
  EXPECT_THAT(outcome, Returns(static_cast<std::int64_t>(seconds) <= static_cast<std::int64_t>(limit) ? text : "no text"));
}

TEST_F(patient_reader, FallsBackAfterTheLimit) {
  EXPECT_THAT(run("patient_reader", reader(2, "Amber, 40 million years"), 1, "no text"), Returns("no text"));
}

TEST_F(patient_reader, ReturnsATextThatIsThereAtOnce) {
  EXPECT_THAT(run("patient_reader", reader(0, "Quartz"), 1, "no text"), Returns("Quartz"));
}

TEST_F(patient_reader, ReturnsAnEmptyText) {
  EXPECT_THAT(run("patient_reader", reader(1, ""), 5, "no text"), Returns(""));
}

TEST_F(patient_reader, ReturnsNoneThatWasRead) {
  EXPECT_THAT(run("patient_reader", reader(1, nullptr), 5, "no text"), Returns(nullptr));
}

TEST_F(patient_reader, FallsBackToAnything) {
  EXPECT_THAT(run("patient_reader", reader(9, "Quartz"), 2, list("closed", 0)), Returns(list("closed", 0)));
}

TEST_F(patient_reader, FallsBackToNone) {
  EXPECT_THAT(run("patient_reader", reader(9, "Quartz"), 2, nullptr), Returns(nullptr));
}

TEST_F(patient_reader, WaitsADayWithoutALimit) {
  EXPECT_THAT(run("patient_reader", reader(86400, "Quartz"), nullptr, "no text"), Returns("Quartz"));
}

TEST_F(patient_reader, PassesOnAnError) {
  EXPECT_THAT(run("patient_reader", failing_reader(1, "ValueError"), 5, "no text"),
              Raises("ValueError", Says("the server said no")));
}

TEST_F(patient_reader, PassesOnATimeoutOfTheReading) {
  EXPECT_THAT(run("patient_reader", failing_reader(1, "TimeoutError"), 5, "no text"),
              Raises("TimeoutError", Says("the server said no")));
}

TEST_F(patient_reader, PassesOnAnErrorWithoutALimit) {
  EXPECT_THAT(run("patient_reader", failing_reader(7200, "OSError"), nullptr, "no text"),
              Raises("OSError", Says("the server said no")));
}

TEST_F(patient_reader, ALateErrorIsLateness) {
  EXPECT_THAT(run("patient_reader", failing_reader(3, "ValueError"), 2, "no text"), Returns("no text"));
}

TEST_F(patient_reader, ReadsOnce) {
  const auto read = reader(9, "Quartz");
  EXPECT_THAT(run("patient_reader", read, 2, "no text"), Returns("no text"));
  EXPECT_THAT(read, WasCalled(1));
}

TEST_F(patient_reader, AnswersAsSoonAsItIsRead) {
  EXPECT_THAT(run("patient_reader", reader(2.375, "Quartz"), 5, "no text"), Took(2.375));
}

TEST_F(patient_reader, GivesUpExactlyAtTheLimit) {
  EXPECT_THAT(run("patient_reader", reader(9, "Quartz"), 0.375, "no text"), Took(0.375));
}

TEST_F(patient_reader, ReadsAgainAfterGivingUp) {
  EXPECT_THAT(probe(R"py(
import asyncio

async def main():
    return [await patient_reader(late, 2, "no text"), await patient_reader(soon, 2, "no text")]

observe(asyncio.run(main()))
)py", {{"late", reader(9, "Quartz")}, {"soon", reader(1, "Amber")}}), Observes(list("no text", "Amber")));
}

TEST_F(patient_reader, CancelsTheReading) {
  const auto read = reader(9, "Quartz");
  EXPECT_THAT(probe(R"py(
import asyncio

async def main():
    text = await patient_reader(read, 2, "no text")
    await asyncio.sleep(20)
    return text

observe(asyncio.run(main()))
)py", {{"read", read}}), Observes("no text"));
  EXPECT_THAT(read, WasCancelled(1));
}

TEST_F(patient_reader, LeavesNothingRunning) {
  const auto outcome = run("patient_reader", reader(9, "Quartz"), 2, "no text");
  EXPECT_THAT(outcome, Returns("no text"));
  EXPECT_THAT(outcome, LeftNoTasks());
}

TEST_F(patient_reader, WaitsForTheCleanUp) {
  EXPECT_THAT(probe(R"py(
import asyncio

log = []

async def read():
    try:
        await asyncio.sleep(9)
    finally:
        await asyncio.sleep(1)
        log.append("tidy")

async def main():
    log.append(await patient_reader(read, 2, "no text"))

asyncio.run(main())
observe(log)
)py"), Observes(list("tidy", "no text")));
}

TEST_F(patient_reader, PassesOnACancellation) {
  EXPECT_THAT(probe(R"py(
import asyncio

async def main():
    reading = asyncio.create_task(patient_reader(read, 9, "no text"))
    await asyncio.sleep(1)
    reading.cancel()
    await asyncio.wait([reading])
    return reading.cancelled()

observe(asyncio.run(main()))
)py", {{"read", reader(5, "Quartz")}}), Observes(true));
}

TEST_F(patient_reader, ACancellationReachesTheReading) {
  const auto read = reader(5, "Quartz");
  EXPECT_THAT(probe(R"py(
import asyncio

async def main():
    reading = asyncio.create_task(patient_reader(read, 9, "no text"))
    await asyncio.sleep(1)
    reading.cancel()
    await asyncio.wait([reading])
    await asyncio.sleep(20)

asyncio.run(main())
observe("over")
)py", {{"read", read}}), Observes("over"));
  EXPECT_THAT(read, WasCancelled(1));
}

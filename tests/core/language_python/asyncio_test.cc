#include <gtest/gtest.h>

#include <chrono>

#include "box.h"

namespace kata::python::testing {
namespace {

Remote async_function(std::uint64_t id = 1) { return remote(RemoteKind::coroutine_function, id, "fetch"); }

TEST(VirtualClock, AnHourTakesNoTime) {
  Box box("import asyncio, time\nasync def f():\n    a = time.monotonic(), time.time(), time.perf_counter(), time.monotonic_ns()\n"
          "    await asyncio.sleep(3600)\n    b = time.monotonic(), time.time(), time.perf_counter(), time.monotonic_ns()\n"
          "    return [y - x for x, y in zip(a, b)]\n");
  const auto begin = std::chrono::steady_clock::now();
  const Result result = box.run("f");
  EXPECT_EQ(result.value(), list(3600.0, 3600.0, 3600.0, 3600000000000));
  EXPECT_EQ(result.time(), 3600.0);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10));
}

TEST(VirtualClock, GatherTakesTheLongest) {
  Box box("import asyncio\nasync def f():\n    await asyncio.gather(*(asyncio.sleep(x) for x in (0.1, 0.3, 0.2)))\n");
  EXPECT_EQ(box.run("f").time(), 0.3);
}

TEST(VirtualClock, TheLearnersOwnRunUsesIt) {
  Box box("import asyncio, time\ndef f():\n    begin = time.perf_counter()\n    asyncio.run(asyncio.sleep(5))\n"
          "    with asyncio.Runner() as runner:\n        runner.run(asyncio.sleep(7))\n    return time.perf_counter() - begin\n");
  const Result result = box.call("f");
  EXPECT_EQ(result.value(), Value(12.0));
  EXPECT_EQ(result.time(), 12.0);
}

TEST(VirtualClock, WaitForAThreadDoesNotTimeOut) {
  Box box("import asyncio, hashlib\ndef work():\n    for _ in range(30): hashlib.sha256(b'x' * 1_000_000).digest()\n    return 'done'\n"
          "async def f():\n    return await asyncio.wait_for(asyncio.to_thread(work), 0.001)\n");
  const Result result = box.run("f");
  EXPECT_EQ(result.value(), Value("done"));
  EXPECT_EQ(result.time(), 0.0);
}

TEST(VirtualClock, AThreadSleepsVirtually) {
  Box box("import asyncio, time\nasync def f():\n    await asyncio.gather(asyncio.to_thread(time.sleep, 50), asyncio.sleep(20))\n"
          "async def late():\n    await asyncio.wait_for(asyncio.to_thread(time.sleep, 50), 10)\n");
  EXPECT_EQ(box.run("f").time(), 50.0);
  EXPECT_EQ(box.run("late").raised(), "TimeoutError");
}

TEST(VirtualClock, AThreadThatWaitsForTheLoopLetsTimePass) {
  Box box("import asyncio, threading\nasync def f():\n    event = threading.Event()\n"
          "    asyncio.get_running_loop().call_later(30, event.set)\n    return await asyncio.to_thread(event.wait)\n");
  const Result result = box.run("f");
  EXPECT_EQ(result.value(), Value(true));
  EXPECT_EQ(result.time(), 30.0);
}

TEST(VirtualClock, AChildProcessHoldsIt) {
  Box box("import asyncio, sys\nasync def f():\n"
          "    p = await asyncio.create_subprocess_exec('/bin/sh', '-c', 'sleep 0.05; echo hi', stdout=-1)\n"
          "    out, _ = await asyncio.wait_for(p.communicate(), 0.01)\n    return out\n");
  const Result result = box.run("f");
  EXPECT_EQ(result.value(), bytes("hi\n"));
}

TEST(VirtualClock, ADelayedReplyTakesItsTime) {
  Box box("import asyncio\nasync def f(fetch):\n    return await asyncio.gather(*(fetch(i) for i in range(3)))\n"
          "async def patient(fetch):\n    try:\n        return await asyncio.wait_for(fetch(1), 2)\n    except TimeoutError:\n"
          "        return 'fallback'\n");
  box.on_invoke = [](const Invoke& invoke) { return value(invoke.args.at(0), 5); };
  const Result all = box.run("f", {async_function()});
  EXPECT_EQ(all.value(), list(0, 1, 2));
  EXPECT_EQ(all.time(), 5.0);
  const Result patient = box.run("patient", {async_function()});
  EXPECT_EQ(patient.value(), Value("fallback"));
  EXPECT_EQ(patient.time(), 2.0);
  EXPECT_EQ(box.settled.back().second, "cancelled");
}

TEST(VirtualClock, HeldInvokesStallRatherThanTimeOut) {
  Box box("import asyncio\nasync def f(fetch):\n    return await asyncio.wait_for(asyncio.gather(fetch(0), fetch(1)), 10)\n");
  std::vector<std::uint64_t> seen;
  box.on_stalled = [&](const std::vector<std::uint64_t>& ids) {
    seen = ids;
    for (const std::uint64_t id : ids) box.reply(id, returns(static_cast<std::int64_t>(id)), 3);
  };
  const Result result = box.run("f", {async_function()});
  EXPECT_EQ(result.how(), "value");
  EXPECT_EQ(seen.size(), 2u);
  EXPECT_EQ(result.time(), 3.0);
  EXPECT_EQ(box.stalled, 1);
}

TEST(VirtualClock, ALoopThatWaitsForNothingIsStuck) {
  Box box("import asyncio\nasync def inner():\n    await asyncio.Event().wait()\nasync def f():\n    await inner()\n");
  const Result result = box.run("f");
  EXPECT_EQ(result.how(), "stuck");
  EXPECT_EQ(result.value(), Value("tasks"));
  EXPECT_EQ(last_line(result.trace()), list("solution.py", 3, "inner", "await asyncio.Event().wait()"));
  EXPECT_EQ(box.run("f").how(), "stuck") << "the box goes on after it";
}

TEST(VirtualClock, TasksLeftAreCounted) {
  Box box("import asyncio\nasync def f(n):\n    global tasks\n    tasks = [asyncio.create_task(asyncio.sleep(9)) for _ in range(n)]\n");
  EXPECT_EQ(box.run("f", {2}).number("tasks_left"), 2);
  EXPECT_EQ(box.run("f", {0}).number("tasks_left"), 0);
}

TEST(VirtualClock, AFunctionIsCalledInsideTheLoop) {
  Box box("import asyncio\ndef f():\n    return asyncio.create_task(asyncio.sleep(2, 'x'))\n");
  EXPECT_EQ(box.run("f").value(), Value("x"));
}

TEST(VirtualClock, ProbesMayRunLoops) {
  Box box("import asyncio\nasync def f(fetch):\n    return await fetch()\n");
  box.on_invoke = [](const Invoke&) { return value(4, 2); };
  const Result result = box.probe("import time\nt = time.monotonic()\nobserve([asyncio.run(f(fetch)), time.monotonic() - t])",
                                  dict({{"fetch", async_function()}}));
  EXPECT_EQ(result.value(), list(4, 2.0));
}

struct Blocking {
  const char* name;
  const char* code;
  const char* what;
};

void PrintTo(const Blocking& one, std::ostream* out) { *out << one.name; }

class Blocks : public ::testing::TestWithParam<Blocking> {};

TEST_P(Blocks, IsReportedWithItsLine) {
  Box box(std::string("import asyncio, time, threading, queue, socket, subprocess, os, concurrent.futures\n"
                      "from time import sleep\nfrom threading import Lock\nasync def f():\n    await asyncio.sleep(0)\n    ") +
          GetParam().code + "\n");
  const Result result = box.run("f");
  EXPECT_EQ(result.how(), "blocked");
  EXPECT_EQ(result.value(), Value(GetParam().what));
  EXPECT_EQ(last_line(result.trace()), list("solution.py", 6, "f", GetParam().code));
}

INSTANTIATE_TEST_SUITE_P(
    All, Blocks,
    ::testing::Values(Blocking{"sleep", "time.sleep(1)", "time.sleep"}, Blocking{"from", "sleep(0.5)", "time.sleep"},
                      Blocking{"lock", "a = Lock(); a.acquire(); a.acquire()", "Lock.acquire"},
                      Blocking{"event", "threading.Event().wait()", "Event.wait"},
                      Blocking{"timeout", "threading.Event().wait(5)", "Event.wait"},
                      Blocking{"queue", "queue.Queue().get()", "Queue.get"},
                      Blocking{"future", "concurrent.futures.Future().result()", "Future.result"},
                      Blocking{"join", "t = threading.Thread(target=time.sleep, args=(9,)); t.start(); t.join()", "Thread.join"},
                      Blocking{"recv", "socket.socketpair()[0].recv(1)", "socket.recv"},
                      Blocking{"run", "subprocess.run(['/bin/true'])", "run"},
                      Blocking{"system", "os.system('true')", "os.system"}),
    [](const auto& info) { return std::string(info.param.name); });

TEST(Blocked, NotWhereNothingRuns) {
  Box box("import asyncio, time\ndef f():\n    time.sleep(100)\n    return 1\n");
  const Result result = box.call("f");
  EXPECT_EQ(result.value(), Value(1));
  EXPECT_EQ(result.time(), 100.0);
}

TEST(Blocked, ASlowFunctionOfTheTestOnTheLoop) {
  Box box("import asyncio\nasync def f(parse):\n    return parse(1)\nasync def g(parse):\n    return await asyncio.to_thread(parse, 1)\n");
  box.on_invoke = [](const Invoke&) { return value(1, 2); };
  EXPECT_EQ(box.run("f", {remote(RemoteKind::function, 1, "parse")}).how(), "blocked");
  const Result threaded = box.run("g", {remote(RemoteKind::function, 1, "parse")});
  EXPECT_EQ(threaded.value(), Value(1));
  EXPECT_EQ(threaded.time(), 2.0);
}

TEST(Blocked, ACaughtOneIsStillReported) {
  Box box("import asyncio, time\nasync def f():\n    try:\n        time.sleep(1)\n    except BaseException:\n        return 'fine'\n");
  EXPECT_EQ(box.run("f").how(), "blocked");
}

}  // namespace
}  // namespace kata::python::testing

// Processes that the learner's code starts, beside a clock that is virtual.
#include <gtest/gtest.h>

#include <algorithm>

#include "box.h"

namespace kata::python::testing {
namespace {

constexpr const char* kImports = "import asyncio, multiprocessing, os, time\nfrom concurrent.futures import ProcessPoolExecutor\n";

TEST(Processes, AnIdleProcessPoolLetsTimePass) {
  Box box(std::string(kImports) + R"py(
async def f():
    with ProcessPoolExecutor(1) as pool:
        pid = await asyncio.get_running_loop().run_in_executor(pool, os.getpid)
        await asyncio.sleep(60)
        return pid != os.getpid()
)py");
  const Result result = box.run("f");
  EXPECT_EQ(result.value(), Value(true)) << spell(result.outcome);
  EXPECT_EQ(result.time(), 60.0);
  EXPECT_EQ(result.number("children_left"), 0);
}

TEST(Processes, AnIdlePoolOfMultiprocessingLetsTimePass) {
  Box box(std::string(kImports) + R"py(
async def f():
    with multiprocessing.Pool(2) as pool:
        first = await asyncio.to_thread(pool.map, abs, [-1, -2, -3])
        await asyncio.sleep(60)
        return first + await asyncio.to_thread(pool.map, abs, [-4])
)py");
  const Result result = box.run("f");
  EXPECT_EQ(result.value(), list(1, 2, 3, 4)) << spell(result.outcome);
  EXPECT_EQ(result.time(), 60.0);
}

// No timeout may come before the job's end: it is at work in the other process.
TEST(Processes, AJobInAPoolHoldsTime) {
  Box box(std::string(kImports) + R"py(
async def in_executor(job):
    with ProcessPoolExecutor(1) as pool:
        return await asyncio.wait_for(asyncio.get_running_loop().run_in_executor(pool, job), 0.001)
async def in_pool(job):
    with multiprocessing.Pool(1) as pool:
        return await asyncio.wait_for(asyncio.to_thread(pool.apply, job), 0.001)
)py");
  box.on_invoke = [](const Invoke&) { return value("done"); };
  for (const char* name : {"in_executor", "in_pool"}) {
    const Result result = box.run(name, {remote(RemoteKind::function, 1, "job")});
    EXPECT_EQ(result.value(), Value("done")) << name << spell(result.outcome);
    EXPECT_EQ(result.time(), 0.0) << name;
  }
}

TEST(Processes, TalkAndEndBesideAVirtualClock) {
  Box box(std::string(kImports) + R"py(
def child(numbers, answers):
    answers.put(sum(iter(numbers.get, None)))
def f():
    numbers, answers = multiprocessing.Queue(), multiprocessing.Queue()
    process = multiprocessing.Process(target=child, args=(numbers, answers))
    process.start()
    for n in (1, 2, 3, None): numbers.put(n)
    found = answers.get(timeout=1000)
    process.join(timeout=1000)
    return [found, process.exitcode]
def polls():
    here, there = multiprocessing.Pipe()
    return [here.poll(), here.poll(0.001), there.send(1), here.poll(1000)]
)py");
  EXPECT_EQ(box.call("f").value(), list(6, 0));
  EXPECT_EQ(box.call("polls").value(), list(false, false, nullptr, true));
}

// Where the parent's clock stands, and by itself from then on.
TEST(Processes, TheClockOfAChildGoesOnWithRealTime) {
  Box box(std::string(kImports) + R"py(
def look():
    began = time.monotonic()
    while time.monotonic() < began + 0.002: pass
    return time.monotonic()
def f():
    time.sleep(1000)
    before = time.monotonic()
    with ProcessPoolExecutor(1) as pool:
        seen = pool.submit(look).result()
    return [seen > before, seen < before + 500, time.monotonic() - before]
)py");
  EXPECT_EQ(box.call("f").value(), list(true, true, 0.0));
}

TEST(Processes, ALoopOfAChildIsVirtualAgain) {
  Box box(std::string(kImports) + R"py(
async def nap():
    began = time.monotonic()
    await asyncio.sleep(5000)
    return time.monotonic() - began
def job():
    return asyncio.run(nap())
def f():
    with ProcessPoolExecutor(1) as pool:
        return pool.submit(job).result()
)py");
  EXPECT_EQ(box.call("f").value(), Value(5000.0));
}

TEST(VirtualClock, EndsALoopThatOnlyLooksAtIt) {
  Box box(R"py(
import asyncio, time
def spin():
    end = time.monotonic() + 3
    while time.monotonic() < end: pass
async def polite():
    loop = asyncio.get_running_loop()
    done = loop.create_future()
    loop.call_later(0.5, done.set_result, 'timer')
    while not done.done(): await asyncio.sleep(0)
    return done.result()
def often():
    return len({time.time() for _ in range(5000)})
)py");
  EXPECT_EQ(box.call("often").value(), Value(1)) << "a few looks take no time";
  EXPECT_GE(box.call("spin").time(), 3.0);
  EXPECT_EQ(box.run("polite").value(), Value("timer"));
}

// A grader that is slow to answer is told "stalled" although its answer is under way: what follows from it must come before
// the box says so again.
TEST(Held, EachAnswerIsFollowedToItsEndBeforeTheNextStall) {
  Box box("from concurrent.futures import ThreadPoolExecutor\n"
          "def f(g):\n    with ThreadPoolExecutor(2) as pool:\n        return list(pool.map(g, range(6)))\n");
  std::uint64_t slow = 0;
  std::map<std::uint64_t, Value> open;
  std::vector<std::size_t> stalls;   // the invokes named by each
  int answered = 0;
  box.on_invoke = [&](const Invoke& invoke) -> std::optional<Answer> {
    if (invoke.args.at(0) == Value(0)) slow = invoke.id;
    else open[invoke.id] = invoke.args.at(0);
    return std::nullopt;
  };
  box.on_stalled = [&](const std::vector<std::uint64_t>& ids) {
    stalls.push_back(ids.size());
    if (open.empty()) return box.reply(slow, returns(0));
    ++answered;
    const auto [id, argument] = *open.begin();
    open.clear();
    EXPECT_NE(std::find(ids.begin(), ids.end(), id), ids.end());
    box.reply(id, returns(argument));
  };
  EXPECT_EQ(box.call("f", {remote(RemoteKind::function, 1)}).value(), list(0, 1, 2, 3, 4, 5));
  EXPECT_EQ(answered, 5);
  EXPECT_EQ(stalls, (std::vector<std::size_t>{2, 2, 2, 2, 2, 1}));
}

}  // namespace
}  // namespace kata::python::testing

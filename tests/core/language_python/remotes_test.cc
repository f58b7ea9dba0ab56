#include <gtest/gtest.h>

#include "box.h"

namespace kata::python::testing {
namespace {

constexpr std::uint64_t kId = 5;

TEST(Remotes, AFunctionIsCalledWithItsArgumentsAndHasItsName) {
  Box box("def f(g):\n    return [g(1, b=2), g.__name__]\n");
  Values args;
  Value kwargs;
  box.on_invoke = [&](const Invoke& invoke) {
    args = invoke.args;
    kwargs = invoke.kwargs;
    return value("seen");
  };
  EXPECT_EQ(box.call("f", {remote(RemoteKind::function, kId, "fetch")}).value(), list("seen", "fetch"));
  EXPECT_EQ(args, Values{1});
  EXPECT_EQ(kwargs, dict({{"b", 2}}));
}

TEST(Remotes, RaiseWhatTheTestSays) {
  Box box("class Mine(Exception): pass\n"
          "def f(g):\n    try:\n        g()\n    except Exception as e:\n        return [type(e).__name__, str(e), isinstance(e, Mine)]\n");
  for (const std::string type : {"ValueError", "Mine", "Unheard"}) {
    box.on_invoke = [&](const Invoke&) { return Answer{raises(type, "so")}; };
    EXPECT_EQ(box.call("f", {remote(RemoteKind::function, kId)}).value(), list(type, "so", type == "Mine"));
  }
}

TEST(Remotes, AnUncaughtOneHasOnlyTheLearnersLines) {
  Box box("def f(g):\n    g()\n");
  box.on_invoke = [&](const Invoke&) { return Answer{raises("KeyError", "k")}; };
  const Result result = box.call("f", {remote(RemoteKind::function, kId)});
  EXPECT_EQ(result.raised(), "KeyError");
  EXPECT_EQ(result.trace(), list(list("solution.py", 2, "f", "g()")));
}

TEST(Remotes, AnIteratorIsPulledOnlyAsFarAsItIsUsed) {
  Box box("def f(items):\n    a = next(items)\n    b = next(items)\n    return [a, b, iter(items) is items]\n"
          "def all(items):\n    return list(items)\n");
  int pulled = 0;
  box.on_invoke = [&](const Invoke& invoke) {
    EXPECT_EQ(invoke.method, "next");
    return ++pulled > 3 ? Answer{raises("StopIteration", "")} : value(pulled);
  };
  EXPECT_EQ(box.call("f", {remote(RemoteKind::iterator, kId)}).value(), list(1, 2, true));
  EXPECT_EQ(pulled, 2);
  EXPECT_EQ(box.call("all", {remote(RemoteKind::iterator, kId)}).value(), list(3));
}

TEST(Remotes, AnIterableGivesANewIteratorEachTime) {
  Box box("def f(items):\n    return [list(items), list(items), hasattr(items, '__next__')]\n");
  int iterators = 0, pulls = 0;
  box.on_invoke = [&](const Invoke& invoke) {
    if (invoke.method == "iter") {
      pulls = 0;
      return value(remote(RemoteKind::iterator, 100 + ++iterators));
    }
    return ++pulls > 2 ? Answer{raises("StopIteration", "")} : value(pulls);
  };
  EXPECT_EQ(box.call("f", {remote(RemoteKind::iterable, kId)}).value(), list(list(1, 2), list(1, 2), false));
}

TEST(Remotes, AMappingHasOnlyKeysAndItems) {
  Box box("def f(m):\n    return [{**m}, hasattr(m, 'items'), hasattr(m, '__len__')]\n");
  box.on_invoke = [&](const Invoke& invoke) { return invoke.method == "keys" ? value(list("a", "b")) : value(invoke.args[0]); };
  EXPECT_EQ(box.call("f", {remote(RemoteKind::mapping, kId)}).value(), list(dict({{"a", "a"}, {"b", "b"}}), false, false));
}

TEST(Remotes, AContextManagerSeesTheException) {
  Box box("def f(m):\n    with m as x:\n        raise ValueError(x)\n    return 'went on'\n");
  std::vector<std::string> methods;
  Value seen;
  box.on_invoke = [&](const Invoke& invoke) {
    methods.push_back(invoke.method);
    if (invoke.method == "exit") seen = invoke.args.at(0);
    return value(invoke.method == "enter" ? Value(3) : Value(true));
  };
  EXPECT_EQ(box.call("f", {remote(RemoteKind::context_manager, kId)}).value(), Value("went on"));
  EXPECT_EQ(methods, (std::vector<std::string>{"enter", "exit"}));
  ASSERT_EQ(seen.kind(), Kind::exception) << spell(seen);
  EXPECT_EQ(seen.get<Exception>()->types.at(0), "ValueError");
}

TEST(Remotes, ALockAndANumberAreCallbacks) {
  Box box("def f(lock, n):\n    with lock:\n        n.value += 1\n    return n.value\n");
  std::vector<std::string> log;
  Value held = 41;
  box.on_invoke = [&](const Invoke& invoke) {
    log.push_back(invoke.method);
    if (invoke.method == "write") held = invoke.args.at(0);
    return value(invoke.method == "read" ? held : Value(true));
  };
  EXPECT_EQ(box.call("f", {remote(RemoteKind::lock, 1), remote(RemoteKind::number, 2)}).value(), Value(42));
  EXPECT_EQ(log, (std::vector<std::string>{"acquire", "read", "write", "release", "read"}));
}

TEST(Remotes, AsynchronousOnesAreAwaited) {
  Box box("import asyncio\nasync def f(fetch, source, manager):\n    got = [await fetch(1)]\n    async with manager as m:\n"
          "        got.append(m)\n        async for x in source:\n            got.append(x)\n"
          "    return got + [asyncio.iscoroutinefunction(fetch)]\n");
  int pulled = 0;
  box.on_invoke = [&](const Invoke& invoke) {
    if (invoke.method == "next") return ++pulled > 2 ? Answer{raises("StopIteration", "")} : value(pulled);
    return value(invoke.method);
  };
  const Result result = box.run("f", {remote(RemoteKind::coroutine_function, 1, "fetch"), remote(RemoteKind::async_iterator, 2),
                                      remote(RemoteKind::async_context_manager, 3)});
  EXPECT_EQ(result.value(), list("call", "enter", 1, 2, true));
  EXPECT_EQ(box.settled.size(), 6u);
}

TEST(Remotes, AnObjectOfTheLearnersGoesOutAndComesBackTheSame) {
  Box box("class A: pass\na = A()\ndef f(g):\n    return g(a) is a\n");
  box.on_invoke = [&](const Invoke& invoke) { return value(invoke.args.at(0)); };
  EXPECT_EQ(box.call("f", {remote(RemoteKind::function, kId)}).value(), Value(true));
}

TEST(Remotes, WorkInAProcessPoolAndTellTheirProcess) {
  Box box("from concurrent.futures import ProcessPoolExecutor\n"
          "def f(job):\n    with ProcessPoolExecutor(2) as pool:\n        return sorted(pool.map(job, range(6)))\n");
  std::int64_t own = 0;
  box.on_invoke = [&](const Invoke& invoke) {
    Result seen{true, Value(), invoke.meta};
    own += seen.number("pid") == 0;
    return value(invoke.args.at(0));
  };
  EXPECT_EQ(box.call("f", {remote(RemoteKind::function, kId, "job")}).value(), list(0, 1, 2, 3, 4, 5));
  EXPECT_EQ(own, 0);
}

// The loop reads a long answer of its own and ends; the thread that asked meanwhile must not wait for it to read on.
TEST(Remotes, AThreadIsAnsweredAfterALoopThatReadIsOver) {
  Box box(R"py(
import asyncio, threading, time
rounds, asked = 0, False
async def ask(fetch):
    global asked
    asked = True
    await fetch()
    asked = False
async def go(fetch):
    def count():
        global rounds
        rounds += 1
        if asked: loop.call_soon(count)
    loop = asyncio.get_running_loop()
    task = asyncio.create_task(ask(fetch))
    await asyncio.sleep(0)
    count()
    await task
def f(fetch, work):
    got = []
    def worker():
        while not asked: time.sleep(0)
        before = -1
        while asked and before != rounds:   # the loop stands still: it reads
            before = rounds
            for _ in range(100): time.sleep(0)
        got.append(work())
    thread = threading.Thread(target=worker)
    thread.start()
    threading.Thread(target=asyncio.run, args=(go(fetch),)).start()
    thread.join()
    return got
)py");
  box.on_invoke = [](const Invoke& invoke) -> std::optional<Answer> {
    if (invoke.remote == 2) return std::nullopt;
    return Answer{returns(Str{std::string(8 << 20, 'x')})};
  };
  box.on_stalled = [&](const std::vector<std::uint64_t>& ids) { box.reply(ids.at(0), returns(7)); };
  const Value fetch = remote(RemoteKind::coroutine_function, 1), work = remote(RemoteKind::function, 2);
  for (int i = 0; i < 5; ++i) ASSERT_EQ(box.call("f", {fetch, work}).outcome, list("value", list(7))) << i;
}

TEST(Remotes, AHeldOneIsSaidToStall) {
  Box box("def f(g):\n    return g()\n");
  box.on_stalled = [&](const std::vector<std::uint64_t>& ids) { box.reply(ids.at(0), returns(9)); };
  EXPECT_EQ(box.call("f", {remote(RemoteKind::function, kId)}).value(), Value(9));
  EXPECT_EQ(box.stalled, 1);
}

}  // namespace
}  // namespace kata::python::testing

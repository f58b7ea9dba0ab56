#include <gtest/gtest.h>

#include "box.h"

namespace kata::python::testing {
namespace {

constexpr const char* kCounter = R"py(
import threading
from threading import Lock
class Counter:
    def __init__(self, lock):
        self.n, self.lock = 0, lock
    def add(self):
        if self.lock is None:
            self.n += 1
        else:
            with self.lock:
                self.n += 1
locks = {'none': lambda: None, 'Lock': Lock, 'RLock': threading.RLock, 'Semaphore': threading.Semaphore,
         'Condition': threading.Condition}
counter = None
def start(kind):
    global counter
    counter = Counter(locks[kind]())
def work():
    for _ in range(3): counter.add()
def total():
    return counter.n
)py";

std::int64_t total_after(Box& box, const char* lock, std::uint64_t seed) {
  box.call("start", {lock});
  const Result result = box.parallel({{"work", {}}, {"work", {}}}, seed);
  EXPECT_EQ(result.how(), "values") << spell(result.outcome);
  const Value total = box.call("total").value();
  return total.get<Integer>() ? total.get<Integer>()->to_int64().value_or(-1) : -1;
}

TEST(Scheduled, AnUnlockedCounterLosesAnUpdate) {
  Box box(kCounter);
  int lost = 0;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    bool any = false;
    for (std::uint64_t schedule = 0; schedule < 8 && !any; ++schedule) any = total_after(box, "none", seed * 8 + schedule) < 6;
    lost += any;
  }
  EXPECT_EQ(lost, 100);
}

TEST(Scheduled, AnyRightLockPasses) {
  for (const char* lock : {"Lock", "RLock", "Semaphore", "Condition"}) {
    Box box(kCounter);
    for (std::uint64_t seed = 0; seed < 100; ++seed) ASSERT_EQ(total_after(box, lock, seed), 6) << lock << " " << seed;
  }
}

TEST(Scheduled, TheSameSeedGivesTheSameRun) {
  const char* source = "log = []\ndef f(name):\n    for i in range(5):\n        log.append(name)\ndef seen():\n    return log\n";
  std::vector<Value> logs;
  for (int i = 0; i < 3; ++i) {
    Box box(source);
    EXPECT_GT(box.parallel({{"f", {"a"}}, {"f", {"b"}}}, 11).number("switches"), 1);
    logs.push_back(box.call("seen").value());
  }
  EXPECT_EQ(logs[0], logs[1]);
  EXPECT_EQ(logs[0], logs[2]);
}

TEST(Scheduled, ADeadlockIsFoundWithItsLines) {
  Box box("from threading import Lock\na, b = Lock(), Lock()\ndef f(x):\n    first, second = (a, b) if x else (b, a)\n"
          "    with first:\n        with second:\n            pass\n");
  int stuck = 0;
  for (std::uint64_t seed = 0; seed < 20 && !stuck; ++seed) {
    const Result result = box.parallel({{"f", {true}}, {"f", {false}}}, seed);
    if (result.how() != "stuck") continue;
    ++stuck;
    EXPECT_EQ(result.value(), Value("threads"));
    ASSERT_EQ(result.trace().kind(), Kind::list) << spell(result.outcome);
    ASSERT_EQ(result.trace().items()->size(), 2u);
    EXPECT_EQ(last_line(result.trace()), list("solution.py", 6, "f", "with second:"));
  }
  EXPECT_EQ(stuck, 1);
}

TEST(Scheduled, WaitingIsCooperative) {
  Box box(R"py(
import threading, queue, time
from concurrent.futures import ThreadPoolExecutor
def pool(n):
    with ThreadPoolExecutor(3) as executor:
        return list(executor.map(lambda x: x * x, range(n)))
def pipe():
    q, out = queue.Queue(1), []
    def produce():
        for i in range(4): q.put(i)
        q.put(None)
    t = threading.Thread(target=produce)
    t.start()
    while (item := q.get()) is not None: out.append(item)
    t.join()
    return out
def sleeper():
    begin = time.monotonic()
    time.sleep(100)
    got = threading.Event().wait(50)
    return [time.monotonic() - begin, got]
def barrier():
    b = threading.Barrier(2)
    seen = []
    def go():
        b.wait()
        seen.append(1)
    ts = [threading.Thread(target=go) for _ in range(2)]
    for t in ts: t.start()
    for t in ts: t.join()
    return len(seen)
)py");
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    EXPECT_EQ(box.parallel({{"pool", {4}}}, seed).outcome, list("values", list(returns(list(0, 1, 4, 9))))) << seed;
    EXPECT_EQ(box.parallel({{"pipe", {}}}, seed).outcome, list("values", list(returns(list(0, 1, 2, 3))))) << seed;
    EXPECT_EQ(box.parallel({{"sleeper", {}}}, seed).outcome, list("values", list(returns(list(150.0, false))))) << seed;
    EXPECT_EQ(box.parallel({{"barrier", {}}}, seed).outcome, list("values", list(returns(2)))) << seed;
  }
}

TEST(Scheduled, AHeldNumberMeetsTheOtherThread) {
  Box box("def f(n):\n    n.value += 1\n");
  Value held = 0;
  std::vector<std::string> log;
  box.on_invoke = [&](const Invoke& invoke) {
    log.push_back(invoke.method);
    if (invoke.method == "write") held = invoke.args.at(0);
    return value(held);
  };
  const Value number = remote(RemoteKind::number, 1);
  box.parallel({{"f", {number}}, {"f", {number}}}, 3);
  EXPECT_EQ(held, Value(1)) << "both read before either wrote";
}

TEST(Scheduled, LeftOverThreadsAreCounted) {
  Box box("import threading\ndef f():\n    threading.Thread(target=threading.Event().wait, daemon=True).start()\n");
  EXPECT_EQ(box.parallel({{"f", {}}}, 1).number("threads_left"), 1);
  EXPECT_EQ(box.call("f").number("threads_left"), 2);
}

TEST(Ended, AThreadWhoseLocalsTakeALockIsForgotten) {
  Box box(R"py(
import threading
lock, local = threading.Lock(), threading.local()
class Last:
    def __del__(self):
        with lock: pass
def work():
    local.last = Last()
def f():
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
)py");
  EXPECT_EQ(box.call("f").number("threads_left"), 0);
}

TEST(Ended, AThreadThatLeavesOthersWaitingIsForgotten) {
  Box box(R"py(
import threading, time
def f(work):
    waits = threading.Thread(target=work)
    ends = threading.Thread(target=lambda: [time.sleep(0) for _ in range(1000)])
    for thread in (waits, ends): thread.start()
    waits.join()
    ends.join()
)py");
  box.on_stalled = [&](const std::vector<std::uint64_t>& ids) { box.reply(ids.at(0), returns(Value())); };
  EXPECT_EQ(box.call("f", {remote(RemoteKind::function, 1)}).number("threads_left"), 0);
  EXPECT_EQ(box.stalled, 1);
}

TEST(Held, ThreadsMeetInACallback) {
  Box box("def f(g, i):\n    return g(i)\n");
  std::vector<std::uint64_t> waiting;
  std::vector<std::int64_t> threads;
  box.on_invoke = [&](const Invoke& invoke) -> std::optional<Answer> {
    waiting.push_back(invoke.id);
    threads.push_back(Result{true, Value(), invoke.meta}.number("thread"));
    if (waiting.size() == 3)
      for (auto id = waiting.rbegin(); id != waiting.rend(); ++id) box.reply(*id, returns(static_cast<std::int64_t>(*id)));
    return std::nullopt;
  };
  const Value g = remote(RemoteKind::function, 1);
  const Result result = box.parallel({{"f", {g, 0}}, {"f", {g, 1}}, {"f", {g, 2}}}, std::nullopt);
  EXPECT_EQ(result.how(), "values");
  EXPECT_EQ(waiting.size(), 3u);
  std::sort(threads.begin(), threads.end());
  EXPECT_EQ(threads, (std::vector<std::int64_t>{1, 2, 3}));
}

TEST(Held, AThreadThatWaitsForALockIsKnown) {
  Box box("from threading import Lock\nlock = Lock()\ndef f(n):\n    with lock:\n        n.value += 1\n");
  Value held = 0;
  std::uint64_t first = 0;
  int reads = 0;
  box.on_invoke = [&](const Invoke& invoke) -> std::optional<Answer> {
    reads += invoke.method == "read";
    if (invoke.method == "write") held = invoke.args.at(0);
    if (std::exchange(first, first ? first : invoke.id) == 0) return std::nullopt;
    return value(held);
  };
  box.on_stalled = [&](const std::vector<std::uint64_t>& ids) {
    if (ids.at(0) != first) return;   // a reply that is on its way
    EXPECT_EQ(reads, 1) << "the other waits for the lock";
    box.reply(first, returns(held));
  };
  const Value number = remote(RemoteKind::number, 1);
  EXPECT_EQ(box.parallel({{"f", {number}}, {"f", {number}}}, std::nullopt).how(), "values");
  EXPECT_EQ(held, Value(2));
}

TEST(Held, ARealDeadlockIsFound) {
  Box box("import threading\ndef f():\n    lock = threading.Lock()\n    lock.acquire()\n    lock.acquire()\n");
  const Result alone = box.call("f");
  EXPECT_EQ(alone.how(), "stuck");
  EXPECT_EQ(last_line(alone.trace()), list("solution.py", 5, "f", "lock.acquire()"));
  EXPECT_EQ(box.parallel({{"f", {}}, {"f", {}}}, std::nullopt).how(), "stuck");
}

TEST(Held, LocksBehaveAsPythons) {
  Box box(R"py(
import threading, weakref, time
def f():
    lock, r = threading.Lock(), threading.RLock()
    out = [lock.acquire(), lock.locked(), lock.acquire(False), lock.acquire(timeout=0.01), lock.release(), lock.locked()]
    with r, r: out.append(r.acquire(blocking=False))
    weakref.ref(lock)
    try: lock.release()
    except RuntimeError as error: out.append(str(error))
    try: r.acquire(False, 1)
    except ValueError as error: out.append(str(error))
    done = []
    t = threading.Thread(target=lambda: (time.sleep(0.01), done.append(1)))
    t.start(); t.join()
    timer = threading.Timer(0.01, done.append, [2]); timer.start(); timer.join()
    return out + [done, t.is_alive(), threading.active_count()]
)py");
  EXPECT_EQ(box.call("f").value(),
            list(true, true, false, false, nullptr, false, true, "release unlocked lock",
                 "can't specify a timeout for a non-blocking call", list(1, 2), false, 1));
}

}  // namespace
}  // namespace kata::python::testing

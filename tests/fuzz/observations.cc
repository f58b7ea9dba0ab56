// What a learner's processes may send to a hidden test, from the load to the last word: a list whose first item is the load's
// frame and whose others are frames of the test's channel. Hostile frames may fail the test, and nothing else.
#include <sys/socket.h>

#include "../core/testing/fake_box.h"
#include "fuzz/target.h"
#include "grader/channel.h"
#include "grader/load.h"
#include "report/message.h"
#include "report/wire.h"
#include "sandbox/messages.h"
#include "sandbox/transport.h"
#include "sandbox/turn.h"
#include "value/wire.h"

namespace kata::fuzz {
namespace {

struct Pair {
  explicit Pair(int type) {
    int ends[2];
    PROMISE(::socketpair(AF_UNIX, type | SOCK_CLOEXEC, 0, ends) == 0);
    ours.reset(ends[0]);
    theirs.reset(ends[1]);
  }
  UniqueFd ours, theirs;
};

// The box's end of a channel, on which everything has been said already; nobody reads what is answered.
struct Said {
  explicit Said(std::span<const Value> frames) : pair(SOCK_STREAM) {
    for (const Value& frame : frames) wire::write_frame(pair.theirs.get(), frame);
    ::shutdown(pair.theirs.get(), SHUT_WR);
  }
  void drop_answers() {
    char buffer[4096];
    while (::recv(pair.theirs.get(), buffer, sizeof buffer, MSG_DONTWAIT) > 0) {}
  }
  Pair pair;
};

class TestChannel : public Channel {
 public:
  explicit TestChannel(std::span<const Value> frames) : said_(frames), box_(std::move(said_.pair.ours)) {}
  bool send(const Value& frame) noexcept override {
    said_.drop_answers();
    return box_.send(frame);
  }
  bool receive(Value& frame) noexcept override { return box_.receive(frame); }
  const grader::BoxChannel& box() const { return box_; }

 private:
  Said said_;
  grader::BoxChannel box_;
};

class TestHost : public Host {
 public:
  explicit TestHost(std::span<const Value> frames) : channel_(frames) {}
  Channel* begin_test(std::string_view) noexcept override { return &channel_; }
  Output output() noexcept override { return {"printed\n", ""}; }
  Channel* restart() noexcept override { return nullptr; }
  void end_test(const TestOutcome&) noexcept override {}
  const grader::BoxChannel& box() const { return channel_.box(); }

 private:
  TestChannel channel_;
};

// Failures become mismatches of the run.
struct Capture : ::testing::ScopedFakeTestPartResultReporter {
  explicit Capture(detail::Run& run) : ScopedFakeTestPartResultReporter(INTERCEPT_ONLY_CURRENT_THREAD, nullptr), run(run) {}
  void ReportTestPartResult(const ::testing::TestPartResult& part) override { run.failed(part); }
  detail::Run& run;
};

using E = Exercise;

// A hidden test that asks for everything that one can ask for.
void body() {
  auto doubled = E::function("double", [](Call& c) { return c.arg(0); });
  auto fetch = E::async_function("fetch", [](Call& c) { return c.reply_after(1, c.number()); });
  fetch.hold_until(2);
  auto held = E::async_function("held", [](Call& c) { return Value(c.hold().answered()); });
  held.on_stalled([&] {
    for (const Call& call : held.calls()) call.reply(1);
  });
  auto numbers = E::iterable({1, 2, 3});
  auto mapping = E::mapping({{"a", 1}});
  auto counter = E::number(0);
  counter.hold_until("read", 2);
  auto lock = E::lock("lock");
  auto manager = E::context_manager("manager", 1);
  const Outcome first = E::call("rotate", doubled, numbers, mapping, kwargs({{"lock", lock}}));
  EXPECT_THAT(first, Returns(list(2, 3, 1)));
  EXPECT_THAT(first, Returns(InAnyOrder(1, 2)));
  EXPECT_THAT(first, Raises("ValueError", Like("a+")));
  EXPECT_THAT(E::run("gather", fetch, held, manager), ::testing::AllOf(Took(2.0), LeftNoTasks()));
  EXPECT_THAT(E::run("gather"), Blocked());
  EXPECT_THAT(E::probe("observe(x)", {{"x", counter}}), Observes(Near(1.5)));
  E::syntax();
  for (const Outcome& each : E::parallel({request("f", counter), request("g", 2)}, 7)) EXPECT_THAT(each, Returns(Contains("a")));
  const Handle made = E::object(E::call("Shelf", 3));
  EXPECT_THAT(made.call("put", dict({{"k", 1}})), Returns(OfType("Counter")));
  EXPECT_THAT(made.get("size"), Returns(AtMost(3)));
  EXPECT_THAT(made.call("show"), Prints(Says("x")));
  EXPECT_THAT(numbers, Pulled(3));
  EXPECT_THAT(fetch, MostInFlight(2));
  EXPECT_THAT(manager, ClosedOnce());
}

void run_test(detail::Run& run) {
  const Capture capture(run);
  try {
    body();
    run.outcome.finished = true;
  } catch (const detail::LeaveTest&) {
  }
  run.take_leave();
}

report::LoadReport load(const Value& frame) {
  const Pair control(SOCK_SEQPACKET);
  Said said(std::span(&frame, 1));
  const int channel = said.pair.ours.get();
  const sandbox::Answer began{}, ended{};
  const UniqueFd turn = sandbox::make_turn();
  const int both[] = {channel, turn.get()};
  sandbox::send_message(control.theirs.get(), {sandbox::bytes_of(began)}, both);
  sandbox::send_message(control.theirs.get(), {sandbox::bytes_of(ended)});
  sandbox::Box box(UniqueFd(::dup(control.ours.get())));
  return grader::load(box, {}, false).report;
}

void check_words(const report::TestReport& test) {
  const auto again = report::decode_tests(report::encode(std::vector{test.info}));
  PROMISE(again);
  PROMISE(is_presentable(report::message(test, {"python"})));
  for (const Mismatch& mismatch : test.mismatches) PROMISE(report::decode_mismatch(report::encode(mismatch)));
}

Value sample_result(int id, Value outcome, Dict meta = {}) { return list("result", id, std::move(outcome), meta); }

}  // namespace

const bool kIsValue = true;

std::vector<std::string> samples() {
  const Value trace = list(list("solution.py", 3, "f", "raise it"));
  const Value loaded = sample_result(0, list("value", None{}));
  const Value refused = sample_result(0, list("raised", Exception{.types = {"SyntaxError"}, .message = "bad"}, trace, "fstring"));
  const auto invoke = [](int id, int remote, const char* method) {
    return list("invoke", id, remote, method, list(1), dict({}), dict({{"time", 0.5}, {"thread", 1}}));
  };
  const Value uses = list(loaded, invoke(1, 1, "call"), invoke(2, 4, "iter"), invoke(3, 9, "next"), invoke(4, 5, "get"), invoke(5, 7, "acquire"),
                          sample_result(1, list("value", list(2, 3, 1))), invoke(6, 2, "call"), invoke(7, 2, "call"), invoke(8, 3, "call"),
                          list("settled", 6, "returned", dict({{"time", 1.0}})), list("stalled", list(8), dict({})),
                          list("settled", 8, "cancelled", dict({})), sample_result(2, list("value", 1), Dict{{{"time", 2.0}, {"tasks_left", 0}}}),
                          sample_result(3, list("blocked", "time.sleep", trace)), sample_result(4, list("value", 1.5)),
                          sample_result(5, list("value", dict({}))), invoke(9, 6, "read"), invoke(10, 6, "read"), invoke(11, 6, "write"),
                          sample_result(6, list("values", list(list("value", "a"), list("stuck", "a lock", trace)))),
                          sample_result(7, list("value", Object{"Shelf", "<Shelf>", 3})), sample_result(8, list("missing", "put", list("get"))),
                          sample_result(9, list("raised", Exception{.types = {"ValueError"}, .message = "no"}, trace)),
                          list("where", 2, true, trace), sample_result(10, list("value", Subclass{"Counter", {dict({})}})));
  return {wire::encode(uses), wire::encode(list(refused)), wire::encode(list(loaded, sample_result(1, list("value", list(2, 3, 1)))))};
}

bool feed(std::string_view bytes) {
  const auto value = wire::decode(bytes);
  const List* frames = value ? value->get<List>() : nullptr;
  if (!frames || frames->items.empty() || bytes.size() > 64u << 10) return false;
  const report::LoadReport loaded = load(frames->items[0]);
  PROMISE(is_presentable(report::message(loaded, "python")));
  if (!loaded.reason.empty()) return loaded.reason != "broken_channel";
  TestHost host(std::span(frames->items).subspan(1));
  detail::Run run(host, "python", 42, "Sample");
  detail::set_run(&run);
  run_test(run);
  detail::set_run(nullptr);
  report::TestReport test{.verdict = report::TestVerdict::failed, .mismatches = run.outcome.mismatches, .trace = host.box().where().trace};
  check_words(test);
  return host.box().state() != grader::BoxChannel::State::broken;
}

}  // namespace kata::fuzz

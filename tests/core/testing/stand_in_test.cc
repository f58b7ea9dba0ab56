#include "fake_box.h"

namespace kata {
namespace {

using E = Exercise;

// A scripted learner: the invokes that a call makes, in order, each when the one before was answered; `together`: all at once.
class StandIns : public InTest {
 protected:
  struct Use {
    std::uint64_t remote;
    std::string method;
    Values args;
  };

  static Value invoke(int id, const Use& use, double time = 0, int thread = 0) {
    return list("invoke", id, use.remote, use.method, Value(List{use.args}), dict({}), dict({{"time", time}, {"thread", thread}}));
  }
  static std::uint64_t id_of(const StandIn& stand_in) { return Value(stand_in).get<Remote>()->id; }

  void learner_uses(std::vector<Use> uses, bool together = false) {
    learner = std::move(uses);
    host.box.script = [this, together](const Values& frame, std::deque<Value>& out) {
      if (frame[0] == Value("call")) {
        for (std::size_t i = 0; i < (together ? learner.size() : 1); ++i) out.push_back(invoke(static_cast<int>(i), learner[i]));
        next = together ? learner.size() : 1;
        return;
      }
      replies.push_back(frame[2]);
      if (next < learner.size()) out.push_back(invoke(static_cast<int>(next), learner[next])), ++next;
      else if (replies.size() == learner.size()) out.push_back(result(1, gives("done")));
    };
  }

  std::vector<Use> learner;
  std::size_t next = 0;
  Values replies;
};

TEST_F(StandIns, AreCalledInTheGrader) {
  run();
  auto f = E::function("double", [](Call& c) { return *c.arg(0).get<Integer>()->to_int64() * 2; });
  learner_uses({{id_of(f), "call", {4}}});
  EXPECT_EQ(E::call("f", f).value(), Value("done"));
  EXPECT_EQ(replies[0], gives(8));
  EXPECT_EQ(f.started(), 1);
  EXPECT_EQ(f.calls()[0].arg(0), Value(4));
  EXPECT_EQ(f.finished(), 1);
  EXPECT_EQ(f.in_flight(), 0);
}

TEST_F(StandIns, RaiseWhatTheBodySays) {
  run();
  auto f = E::function("f", [](Call& c) { return c.raise("KeyError", "no"); });
  learner_uses({{id_of(f), "call", {}}});
  E::call("f", f);
  const Values& parts = *replies[0].items();
  EXPECT_EQ(parts[0], Value("raised"));
  EXPECT_EQ(parts[1].get<Exception>()->types, std::vector<std::string>{"KeyError"});
}

TEST_F(StandIns, RefuseACallWithAnArgumentMissing) {
  run();
  auto f = E::function("f", [](Call& c) { return c.arg(1); });
  learner_uses({{id_of(f), "call", {1}}});
  E::call("f", f);
  EXPECT_EQ((*replies[0].items())[1].get<Exception>()->types[0], "TypeError");
}

TEST_F(StandIns, CountWhatIsPulled) {
  run();
  auto source = E::iterator({10, 20});
  learner_uses({{id_of(source), "next", {}}, {id_of(source), "next", {}}, {id_of(source), "next", {}}, {id_of(source), "next", {}}, {id_of(source), "close", {}}});
  E::call("f", source);
  EXPECT_EQ(replies[1], gives(20));
  EXPECT_EQ((*replies[3].items())[1].get<Exception>()->types[0], "StopIteration");
  EXPECT_EQ(source.pulled(), 2);
  EXPECT_EQ(source.closed(), 1);
}

TEST_F(StandIns, GiveAnIterableANewIteratorEachTime) {
  run();
  auto items = E::iterable({1, 2});
  const auto id = id_of(items);
  learner_uses({{id, "iter", {}}, {id + 1, "next", {}}, {id, "iter", {}}, {id + 2, "next", {}}, {id + 2, "next", {}}});
  E::call("f", items);
  EXPECT_EQ(replies[3], gives(1));
  EXPECT_EQ(items.iterated(), 2);
  EXPECT_EQ(items.pulled(), 3);
}

TEST_F(StandIns, KnowAMappingByItsKeysOnly) {
  run();
  auto map = E::mapping({{"a", 1}});
  learner_uses({{id_of(map), "keys", {}}, {id_of(map), "get", {"a"}}, {id_of(map), "get", {"b"}}, {id_of(map), "update", {}}});
  E::call("f", map);
  EXPECT_EQ(replies[0], gives(list("a")));
  EXPECT_EQ(replies[1], gives(1));
  EXPECT_EQ((*replies[2].items())[1].get<Exception>()->types[0], "KeyError");
  EXPECT_EQ((*replies[3].items())[1].get<Exception>()->types[0], "AttributeError");
}

TEST_F(StandIns, MeetBetweenReadAndWrite) {
  run();
  auto n = E::number(0);
  n.hold_until("read", 2);
  learner_uses({{id_of(n), "read", {}}, {id_of(n), "read", {}}, {id_of(n), "write", {1}}, {id_of(n), "write", {1}}}, true);
  E::parallel({});
  host.box.out.clear();
  E::call("f", n);
  EXPECT_EQ(replies, (Values{gives(0), gives(0), gives(nullptr), gives(nullptr)}));
  EXPECT_EQ(n.value(), Value(1)) << "an update was lost";
  EXPECT_EQ(n.reads(), 2);
  EXPECT_EQ(n.writes(), 2);
}

TEST_F(StandIns, LetGoWhenNothingElseCanGoOn) {
  run();
  auto f = E::async_function("fetch", [](Call&) { return 1; });
  f.hold_until(2);
  host.box.script = [&](const Values& frame, std::deque<Value>& out) {
    if (frame[0] == Value("call")) {
      out.push_back(invoke(1, {id_of(f), "call", {}}));
      out.push_back(list("stalled", list(1), dict({})));
    } else {
      out.push_back(list("stalled", list(1), dict({})));  // crossed the answer on its way
      out.push_back(list("settled", 1, "returned", dict({{"time", 1.5}})));
      out.push_back(result(1, gives("alone")));
    }
  };
  EXPECT_EQ(E::run("f", f).value(), Value("alone"));
  EXPECT_EQ(f.most_in_flight(), 1);
  EXPECT_EQ(f.calls()[0].ended(), 1.5);
  EXPECT_EQ(f.calls()[0].how(), "returned");
}

TEST_F(StandIns, AskTheTestWhenTheyStall) {
  run();
  std::vector<Call> held;
  auto f = E::async_function("fetch", [&](Call& c) { held.push_back(c.hold()); });
  f.on_stalled([&] { held.at(0).reply("late"); });
  host.box.script = [&](const Values& frame, std::deque<Value>& out) {
    if (frame[0] == Value("call")) {
      out.push_back(invoke(1, {id_of(f), "call", {}}));
      out.push_back(list("stalled", list(1), dict({})));
    } else {
      out.push_back(result(1, frame[2]));
    }
  };
  EXPECT_EQ(E::run("f", f).value(), Value("late"));
}

// The box wrote "stalled" before it had read the answer to 2: it can go on.
TEST_F(StandIns, AreNotStalledWhileAnAnswerIsOnItsWay) {
  run();
  std::vector<Call> held;
  auto slow = E::function("slow", [&](Call& c) { held.push_back(c.hold()); });
  auto quick = E::function("quick", [](Call&) { return 2; });
  int finished = -1;
  slow.on_stalled([&] {
    finished = quick.finished();
    held.at(0).reply(1);
  });
  int answers = 0;
  host.box.script = [&](const Values& frame, std::deque<Value>& out) {
    if (frame[0] == Value("call")) {
      out.push_back(invoke(1, {id_of(slow), "call", {}}));
      out.push_back(invoke(2, {id_of(quick), "call", {}}));
      out.push_back(list("stalled", list(1, 2), dict({})));
    } else if (++answers == 1) {
      out.push_back(invoke(3, {id_of(quick), "call", {}}));
    } else if (answers == 2) {
      out.push_back(list("stalled", list(1), dict({})));
    } else {
      out.push_back(result(1, gives("done")));
    }
  };
  EXPECT_EQ(E::call("f", slow, quick).value(), Value("done"));
  EXPECT_EQ(finished, 2);
}

TEST_F(StandIns, EndTheRequestWhenNobodyAnswers) {
  run();
  auto f = E::async_function("fetch", [&](Call& c) { c.hold(); });
  host.box.script = [&](const Values&, std::deque<Value>& out) {
    out.push_back(invoke(1, {id_of(f), "call", {}}));
    out.push_back(list("stalled", list(1), dict({})));
  };
  EXPECT_EQ(E::run("f", f).kind(), Outcome::Kind::stalled);
  EXPECT_EQ(E::call("g").kind(), Outcome::Kind::stalled);
  EXPECT_EQ(host.box.sent.size(), 1u);
}

TEST_F(StandIns, CountAwaitedUsesUntilTheBoxSaysSo) {
  run();
  auto f = E::async_function("fetch", [](Call& c) { c.reply_after(2.0, 1); });
  host.box.script = [&](const Values& frame, std::deque<Value>& out) {
    if (frame[0] != Value("call")) return;
    for (int i = 1; i <= 3; ++i) out.push_back(invoke(i, {id_of(f), "call", {}}, 0.5));
    out.push_back(list("settled", 1, "returned", dict({{"time", 2.5}})));
    out.push_back(list("settled", 2, "cancelled", dict({})));
    out.push_back(list("settled", 2, "cancelled", dict({})));
    out.push_back(list("settled", 77, "returned", dict({})));
    out.push_back(result(1, gives(1)));
  };
  E::run("f", f);
  EXPECT_EQ(f.most_in_flight(), 3);
  EXPECT_EQ(f.in_flight(), 1);
  EXPECT_EQ(f.finished(), 1);
  EXPECT_EQ(f.cancelled(), 1);
  EXPECT_EQ(f.calls()[2].time(), 0.5);
  EXPECT_EQ((*host.box.sent[1].items())[3], Value(2.0));
}

TEST_F(StandIns, HandALockToWhoAskedFirst) {
  run();
  auto lock = E::lock("door");
  learner_uses({{id_of(lock), "acquire", {}}, {id_of(lock), "acquire", {}}, {id_of(lock), "acquire", {false}}, {id_of(lock), "release", {}}, {id_of(lock), "release", {}}}, true);
  E::call("f", lock);
  EXPECT_EQ(replies, (Values{gives(true), gives(false), gives(nullptr), gives(true), gives(nullptr)}));
  EXPECT_EQ(lock.acquired(), 3);
}

TEST_F(StandIns, WriteDownTheirUsesInOneLog) {
  run();
  auto gate = E::context_manager("gate", "inside");
  auto f = E::function("f", [](Call&) {});
  learner_uses({{id_of(gate), "enter", {}}, {id_of(f), "call", {}}, {id_of(gate), "exit", {nullptr, nullptr, nullptr}}});
  E::call("f", gate, f);
  std::string story;
  for (const auto& use : E::uses()) story += use.name() + "." + use.method() + " ";
  EXPECT_EQ(story, "gate.enter f.call gate.exit ");
  EXPECT_EQ(replies[0], gives("inside"));
  EXPECT_EQ(replies[2], gives(false));
}

TEST_F(StandIns, MakeNoRequestsThemselves) {
  run();
  auto f = E::function("f", [](Call&) { return E::call("g").value(); });
  learner_uses({{id_of(f), "call", {}}});
  EXPECT_THROW(E::call("f", f), std::logic_error);
}

TEST_F(StandIns, AreSpelledByTheirName) {
  module([](const std::string&, const Values&) { return gives(0); });
  body([] { EXPECT_THAT(E::call("f", E::iterator({1, 2}), E::function("fetch", [](Call&) {}), list(E::number(1))), Returns(1)); });
  EXPECT_EQ(spell(List{mismatch().calls[0].args}), "[iter([1, 2]), fetch, [number]]");
}

}  // namespace
}  // namespace kata

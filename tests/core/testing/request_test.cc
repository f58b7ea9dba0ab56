#include "fake_box.h"

namespace kata {
namespace {

using E = Exercise;

class Requests : public InTest {};
class HostileBox : public InTest {};

TEST_F(Requests, SendACallAndGiveItsValue) {
  module([](const std::string& name, const Values& args) { return gives(list(name, args[0])); });
  EXPECT_EQ(E::call("f", 1, kwargs({{"k", 2}})).value(), list("f", 1));
  EXPECT_EQ(host.box.sent[0], list("call", 1, "f", list(1), dict({{"k", 2}}), "plain"));
}

TEST_F(Requests, AskForAResultThatIsAwaited) {
  module([](const std::string&, const Values&) { return gives(nullptr); });
  E::run("main");
  EXPECT_EQ((*host.box.sent[0].items())[5], Value("run"));
}

TEST_F(Requests, TellWhatTheOutcomeWas) {
  module([](const std::string& name, const Values&) -> Value {
    if (name == "raise") return raises("ValueError", "bad");
    if (name == "block") return list("blocked", "time.sleep", list(list("solution.py", 2, "f", "sleep(1)")));
    if (name == "stuck") return list("stuck", "tasks", list());
    return list("missing", name, list("rotate"));
  });
  const auto raised = E::call("raise"), blocked = E::call("block"), missing = E::call("rotat"), stuck = E::call("stuck");
  EXPECT_EQ(raised.kind(), Outcome::Kind::raised);
  EXPECT_EQ(raised.raised().message, "bad");
  EXPECT_EQ(raised.trace()[0].line, 3);
  EXPECT_EQ(blocked.what(), "time.sleep");
  EXPECT_EQ(missing.near_names(), std::vector<std::string>{"rotate"});
  EXPECT_EQ(stuck.kind(), Outcome::Kind::stuck);
}

TEST_F(Requests, ReadTimeAndTasksFromTheMeta) {
  host.box.script = [](const Values& frame, std::deque<Value>& out) {
    out.push_back(result(frame[1], gives(1), dict({{"time", 2.5}, {"tasks_left", 1}})));
  };
  run();
  const auto outcome = E::run("f");
  EXPECT_EQ(outcome.time(), 2.5);
  EXPECT_EQ(outcome.meta("tasks_left"), Value(1));
  EXPECT_TRUE(outcome.meta("absent").is_none());
}

TEST_F(Requests, OfAnObjectGoToItsHandleAndTellTheWholeStory) {
  module([](const std::string& name, const Values&) { return gives(name == "BoundedShelf" ? Value(Object{"BoundedShelf", "<…>", 7}) : Value(1)); });
  body([] {
    Handle shelf = E::object(E::call("BoundedShelf", 3));
    E::call("unrelated");
    shelf.call("put", 1);
    EXPECT_THAT(shelf.call("get"), Returns(2));
  });
  const Mismatch found = mismatch();
  ASSERT_EQ(found.calls.size(), 3u);
  EXPECT_EQ(found.calls[0].result_name, "bounded_shelf");
  EXPECT_EQ(found.calls[0].function, "BoundedShelf");
  EXPECT_EQ(found.calls[1].object_name, "bounded_shelf");
  EXPECT_EQ(found.calls[1].args, Values{1});
  EXPECT_EQ(found.calls[2].function, "get");
  EXPECT_EQ((*host.box.sent[2].items())[2], tuple(7, "put"));
}

TEST_F(Requests, NameTwoObjectsOfATypeApart) {
  int made = 0;
  module([&](const std::string&, const Values&) { return gives(Object{"Shelf", "", static_cast<std::uint64_t>(++made)}); });
  const Handle first = E::object(E::call("Shelf")), second = E::object(E::call("Shelf"));
  EXPECT_EQ(first.name(), "shelf");
  EXPECT_EQ(second.name(), "shelf_2");
  body([&] { EXPECT_THAT(E::call("move", first, list(second)), Returns(0)); });
  const auto calls = mismatch().calls;
  ASSERT_EQ(calls.size(), 3u);
  EXPECT_EQ(spell(List{calls[2].args}), "[shelf, [shelf_2]]");
}

TEST_F(Requests, OfAnObjectLeaveTheBodyWhereThereIsNone) {
  module([](const std::string&, const Values&) { return raises("TypeError"); });
  EXPECT_FALSE(body([] { E::object(E::call("Shelf")); }));
  EXPECT_EQ(mismatch().kind, "raised");
  EXPECT_FALSE(run().over);
}

TEST_F(Requests, LeaveTheBodyWhenTheChannelEnds) {
  host.box.script = [](const Values&, std::deque<Value>&) {};
  run();
  EXPECT_FALSE(body([] { E::call("f"); }));
  EXPECT_TRUE(run().over);
  EXPECT_TRUE(mismatches().empty());
  EXPECT_FALSE(body([] { E::call("f"); }));
  EXPECT_EQ(host.box.sent.size(), 1u) << "nothing is sent on a channel that ended";
}

TEST_F(Requests, InParallelGiveOneOutcomeEach) {
  module([](const std::string&, const Values& args) { return gives(args[0]); });
  const auto outcomes = E::parallel({request("f", 1), request("f", 2)}, 9);
  ASSERT_EQ(outcomes.size(), 2u);
  EXPECT_EQ(outcomes[1].value(), Value(2));
  EXPECT_TRUE((*host.box.sent[0].items())[3].get<Dict>()->items.size() == 1);
}

TEST_F(Requests, GoToAFreshChildAfterARestart) {
  module([](const std::string&, const Values&) { return gives(1); });
  E::restart();
  EXPECT_EQ(host.restarts, 1);
  EXPECT_EQ(E::call("f").value(), Value(1));
}

TEST_F(HostileBox, IsNeverBelievedAboutShapes) {
  const std::vector<Value> bad = {
      nullptr, 1, "result", list(), list("result"), list(1, 2, 3), list("result", 1, gives(1)), list("result", "1", gives(1), dict({})),
      list("result", 2, gives(1), dict({})), list("result", 1, gives(1), list()), list("result", 1, list("value"), dict({})),
      list("result", 1, list("raised", 1, list()), dict({})), list("result", 1, list("raised", Exception{}, 1), dict({})),
      list("result", 1, list("raised", Exception{}, list(list("a", "b", "c", "d"))), dict({})), list("result", 1, list("missing", "f", list(1)), dict({})),
      list("result", 1, list("blocked", 1, list()), dict({})), list("result", 1, list("verdict", "passed", list()), dict({})),
      list("result", integer("18446744073709551617"), gives(1), dict({})), list("result", -1, gives(1), dict({})), list("passed", 1, 2),
      list("invoke", 1, 1, "call", list(), dict({})), list("invoke", 1, 1, 2, list(), dict({}), dict({})),
      list("invoke", 1, 1, "call", dict({}), dict({}), dict({})), list("invoke", 1, 1, "call", list(), dict({{1, 1}}), dict({})),
      list("settled", 1, "returned"), list("settled", 1, "won", dict({})), list("stalled", 1, dict({})), list("stalled", list("x"), dict({}))};
  for (const auto& frame : bad) {
    FakeHost hostile;
    hostile.box.script = [&](const Values&, std::deque<Value>& out) { out.push_back(frame); };
    detail::Run broken(hostile, "python", 1, "Sample");
    detail::set_run(&broken);
    EXPECT_THROW(E::call("f"), detail::LeaveTest) << spell(frame);
    EXPECT_TRUE(broken.over) << spell(frame);
  }
}

TEST_F(HostileBox, GetsNoVerdictFromABatchOfTheWrongLength) {
  host.box.script = [](const Values& frame, std::deque<Value>& out) { out.push_back(result(frame[1], list("values", list(gives(1))))); };
  run();
  EXPECT_FALSE(body([] { E::parallel({request("f"), request("f")}); }));
  EXPECT_TRUE(run().over);
}

TEST_F(HostileBox, MayUseWhatIsNotThere) {
  int round = 0;
  host.box.script = [&](const Values& frame, std::deque<Value>& out) {
    if (frame[0] == Value("call")) out.push_back(list("invoke", 5, 99, "call", list(), dict({}), dict({})));
    else if (round++ == 0) out.push_back(result(1, gives(frame[2])));
  };
  run();
  const Value answer = E::call("f").value();
  EXPECT_EQ((*answer.items())[0], Value("raised"));
}

TEST_F(HostileBox, GivesNoHarmfulNames) {
  module([](const std::string&, const Values&) { return gives(Object{std::string(100'000, 'A') + "'; import os", "", 3}); });
  EXPECT_LE(E::object(E::call("f")).name().size(), 31u);
}

}  // namespace
}  // namespace kata

#include "fake_box.h"

namespace kata {
namespace {

using E = Exercise;

class Properties : public InTest {
 protected:
  void check(const std::function<void(Draw&)>& property) {
    finished = body([&] { detail::check_property(property); });
  }
  std::size_t frames(const char* kind) {
    return static_cast<std::size_t>(std::count_if(host.box.sent.begin(), host.box.sent.end(), [&](const Value& f) { return (*f.items())[0] == Value(kind); }));
  }
  bool finished = false;
};

std::int64_t number(const Value& value) { return *value.get<Integer>()->to_int64(); }

void echoes(Draw& draw) {
  const auto n = gen::integer(-1'000'000, 1'000'000)(draw);
  EXPECT_THAT(E::call("echo", n), Returns(n));
}

TEST_F(Properties, ThatHoldAskOnceForAllCases) {
  module([](const std::string&, const Values& args) { return gives(args[0]); });
  check(echoes);
  EXPECT_TRUE(mismatches().empty());
  EXPECT_EQ(run().outcome.cases, 100);
  EXPECT_EQ(host.box.sent.size(), 1u) << "one batch";
  EXPECT_EQ(host.restarts, 0);
}

TEST_F(Properties, TakeAsManyInputsAsAreAskedFor) {
  cases = 7;
  module([](const std::string&, const Values& args) { return gives(args[0]); });
  check(echoes);
  EXPECT_EQ(run().outcome.cases, 7);
}

TEST_F(Properties, AreNotShrunkWhereANumberOfInputsIsAskedFor) {
  cases = 200;
  module([](const std::string&, const Values& args) { return gives(number(args[0]) >= 1000 ? Value(0) : args[0]); });
  check(echoes);
  EXPECT_FALSE(mismatch().shrunk);
  EXPECT_EQ(host.restarts, 0);
  EXPECT_TRUE(finished);
}

TEST_F(Properties, BeginWithTheSimplestInput) {
  module([](const std::string&, const Values& args) { return gives(args[0]); });
  check(echoes);
  const Values& parts = *(*host.box.sent[0].items())[2].items();
  EXPECT_EQ((*parts[0].items())[1], list(0));
}

TEST_F(Properties, ThatFailShowTheSmallestInputConfirmed) {
  module([](const std::string&, const Values& args) { return gives(number(args[0]) >= 1000 ? Value(0) : args[0]); });
  check(echoes);
  const Mismatch found = mismatch();
  EXPECT_EQ(found.calls.at(0).args, Values{1000});
  EXPECT_EQ(found.expected, Value(1000));
  EXPECT_EQ(found.actual, Value(0));
  EXPECT_TRUE(found.shrunk);
  EXPECT_FALSE(found.unconfirmed);
  EXPECT_GT(found.cases, 0);
  EXPECT_EQ(host.restarts, 1);
  EXPECT_TRUE(finished);
}

TEST_F(Properties, ThatFailForEarlierCallsAreUnconfirmed) {
  int calls = 0;
  host.on_restart = [&] { calls = 0; };
  module([&](const std::string&, const Values& args) { return gives(++calls > 50 ? Value("tired") : args[0]); });
  check(echoes);
  EXPECT_TRUE(mismatch().unconfirmed);
}

TEST_F(Properties, ThatFailOnceAndNeverAgainAreUnconfirmed) {
  int calls = 0;
  module([&](const std::string&, const Values& args) { return gives(++calls == 50 ? Value("once") : args[0]); });
  check(echoes);
  EXPECT_TRUE(mismatch().unconfirmed);
  EXPECT_FALSE(mismatch().shrunk);
  EXPECT_EQ(mismatch().actual, Value("once"));
}

TEST_F(Properties, KeepOneFaultWhileShrinking) {
  module([](const std::string&, const Values& args) -> Value {
    if (number(args[0]) > 500) return raises("OverflowError");
    return gives(number(args[0]) == 3 ? Value(0) : args[0]);
  });
  check([](Draw& draw) {
    const auto n = gen::integer(400, 1'000'000)(draw);
    EXPECT_THAT(E::call("echo", n), Returns(n));
  });
  EXPECT_EQ(mismatch().kind, "raised");
  EXPECT_EQ(mismatch().calls.at(0).args, Values{501});
}

TEST_F(Properties, MayMakeSeveralCalls) {
  module([](const std::string& name, const Values& args) { return gives(name == "decode" && args[0] == Value("e7") ? Value(0) : name == "encode" ? Value("e" + spell(args[0])) : integer(args[0].get<Str>()->text.substr(1))); });
  check([](Draw& draw) {
    const auto n = gen::integer(0, 9)(draw);
    const auto encoded = E::call("encode", n);
    EXPECT_THAT(E::call("decode", encoded.value()), Returns(n));
  });
  EXPECT_EQ(mismatch().calls.back().args, Values{"e7"});
  EXPECT_EQ(frames("batch"), 1u);
}

TEST_F(Properties, WithStandInsAskOneByOne) {
  module([](const std::string&, const Values&) { return gives(1); });
  check([](Draw& draw) {
    auto source = E::iterator(Values{gen::integer(0, 9)(draw)});
    EXPECT_THAT(E::call("f", source), Returns(1));
  });
  EXPECT_TRUE(mismatches().empty());
  EXPECT_EQ(frames("batch"), 0u);
  EXPECT_EQ(frames("call"), 100u);
}

TEST_F(Properties, ThatLookAtTheOutputRunInAChildWithoutTheBatch) {
  host.on_restart = [this] { host.printed.clear(); };
  module([this](const std::string&, const Values& args) { return host.printed += spell(args[0]) + "\n", gives(nullptr); });
  check([](Draw& draw) {
    const auto n = gen::integer(0, 9)(draw);
    EXPECT_THAT(E::call("show", n), Prints(std::to_string(n) + "\n"));
  });
  EXPECT_TRUE(mismatches().empty());
  EXPECT_EQ(host.restarts, 1);
  EXPECT_EQ(frames("call"), 100u);
}

TEST_F(Properties, LeaveOutWhatIsNotAssumed) {
  module([](const std::string&, const Values& args) { return gives(args[0]); });
  check([](Draw& draw) {
    const auto n = gen::integer(0, 9)(draw);
    assume(n % 2 == 0);
    EXPECT_THAT(E::call("echo", n), Returns(n));
  });
  EXPECT_TRUE(mismatches().empty());
  EXPECT_EQ(run().outcome.cases, 100);
}

TEST_F(Properties, FailWhenTooMuchIsLeftOut) {
  module([](const std::string&, const Values& args) { return gives(args[0]); });
  check([](Draw&) { assume(false); });
  EXPECT_EQ(mismatch().kind, "plain");
}

TEST_F(Properties, KeepWhatTheyFoundWhenTheChildEndsUnderASmallerInput) {
  module([](const std::string&, const Values& args) { return gives(number(args[0]) > 5000 ? Value(0) : args[0]); });
  const auto answer = host.box.script;
  host.box.script = [&](const Values& frame, std::deque<Value>& out) {
    const bool fatal = frame[0] == Value("call") && number((*frame[3].items())[0]) < 4000;
    if (!fatal) answer(frame, out);
  };
  check(echoes);
  EXPECT_EQ(mismatch().kind, "value");
  EXPECT_TRUE(mismatch().unconfirmed);
  EXPECT_FALSE(run().over);
}

TEST_F(Properties, EndWithTheirChild) {
  host.box.script = [](const Values&, std::deque<Value>&) {};
  run();
  check(echoes);
  EXPECT_FALSE(finished);
  EXPECT_TRUE(run().over);
  EXPECT_TRUE(mismatches().empty());
}

TEST_F(Properties, GetTheSameInputsFromTheSameSeed) {
  auto inputs = [](std::uint64_t seed) {
    FakeHost host;
    host.box.script = answers([](const std::string&, const Values& args) { return gives(args[0]); });
    detail::Run run(host, "python", seed, "Sample");
    detail::set_run(&run);
    detail::check_property(echoes);
    detail::set_run(nullptr);
    return host.box.sent[0];
  };
  EXPECT_EQ(inputs(5), inputs(5));
  EXPECT_NE(inputs(5), inputs(6));
}

// ---- frozen cases ----

class FrozenCases : public Properties {
 protected:
  static constexpr FrozenCase kSets[][4] = {{{"echo(1)", "1"}, {"echo([1, 2])", "[1, 2]"}, {"echo('many', by=3)", "'many'"}},
                                            {{"echo(None)", "None"}}};
  void check(std::uint64_t seed) {
    finished = body([&] {
      run().run_seed = seed;
      E::expect_frozen(kSets, [](const Value& gives) { return Returns(gives); });
    });
  }
};

TEST_F(FrozenCases, AreAllAskedInOneBatch) {
  module([](const std::string&, const Values& args) { return gives(args[0]); });
  check(0);
  EXPECT_TRUE(mismatches().empty());
  EXPECT_EQ(run().outcome.cases, 3);
  EXPECT_EQ(host.box.sent.size(), 1u) << "one batch";
}

TEST_F(FrozenCases, AreThoseThatTheSeedPicks) {
  module([](const std::string&, const Values& args) { return gives(args[0]); });
  check(7);
  EXPECT_EQ(run().outcome.cases, 1);
}

TEST_F(FrozenCases, TellTheFirstThatFails) {
  module([](const std::string&, const Values& args) { return gives(args[0] == Value(1) ? args[0] : Value(0)); });
  check(0);
  EXPECT_EQ(mismatch().calls.at(0).args, Values{list(1, 2)});
  EXPECT_EQ(mismatch().expected, list(1, 2));
  EXPECT_EQ(mismatch().cases, 1);
  EXPECT_FALSE(mismatch().unconfirmed);
}

}  // namespace
}  // namespace kata

#include "fake_box.h"

namespace kata {
namespace {

const bool added = detail::add_suite("cart", {{"test_cart.py", "def test_one(): pass\n"}, {"data.bin", std::string_view("\0\xff", 2)}});

class Suites : public InTest {
 protected:
  Suites() { EXPECT_TRUE(added); }
  // What the box answers to the request of the one test.
  void answer(Value outcome) {
    host.box.script = [outcome](const Values& frame, std::deque<Value>& out) { out.push_back(result(frame[1], outcome)); };
    run();
    body([] { detail::check_pytest("cart", "shop.cart", "test_cart.py::test_one"); });
  }
};

TEST_F(Suites, GoToTheBoxWithTheTestThatIsAskedFor) {
  answer(gives(nullptr));
  EXPECT_EQ(host.box.sent[0], list("pytest", 1, "test_cart.py::test_one", "shop.cart",
                                   dict({{"test_cart.py", Bytes{"def test_one(): pass\n"}}, {"data.bin", Bytes{std::string("\0\xff", 2)}}})));
  EXPECT_TRUE(mismatches().empty());
}
TEST_F(Suites, FailInTheWordsOfPytest) {
  answer(gives(tuple("failed", "assert 1 == 2")));
  EXPECT_EQ(mismatch().kind, "pytest");
  EXPECT_EQ(mismatch().relation, "failed");
  EXPECT_EQ(mismatch().subject, "assert 1 == 2");
  EXPECT_EQ(mismatch().calls.front().raw, "test_cart.py::test_one");
}
TEST_F(Suites, TellWhatTheSubmissionRaised) {
  answer(raises("ValueError"));
  EXPECT_EQ(mismatch().kind, "raised");
}
TEST_F(Suites, AreNotPassedByAnythingButNone) {
  for (const Value& junk : {Value(true), Value(0), Value("passed"), list(), tuple("failed", 1), tuple("passed", "", ""), Value(Dict{})}) {
    run().outcome.mismatches.clear();
    answer(gives(junk));
    EXPECT_EQ(mismatch().relation, "not_run");
  }
}

}  // namespace
}  // namespace kata

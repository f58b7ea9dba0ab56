// A topic of a few hidden tests, some of which fail, for topic_test.cc.
#include <kata/test.h>

#include <stdexcept>

#include "testing/topic.h"

KATA_EXERCISE(echo);

TEST_F(echo, GivesBackAnInteger) { EXPECT_THAT(call("echo", 1), Returns(1)); }
TEST_F(echo, GivesBackText) {
  EXPECT_THAT(call("echo", "first"), Returns("other"));
  EXPECT_THAT(call("echo", "second"), Returns("another"));
}
TEST_F(echo, NeedsAnObject) {
  object(call("echo", 1));
  ADD_FAILURE() << "the body goes on";
}
TEST_F(echo, EndsItsChild) {
  call("die");
  ADD_FAILURE() << "the body goes on";
}
TEST_F(echo, HearsAForgedAnswerFirst) { EXPECT_THAT(call("forge", 1), Returns(1)); }
TEST_F(echo, ThrowsByItself) { throw std::runtime_error("the author's mistake"); }
KATA_PROPERTY(echo, KeepsEveryList, const std::vector<int>& items, std::string text, Int<0, 9> digit) {
  EXPECT_THAT(call("echo", list(items, text, digit)), Returns(list(items, text, digit)));
}
KATA_PROPERTY(echo, KeepsWhatIsDrawn) {
  const auto n = draw(gen::integer(0, 100));
  EXPECT_THAT(call("echo", n), Returns(AtMost(41)));
}

KATA_EXERCISE(other);
TEST_F(other, IsNotAsked) { ADD_FAILURE(); }

extern "C" __attribute__((visibility("default"))) kata::Topic* sample_topic() {
  return kata::testing::make_topic("sample", {{.exercise = "echo", .name = "GivesBackText", .sample = true, .title = {{"en", "Gives back text"}}},
                                              {.exercise = "echo", .name = "IsGone"}});
}

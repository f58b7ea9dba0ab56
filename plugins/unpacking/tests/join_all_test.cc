#include <kata/test.h>

#include <string>
#include <vector>

KATA_EXERCISE(join_all);

TEST_F(join_all, JoinsDifferentTypes) {
  EXPECT_THAT(call("mixed"), Returns("1, two, 3.5, c"));
}

TEST_F(join_all, LeavesASinglePartAlone) {
  EXPECT_THAT(call("join_all", "-", list("alone")), Returns("alone"));
}

TEST_F(join_all, GivesAnEmptyTextForNothing) {
  EXPECT_THAT(call("join_all", "-", list()), Returns(""));
}

TEST_F(join_all, JoinsInOrder) {
  EXPECT_THAT(call("join_all", "-", list("c", "a", "b")), Returns("c-a-b"));
}

TEST_F(join_all, WritesNoSeparatorAtTheEnds) {
  EXPECT_THAT(call("join_all", "+", list("ann", "bob")), Returns("ann+bob"));
}

TEST_F(join_all, JoinsEightParts) {
  EXPECT_THAT(call("join_all", ".", list("1", "2", "3", "4", "5", "6", "7", "8")), Returns("1.2.3.4.5.6.7.8"));
}

TEST_F(join_all, KeepsAnEmptyPart) {
  EXPECT_THAT(call("join_all", ",", list("ann", "", "bob")), Returns("ann,,bob"));
}

TEST_F(join_all, KeepsAnEmptyFirstPart) {
  EXPECT_THAT(call("join_all", ",", list("", "ann")), Returns(",ann"));
}

TEST_F(join_all, KeepsOnlyEmptyParts) {
  EXPECT_THAT(call("join_all", ",", list("", "", "")), Returns(",,"));
}

TEST_F(join_all, TakesAnEmptySeparator) {
  EXPECT_THAT(call("join_all", "", list("a", "b", "c")), Returns("abc"));
}

TEST_F(join_all, TakesALongSeparator) {
  EXPECT_THAT(call("join_all", " and then ", list("tea", "cake")), Returns("tea and then cake"));
}

TEST_F(join_all, WritesAsTheStreamDoes) {
  EXPECT_THAT(call("numbers", -4, 5'000'000'000, 65), Returns("-4;5000000000;A;1"));
}

TEST_F(join_all, TakesATypeItNeverSaw) {
  EXPECT_THAT(call("own_type"), Returns("ann/bob/cat"));
}

TEST_F(join_all, WritesEachPartOnce) {
  EXPECT_THAT(call("times_written"), Returns(list(1, 1, 1)));
}

KATA_PROPERTY(join_all, JoinsAnyTexts, const std::string& separator) {
  const auto parts = draw(gen::vector(gen::word(4), 0, 8));
  std::string expected;
  for (std::size_t i = 0; i < parts.size(); ++i) expected += (i == 0 ? "" : separator) + parts[i];
  EXPECT_THAT(call("join_all", separator, parts), Returns(expected));
}

TEST_F(join_all, StartsAfreshOnASecondCall) {
  call("join_all", "-", list("a", "b"));
  EXPECT_THAT(call("join_all", ",", list("c", "d")), Returns("c,d"));
}

TEST_F(join_all, WritesAllIntoOneStream) {
  EXPECT_THAT(call("places"), Returns(list(0, 4, 8)));
}

TEST_F(join_all, CopiesNoPart) {
  EXPECT_THAT(call("copies"), Returns(0));
}

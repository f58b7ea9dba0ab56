#include <kata/test.h>

#include <map>
#include <string>
#include <vector>

KATA_EXERCISE(hit_counter);

TEST_F(hit_counter, CountsTheHitsOfAPage) {
  EXPECT_THAT(call("hits", list("home", "home")), Returns(list(1, 2)));
  EXPECT_THAT(call("count_after", list("home", "home"), "home"), Returns(2));
}

TEST_F(hit_counter, CountsEachPageForItself) {
  EXPECT_THAT(call("hits", list("home", "news", "home", "home", "news")), Returns(list(1, 1, 2, 3, 2)));
}

TEST_F(hit_counter, ShowsTheHitsOnTheBoard) {
  EXPECT_THAT(call("shown_after", list("home", "news", "home")), Returns(dict({{"home", 2}, {"news", 1}})));
}

TEST_F(hit_counter, AnUnknownPageHasNoHits) {
  EXPECT_THAT(call("count_after", list("home"), "news"), Returns(0));
}

TEST_F(hit_counter, CountingWritesNothing) {
  EXPECT_THAT(call("counting_writes"), Returns(false));
}

TEST_F(hit_counter, RefusesAPageWithoutAName) {
  EXPECT_THAT(call("hit_nameless"), Raises("std::invalid_argument", Says("a page needs a name")));
}

TEST_F(hit_counter, RefusesToCountAPageWithoutAName) {
  EXPECT_THAT(call("count_nameless"), Raises("std::invalid_argument", Says("a page needs a name")));
}

TEST_F(hit_counter, LeavesTheBoardAloneWhenItRefuses) {
  EXPECT_THAT(call("uses_when_refused", false), Returns(0));
  EXPECT_THAT(call("uses_when_refused", true), Returns(0));
}

TEST_F(hit_counter, WorksAfterAnError) {
  EXPECT_THAT(call("hit_after_error"), Returns(1));
}

KATA_PROPERTY(hit_counter, CountsAnyHits) {
  const auto pages = draw(gen::vector(gen::one_of({"home", "news", "shop"})));
  std::map<std::string, int> shown;
  std::vector<int> numbers;
  for (const auto& page : pages) numbers.push_back(++shown[page]);
  EXPECT_THAT(call("hits", pages), Returns(numbers));
  EXPECT_THAT(call("shown_after", pages), Returns(shown));
}

TEST_F(hit_counter, LosesNoHitWhenThreadsMeet) {
  EXPECT_THAT(call("shown_together", list("home", "home")), Returns(dict({{"home", 2}})));
}

TEST_F(hit_counter, LosesNoHitOfManyThreads) {
  EXPECT_THAT(call("shown_together", list("home", "home", "home", "news", "home", "home")),
              Returns(dict({{"home", 5}, {"news", 1}})));
}

TEST_F(hit_counter, GivesEachHitItsOwnNumber) {
  EXPECT_THAT(call("numbers_together", list("home", "home", "home", "home")), Returns(list(1, 2, 3, 4)));
}

TEST_F(hit_counter, LetsOneThreadAtATimeUseTheBoard) {
  EXPECT_THAT(call("crowded_together", list("home", "news", "shop")), Returns(false));
}

TEST_F(hit_counter, LooksOnlyWhenNobodyWrites) {
  EXPECT_THAT(call("crowded_by_a_look"), Returns(false));
}

TEST_F(hit_counter, DoesNotHoldUpAnotherCounter) {
  EXPECT_THAT(call("counters_meet"), Returns(true));
}

#include <kata/test.h>

#include <string>
#include <vector>

KATA_EXERCISE(station_line);

TEST_F(station_line, ReadsANameOfTwoWords) {
  EXPECT_THAT(call("station_line", list("KGX", "King's", "Cross", "London")),
              Returns(tuple("KGX", list("King's", "Cross"), "London")));
}

TEST_F(station_line, ReadsALineWithoutAName) {
  EXPECT_THAT(call("station_line", list("BER", "Berlin")), Returns(tuple("BER", list(), "Berlin")));
}

TEST_F(station_line, KeepsANameOfOneWordInAList) {
  EXPECT_THAT(call("station_line", list("PNO", "Nord", "Paris")), Returns(tuple("PNO", list("Nord"), "Paris")));
}

TEST_F(station_line, ReadsALongName) {
  EXPECT_THAT(call("station_line", list("SAN", "Roma", "San", "Pietro", "al", "Colle", "Roma")),
              Returns(tuple("SAN", list("Roma", "San", "Pietro", "al", "Colle"), "Roma")));
}

TEST_F(station_line, KeepsRepeatedWords) {
  EXPECT_THAT(call("station_line", list("Baden", "Baden", "Baden", "Baden")),
              Returns(tuple("Baden", list("Baden", "Baden"), "Baden")));
}

TEST_F(station_line, KeepsEmptyWords) {
  EXPECT_THAT(call("station_line", list("", "", "")), Returns(tuple("", list(""), "")));
}

TEST_F(station_line, GivesAListForATuple) {
  EXPECT_THAT(call("station_line", tuple("WAW", "Centralna", "Wschodnia", "Warszawa")),
              Returns(tuple("WAW", list("Centralna", "Wschodnia"), "Warszawa")));
}

TEST_F(station_line, GivesAnEmptyListForATuple) {
  EXPECT_THAT(call("station_line", tuple("OSL", "Oslo")), Returns(tuple("OSL", list(), "Oslo")));
}

TEST_F(station_line, KeepsLettersOfAnyScript) {
  EXPECT_THAT(call("station_line", list("МСК", "Ярославский", "Москва")),
              Returns(tuple("МСК", list("Ярославский"), "Москва")));
}

TEST_F(station_line, RefusesASingleWord) {
  EXPECT_THAT(call("station_line", list("KGX")), Raises("ValueError", Contains("got 1")));
}

TEST_F(station_line, RefusesAnEmptyLine) {
  EXPECT_THAT(call("station_line", list()), Raises("ValueError", Contains("got 0")));
}

TEST_F(station_line, LeavesTheInputAlone) {
  EXPECT_THAT(probe(R"py(
words = ["KGX", "King's", "Cross", "London"]
station_line(words)
observe(words)
)py"),
              Observes(list("KGX", "King's", "Cross", "London")));
}

TEST_F(station_line, GivesANewListEachTime) {
  EXPECT_THAT(probe(R"py(
station_line(["BER", "Berlin"])[1].append("Ost")
observe(station_line(["BER", "Berlin"]))
)py"),
              Observes(tuple("BER", list(), "Berlin")));
}

KATA_PROPERTY(station_line, FindsTheNameBetween, const std::string& code, const std::vector<std::string>& name,
              const std::string& city) {
  std::vector<std::string> words{code};
  words.insert(words.end(), name.begin(), name.end());
  words.push_back(city);
  EXPECT_THAT(call("station_line", words), Returns(tuple(code, name, city)));
}

TEST_F(station_line, TakesAStreamThatIsReadOnce) {
  auto printer = iterator({"KGX", "King's", "Cross", "London"});
  EXPECT_THAT(call("station_line", printer), Returns(tuple("KGX", list("King's", "Cross"), "London")));
  EXPECT_THAT(printer, Pulled(4));
}

TEST_F(station_line, FindsNoNameInAShortStream) {
  auto printer = iterator({"BER", "Berlin"});
  EXPECT_THAT(call("station_line", printer), Returns(tuple("BER", list(), "Berlin")));
}

TEST_F(station_line, CountsTheWordsOfAStream) {
  auto printer = iterator({"KGX"});
  EXPECT_THAT(call("station_line", printer), Raises("ValueError", Contains("got 1")));
}

TEST_F(station_line, CountsTheWordsOfAnEmptyStream) {
  auto printer = iterator({});
  EXPECT_THAT(call("station_line", printer), Raises("ValueError", Contains("got 0")));
}

TEST_F(station_line, PassesOnAnErrorOfThePrinter) {
  EXPECT_THAT(probe(R"py(
def printer():
    yield "KGX"
    raise OSError("the paper is torn")
observe(station_line(printer()))
)py"),
              Raises("OSError", Says("the paper is torn")));
}

#include <kata/test.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

KATA_EXERCISE(two_shelves);

namespace {

Handle shelf(int number, Value books) {
  return Exercise::object(Exercise::call("Shelf", number, books));
}

StandIn carrier() {
  return Exercise::function("carry", [](Call&) {});
}

}  // namespace

TEST_F(two_shelves, MovesABook) {
  const auto poems = shelf(1, list("Iliad", "Edda"));
  const auto maps = shelf(2, list("Atlas"));
  EXPECT_THAT(call("move", "Iliad", poems, maps, carrier()), Returns(nullptr));
  EXPECT_THAT(poems.get("books"), Returns(list("Edda")));
  EXPECT_THAT(maps.get("books"), Returns(list("Atlas", "Iliad")));
}

TEST_F(two_shelves, MovesABookToASmallerNumber) {
  const auto poems = shelf(1, list("Iliad"));
  const auto maps = shelf(2, list("Atlas", "Globe"));
  EXPECT_THAT(call("move", "Globe", maps, poems, carrier()), Returns(nullptr));
  EXPECT_THAT(poems.get("books"), Returns(list("Iliad", "Globe")));
  EXPECT_THAT(maps.get("books"), Returns(list("Atlas")));
}

TEST_F(two_shelves, CarriesTheBookOnce) {
  const auto carry = carrier();
  EXPECT_TRUE(call("move", "Iliad", shelf(1, list("Iliad")), shelf(2, list()), carry).ok());
  ASSERT_THAT(carry, WasCalled(1));
  EXPECT_EQ(carry.calls()[0].arg(0), Value("Iliad"));
}

TEST_F(two_shelves, AShelfStartsEmpty) {
  const auto empty = object(call("Shelf", 7));
  EXPECT_THAT(empty.get("number"), Returns(7));
  EXPECT_THAT(empty.get("books"), Returns(list()));
}

TEST_F(two_shelves, AShelfCopiesItsBooks) {
  EXPECT_THAT(probe(R"py(
books = ["Iliad"]
shelf, other = Shelf(1, books), Shelf(2, books)
move("Iliad", shelf, other, lambda book: None)
observe([books, shelf.books, other.books])
)py"), Observes(list(list("Iliad"), list(), list("Iliad", "Iliad"))));
}

TEST_F(two_shelves, TakesAnyIterableOfBooks) {
  EXPECT_THAT(shelf(1, tuple("Iliad", "Edda")).get("books"), Returns(list("Iliad", "Edda")));
}

TEST_F(two_shelves, RefusesABookThatIsNotThere) {
  const auto poems = shelf(1, list("Iliad"));
  const auto maps = shelf(2, list("Atlas"));
  const auto carry = carrier();
  EXPECT_THAT(call("move", "Atlas", poems, maps, carry), Raises("ValueError", Says("no such book here")));
  EXPECT_THAT(carry, WasCalled(0));
  EXPECT_THAT(call("move", "Atlas", maps, poems, carry), Returns(nullptr));
}

TEST_F(two_shelves, MovesTheFirstOfEqualBooks) {
  const auto poems = shelf(1, list("Edda", "Iliad", "Edda"));
  const auto maps = shelf(2, list());
  EXPECT_THAT(call("move", "Edda", poems, maps, carrier()), Returns(nullptr));
  EXPECT_THAT(poems.get("books"), Returns(list("Iliad", "Edda")));
}

TEST_F(two_shelves, KeepsTheBookWhenCarryingFails) {
  const auto poems = shelf(1, list("Iliad", "Edda"));
  const auto maps = shelf(2, list("Atlas"));
  const auto dropped = function("carry", [](Call& call) { return call.raise("RuntimeError", "dropped it"); });
  EXPECT_THAT(call("move", "Iliad", poems, maps, dropped), Raises("RuntimeError", Says("dropped it")));
  EXPECT_THAT(poems.get("books"), Returns(list("Iliad", "Edda")));
  EXPECT_THAT(maps.get("books"), Returns(list("Atlas")));
}

TEST_F(two_shelves, ShelvesWorkAfterAnError) {
  const auto poems = shelf(1, list("Iliad"));
  const auto maps = shelf(2, list());
  const auto dropped = function("carry", [](Call& call) { return call.raise("RuntimeError", "dropped it"); });
  EXPECT_THAT(call("move", "Iliad", poems, maps, dropped), Raises("RuntimeError"));
  EXPECT_THAT(call("move", "Iliad", poems, maps, carrier()), Returns(nullptr));
  EXPECT_THAT(maps.get("books"), Returns(list("Iliad")));
}

TEST_F(two_shelves, MovesOntoTheSameShelf) {
  const auto poems = shelf(1, list("Iliad", "Edda"));
  const auto carry = carrier();
  EXPECT_THAT(call("move", "Iliad", poems, poems, carry), Returns(nullptr));
  EXPECT_THAT(poems.get("books"), Returns(list("Iliad", "Edda")));
  EXPECT_THAT(carry, WasCalled(0));
}

TEST_F(two_shelves, RefusesAMissingBookOnTheSameShelf) {
  const auto poems = shelf(1, list("Iliad"));
  EXPECT_THAT(call("move", "Atlas", poems, poems, carrier()), Raises("ValueError", Says("no such book here")));
}

struct Errand {
  std::string book;
  int from = 0;
  int to = 0;
};
template <> struct kata::Arbitrary<Errand> {
  static Errand draw(Draw& draw) {
    return {gen::one_of({"a", "b", "c"})(draw), static_cast<int>(draw.below_or(2)), static_cast<int>(draw.below_or(2))};
  }
};

KATA_PROPERTY(two_shelves, KeepsEveryBookSomewhere) {
  std::vector<std::vector<std::string>> books = {{"a", "b"}, {"c", "a"}, {}};
  std::vector<Handle> shelves;
  for (std::size_t i = 0; i < books.size(); ++i) shelves.push_back(shelf(static_cast<int>(i), books[i]));
  const auto carry = carrier();
  for (const auto& errand : draw(gen::vector([](Draw& draw) { return Arbitrary<Errand>::draw(draw); }, 0, 8))) {
    auto& from = books[errand.from];
    const auto at = std::find(from.begin(), from.end(), errand.book);
    const auto moved = call("move", errand.book, shelves[errand.from], shelves[errand.to], carry);
    if (at == from.end()) {
      EXPECT_THAT(moved, Raises("ValueError"));
    } else {
      EXPECT_THAT(moved, Returns(nullptr));
      if (errand.from == errand.to) continue;
      from.erase(at);
      books[errand.to].push_back(errand.book);
    }
  }
  for (std::size_t i = 0; i < books.size(); ++i) EXPECT_THAT(shelves[i].get("books"), Returns(books[i]));
}

TEST_F(two_shelves, OppositeMovesFinish) {
  const auto carry = carrier();
  for (std::uint64_t order = 0; order < 40; ++order) {
    const auto poems = shelf(1, list("Iliad"));
    const auto maps = shelf(2, list("Atlas"));
    const auto moves = parallel({request("move", "Iliad", poems, maps, carry), request("move", "Atlas", maps, poems, carry)},
                                seed() + order);
    for (const auto& move : moves) ASSERT_THAT(move, Returns(nullptr));
    ASSERT_THAT(poems.get("books"), Returns(list("Atlas")));
    ASSERT_THAT(maps.get("books"), Returns(list("Iliad")));
  }
}

// Two want the same book; both would carry it, if the shelf were not locked from the check on.
TEST_F(two_shelves, OneBookIsMovedOnce) {
  auto carry = carrier();
  carry.hold_until(2);
  const auto poems = shelf(1, list("Iliad"));
  const auto maps = shelf(2, list());
  const auto plays = shelf(3, list());
  const auto moves = parallel({request("move", "Iliad", poems, maps, carry), request("move", "Iliad", poems, plays, carry)});
  EXPECT_EQ(std::count_if(moves.begin(), moves.end(), [](const Outcome& move) { return move.ok(); }), 1);
  EXPECT_THAT(carry, WasCalled(1));
  EXPECT_THAT(poems.get("books"), Returns(list()));
}

TEST_F(two_shelves, DifferentShelvesDoNotWait) {
  auto carry = carrier();
  carry.hold_until(2);
  const auto moves = parallel({request("move", "Iliad", shelf(1, list("Iliad")), shelf(2, list()), carry),
                               request("move", "Atlas", shelf(3, list("Atlas")), shelf(4, list()), carry)});
  for (const auto& move : moves) EXPECT_THAT(move, Returns(nullptr));
  EXPECT_THAT(carry, MostInFlight(2));
}

TEST_F(two_shelves, ABusyShelfIsWaitedFor) {
  auto carry = carrier();
  carry.hold_until(2);
  const auto shared = shelf(2, list("Atlas"));
  const auto moves = parallel({request("move", "Iliad", shelf(1, list("Iliad")), shared, carry),
                               request("move", "Atlas", shared, shelf(3, list()), carry)});
  for (const auto& move : moves) EXPECT_THAT(move, Returns(nullptr));
  EXPECT_THAT(carry, MostInFlight(1));
  EXPECT_THAT(shared.get("books"), Returns(list("Iliad")));
}

// While somebody carries the book off, nobody may look whether it is there, also not for a move onto the same shelf.
TEST_F(two_shelves, LooksAtAShelfOnlyWhenItIsFree) {
  EXPECT_THAT(probe(R"py(
import threading

poems, maps = Shelf(1, ["Iliad"]), Shelf(2)
waits = []

def look():
    try:
        move("Iliad", poems, poems, print)
    except ValueError:
        pass

def carry(book):
    other = threading.Thread(target=look)
    other.start()
    other.join(0.05)
    waits.append(other.is_alive())

move("Iliad", poems, maps, carry)
observe(waits)
)py"), Observes(list(true)));
}

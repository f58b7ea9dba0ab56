#include <kata/test.h>

#include <string>
#include <vector>

KATA_EXERCISE(order_lines);

namespace {

// What the kitchen reads for one order.
std::string line(int number, const std::string& client, const std::vector<int>& items) {
  std::string text;
  for (const int item : items) text += (text.empty() ? "" : ", ") + ("item " + std::to_string(item));
  return std::to_string(number) + " " + client + ": " + (text.empty() ? "nothing" : text);
}

}  // namespace

TEST_F(order_lines, WritesOneLinePerOrder) {
  EXPECT_THAT(call("order_lines", list(tuple(7, list("Ada", "tea", "cake")), tuple(8, list("Bob")))),
              Returns(list("7 Ada: tea, cake", "8 Bob: nothing")));
}

TEST_F(order_lines, WritesNothingWithoutOrders) {
  EXPECT_THAT(call("order_lines", list()), Returns(list()));
}

TEST_F(order_lines, WritesASingleItem) {
  EXPECT_THAT(call("order_lines", list(tuple(1, list("Ada", "tea")))), Returns(list("1 Ada: tea")));
}

TEST_F(order_lines, WritesManyItemsInOrder) {
  EXPECT_THAT(call("order_lines", list(tuple(3, list("Eve", "soup", "bread", "fish", "apple")))),
              Returns(list("3 Eve: soup, bread, fish, apple")));
}

TEST_F(order_lines, KeepsRepeatedItems) {
  EXPECT_THAT(call("order_lines", list(tuple(4, list("Ada", "tea", "tea", "milk", "tea")))),
              Returns(list("4 Ada: tea, tea, milk, tea")));
}

TEST_F(order_lines, KeepsTwoOrdersOfOneClient) {
  EXPECT_THAT(call("order_lines", list(tuple(1, list("Ada", "tea")), tuple(2, list("Ada", "cake")))),
              Returns(list("1 Ada: tea", "2 Ada: cake")));
}

TEST_F(order_lines, KeepsTheOrderOfArrival) {
  EXPECT_THAT(call("order_lines", list(tuple(9, list("Zoe")), tuple(2, list("Bob")), tuple(5, list("Ada")))),
              Returns(list("9 Zoe: nothing", "2 Bob: nothing", "5 Ada: nothing")));
}

TEST_F(order_lines, TakesAnOrderNumberedZero) {
  EXPECT_THAT(call("order_lines", list(tuple(0, list("Ada", "tea")))), Returns(list("0 Ada: tea")));
}

TEST_F(order_lines, TakesListsAndTuplesAlike) {
  EXPECT_THAT(call("order_lines", tuple(list(7, tuple("Ada", "tea")), tuple(8, list("Bob")))),
              Returns(list("7 Ada: tea", "8 Bob: nothing")));
}

TEST_F(order_lines, RefusesABasketWithoutAClient) {
  EXPECT_THAT(call("order_lines", list(tuple(7, list("Ada")), tuple(8, list()))), Raises("ValueError"));
}

TEST_F(order_lines, RefusesAnOrderOfThreeParts) {
  EXPECT_THAT(call("order_lines", list(tuple(7, list("Ada", "tea"), "please"))), Raises("ValueError"));
}

TEST_F(order_lines, RefusesAnOrderWithoutABasket) {
  EXPECT_THAT(call("order_lines", list(tuple(7))), Raises("ValueError"));
}

TEST_F(order_lines, LeavesTheInputAlone) {
  EXPECT_THAT(probe(R"py(
orders = [(7, ["Ada", "tea", "cake"]), (8, ["Bob"])]
order_lines(orders)
observe(orders)
)py"),
              Observes(list(tuple(7, list("Ada", "tea", "cake")), tuple(8, list("Bob")))));
}

TEST_F(order_lines, StartsAfreshOnASecondCall) {
  call("order_lines", list(tuple(1, list("Ada", "tea"))));
  EXPECT_THAT(call("order_lines", list(tuple(2, list("Bob")))), Returns(list("2 Bob: nothing")));
}

KATA_PROPERTY(order_lines, WritesEveryItem, const std::vector<std::vector<int>>& baskets) {
  Values orders, lines;
  for (std::size_t i = 0; i < baskets.size(); ++i) {
    const int number = static_cast<int>(i) + 1;
    const std::string client = "client " + std::to_string(number);
    List basket{{client}};
    for (const int item : baskets[i]) basket.items.emplace_back("item " + std::to_string(item));
    orders.push_back(tuple(number, basket));
    lines.emplace_back(line(number, client, baskets[i]));
  }
  EXPECT_THAT(call("order_lines", List{orders}), Returns(List{lines}));
}

TEST_F(order_lines, TakesStreamsInsideAStream) {
  auto basket = iterator({"Ada", "tea", "cake"});
  auto order = iterator({Value(7), Value(basket)});
  auto till = iterator({Value(order)});
  EXPECT_THAT(call("order_lines", till), Returns(list("7 Ada: tea, cake")));
  EXPECT_THAT(basket, Pulled(3));
}

TEST_F(order_lines, TakesABasketThatIsReadOnce) {
  auto basket = iterator({"Bob"});
  EXPECT_THAT(call("order_lines", list(tuple(8, basket))), Returns(list("8 Bob: nothing")));
}

TEST_F(order_lines, RefusesAnEmptyStreamAsABasket) {
  auto basket = iterator({});
  EXPECT_THAT(call("order_lines", list(tuple(8, basket))), Raises("ValueError"));
}

TEST_F(order_lines, ReadsABasketBeforeTheNextOrder) {
  EXPECT_THAT(probe(R"py(
from itertools import groupby
tape = [(7, "Ada"), (7, "tea"), (7, "cake"), (8, "Bob"), (9, "Eve"), (9, "soup")]
till = groupby(tape, lambda entry: entry[0])
observe(order_lines((number, (word for _, word in entries)) for number, entries in till))
)py"),
              Observes(list("7 Ada: tea, cake", "8 Bob: nothing", "9 Eve: soup")));
}

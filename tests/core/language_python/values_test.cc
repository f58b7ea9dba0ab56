#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cmath>
#include <limits>

#include "box.h"

namespace kata::python::testing {
namespace {

std::string decimal() {
  std::string text = *rc::gen::element(0, 1) ? "-" : "";
  text += static_cast<char>('1' + *rc::gen::inRange(0, 9));
  const int digits = *rc::gen::inRange(0, 60);
  for (int i = 0; i < digits; ++i) text += static_cast<char>('0' + *rc::gen::inRange(0, 10));
  return text;
}

std::string text() {
  static const char* const kPieces[] = {"a", "Ж", "€", "😀", "\xed\xa0\x80", "\n", "\"", "\x7f", std::string("\0", 1).c_str()};
  std::string out;
  const int count = *rc::gen::inRange(0, 6);
  for (int i = 0; i < count; ++i) out += kPieces[*rc::gen::inRange(0, 9)];
  return out;
}

Value scalar() {
  switch (*rc::gen::inRange(0, 8)) {
    case 0: return nullptr;
    case 1: return *rc::gen::arbitrary<bool>();
    case 2: return *rc::gen::arbitrary<std::int64_t>();
    case 3: return integer(decimal());
    case 4: return *rc::gen::element(0.0, -0.0, 1.5, std::nan(""), std::numeric_limits<double>::infinity(), 1e308);
    case 5: return Complex{1.5, -2};
    case 6: return bytes(*rc::gen::arbitrary<std::string>());
    default: return text();
  }
}

Value any(int depth) {
  if (depth == 0 || *rc::gen::inRange(0, 3) == 0) return scalar();
  Values items;
  const int count = *rc::gen::inRange(0, 4);
  const int kind = *rc::gen::inRange(0, 5);
  for (int i = 0; i < count; ++i) items.push_back(kind < 2 ? any(depth - 1) : Value(i));
  switch (kind) {
    case 0: return List{items};
    case 1: return Tuple{items};
    case 2: return Set{items};
    case 3: return Frozenset{items};
    default: break;
  }
  Dict out;
  for (int i = 0; i < count; ++i) out.items.emplace_back(i, any(depth - 1));
  return out;
}

TEST(Values, ComeBackAsTheyWent) {
  Box box("def same(x):\n    return x\n");
  EXPECT_TRUE(rc::check("a value passed in comes back equal", [&] {
    const Value value = any(4);
    const Result result = box.call("same", {value});
    RC_ASSERT(result.outcome == returns(value));
  }));
}

TEST(Values, HugeIntegersAreExact) {
  Box box("def f(n):\n    return -(10 ** n)\n");
  EXPECT_EQ(box.call("f", {300}).value(), integer("-1" + std::string(300, '0')));
}

// Every method that could be called while looking at a value says so and lies.
constexpr const char* kLiars = R"py(
called = []
def lie(name, result):
    def method(self, *args, **kwargs):
        called.append(name)
        return result
    return method
def liar(base, **results):
    names = ['__eq__', '__hash__', '__repr__', '__str__', '__len__', '__iter__', '__getitem__', '__bool__', '__int__',
             '__index__', '__float__', '__getattribute__', '__class__', '__contains__', 'items', 'keys', 'values']
    return type('Liar', (base,), {name: lie(name, results.get(name)) for name in names})
def make(kind):
    values = {'int': (int, 7), 'str': (str, 'seven'), 'float': (float, 7.5), 'list': (list, [7]), 'tuple': (tuple, (7,)),
              'dict': (dict, {7: 8}), 'set': (set, {7}), 'frozenset': (frozenset, {7}), 'bytes': (bytes, b'7'),
              'object': (object, None)}
    base, value = values[kind]
    made = liar(base)() if value is None else liar(base)(value)
    called.clear()
    return made
def calls():
    return list(called)
)py";

TEST(Values, ALyingSubclassIsReadBelowItsMethods) {
  Box box(kLiars);
  const std::vector<std::pair<std::string, Value>> kinds = {
      {"int", 7}, {"str", "seven"}, {"float", 7.5}, {"list", list(7)}, {"tuple", tuple(7)}, {"dict", dict({{7, 8}})},
      {"set", set(7)}, {"frozenset", frozenset(7)}, {"bytes", bytes("7")}};
  for (const auto& [kind, base] : kinds) {
    EXPECT_EQ(box.call("make", {kind}).outcome, returns(Subclass{"Liar", {base}})) << kind;
    EXPECT_EQ(box.call("calls").value(), list()) << kind;
  }
}

TEST(Values, ALyingObjectRunsNothing) {
  Box box(kLiars);
  const Value object = box.call("make", {"object"}).value();
  ASSERT_EQ(object.kind(), Kind::object);
  EXPECT_EQ(object.get<Object>()->type, "Liar");
  EXPECT_EQ(box.call("calls").value(), list());
}

TEST(Values, StandardSubclassesSayWhatTheyAre) {
  Box box(R"py(
import collections, enum
Point = collections.namedtuple('Point', 'x y')
class Color(enum.IntEnum):
    RED = 3
def counter(): return collections.Counter('aab')
def point(): return Point(1, 2)
def color(): return Color.RED
def ordered():
    d = collections.OrderedDict(a=1, b=2)
    d.move_to_end('a')
    return d
def deque(): return collections.deque([1, 2])
def keys(): return {1: 2}.keys()
def array(): return bytearray(b'ab')
)py");
  EXPECT_EQ(box.call("counter").value(), Value(Subclass{"Counter", {dict({{"a", 2}, {"b", 1}})}}));
  EXPECT_EQ(box.call("point").value(), Value(Subclass{"Point", {tuple(1, 2)}}));
  EXPECT_EQ(box.call("color").value(), Value(Subclass{"Color", {3}}));
  EXPECT_EQ(box.call("deque").value(), Value(Subclass{"deque", {list(1, 2)}}));
  EXPECT_EQ(box.call("keys").value(), Value(Subclass{"dict_keys", {list(1)}}));
  EXPECT_EQ(box.call("array").value(), Value(Subclass{"bytearray", {bytes("ab")}}));
  const Value ordered = box.call("ordered").value();
  EXPECT_EQ(spell(ordered.get<Subclass>()->base.at(0)), "{'b': 2, 'a': 1}");
}

TEST(Values, ObjectsShowTheirAttributesAndAreTheSameEachTime) {
  Box box(R"py(
import dataclasses, enum
@dataclasses.dataclass
class Point:
    x: int
    y: int
class Plain:
    def __init__(self): self.a = [1]
class Slots:
    __slots__ = ('b',)
    def __init__(self): self.b = 2
class Color(enum.Enum):
    RED = 1
point = Point(1, 2)
def both(): return [point, point, Point(1, 2)]
def shown(): return [Plain(), Slots(), Color.RED, object(), range(3), both]
)py");
  const Value both = box.call("both").value();
  const Values& items = *both.items();
  EXPECT_EQ(items[0].get<Object>()->repr, "Point(x=1, y=2)");
  EXPECT_EQ(items[0].get<Object>()->handle, items[1].get<Object>()->handle);
  EXPECT_NE(items[0].get<Object>()->handle, items[2].get<Object>()->handle);
  const Value shown = box.call("shown").value();
  std::vector<std::string> reprs;
  for (const Value& value : *shown.items()) reprs.push_back(value.get<Object>()->repr);
  EXPECT_EQ(reprs, (std::vector<std::string>{"<Plain a=[1]>", "<Slots b=2>", "Color.RED", "<object object>", "range(0, 3)",
                                             "<function both>"}));
}

TEST(Values, CyclicDeepAndEndlessValuesAreBounded) {
  Box box(R"py(
import itertools
def cyclic():
    a = [1]
    a.append(a)
    return a
def deep():
    a = []
    for _ in range(1_000_000): a = [a]
    return a
def wide(): return [None] * 1_000_000
def text(): return 'x' * 50_000_000
def big(): return 1 << 200_000_000
def endless(): return itertools.count()
)py");
  EXPECT_EQ(spell(*box.call("cyclic").value().items()->begin()), "1");
  EXPECT_EQ(box.call("cyclic").value().items()->at(1).get<Object>()->repr, "<list, contains itself>");
  EXPECT_EQ(box.call("deep").how(), "value");
  EXPECT_EQ(box.call("wide").value().get<Object>()->repr, "<list, of 1000000 items>");
  EXPECT_EQ(box.call("text").value().get<Object>()->repr, "<str, of 50000000 characters>");
  EXPECT_EQ(box.call("big").value().get<Object>()->repr, "<int, of 200000001 bits>");
  EXPECT_EQ(box.call("endless").value().get<Object>()->type, "count");
}

TEST(Values, ExceptionsAreData) {
  Box box(R"py(
class Odd(ValueError):
    def __init__(self, text, code):
        super().__init__(text)
        self.code = code
def f():
    try:
        {}['a']
    except KeyError as error:
        made = Odd('no', 7)
        made.add_note('look here')
        raise made from error
def hidden():
    try:
        1 / 0
    except ZeroDivisionError:
        raise Odd('x', 1) from None
def group():
    raise ExceptionGroup('many', [ValueError(1), TypeError('b')])
def liar():
    class Liar(Exception):
        def __str__(self): raise RuntimeError
    raise Liar(1)
)py");
  const Value raised = box.call("f").value();
  const auto& error = *raised.get<Exception>();
  EXPECT_EQ(error.types, (std::vector<std::string>{"Odd", "ValueError", "Exception", "BaseException"}));
  EXPECT_EQ(error.message, "no");
  EXPECT_EQ(error.notes, std::vector<std::string>{"look here"});
  ASSERT_EQ(error.attributes.size(), 1u);
  EXPECT_EQ(error.attributes[0].second, Value(7));
  EXPECT_EQ(error.cause.at(0).get<Exception>()->types[0], "KeyError");
  EXPECT_EQ(error.cause.at(0).get<Exception>()->message, "'a'");
  const Value hidden = box.call("hidden").value();
  EXPECT_TRUE(hidden.get<Exception>()->suppress_context);
  EXPECT_TRUE(hidden.get<Exception>()->context.empty());
  const Value group = box.call("group").value();
  EXPECT_EQ(group.get<Exception>()->members.size(), 2u);
  EXPECT_EQ(box.call("liar").raised(), "Liar");
}

TEST(Values, RecursionAfterRecursionIsOneToo) {
  Box box("def f(items, top=True):\n    return f(items, False)\n");
  for (int i = 0; i < 20; ++i) EXPECT_EQ(box.call("f", {list(i)}).raised(), "RecursionError");
}

TEST(Values, RecursionIsAnOrdinaryException) {
  Box box("def f():\n    return f()\n");
  const Result result = box.call("f");
  EXPECT_EQ(result.raised(), "RecursionError");
  EXPECT_LE(result.trace().items()->size(), 60u);
}

}  // namespace
}  // namespace kata::python::testing

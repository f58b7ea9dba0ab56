// Random values of the whole model, for RapidCheck.
#pragma once

#include <rapidcheck.h>

#include <cmath>
#include <limits>
#include <string>

#include "kata/value.h"

namespace kata {

inline rc::Gen<std::string> arbitrary_text() {
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(std::vector<std::string>{
                          "a", "b", "Z", "0", " ", "\n", "\t", "'", "\"", "\\", "\x7f", std::string(1, '\0'), "é", "Ж", "中", "\U0001F600",
                          "\u0301", "\u200b", "\ufeff", "\xED\xA0\x80", "\xED\xBF\xBF", "\U0010FFFF"})),
                      [](const std::vector<std::string>& parts) {
                        std::string out;
                        for (const auto& part : parts) out += part;
                        return out;
                      });
}

inline rc::Gen<Integer> arbitrary_integer() {
  auto big = rc::gen::apply(
      [](bool negative, std::string magnitude) {
        magnitude.erase(0, std::min(magnitude.find_first_not_of('\0'), magnitude.size()));
        Integer out;
        out.negative = negative && !magnitude.empty();
        out.magnitude = std::move(magnitude);
        return out;
      },
      rc::gen::arbitrary<bool>(), rc::gen::container<std::string>(rc::gen::arbitrary<char>()));
  auto edges = rc::gen::elementOf(std::vector<Integer>{
      0, -1, std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max(), Integer::unsigned64(~0ull),
      *Integer::parse("18446744073709551616"), *Integer::parse("-18446744073709551616"), *Integer::parse("-18446744073709551617")});
  return rc::gen::oneOf(big, edges, rc::gen::map(rc::gen::arbitrary<std::int64_t>(), [](std::int64_t n) { return Integer(n); }));
}

inline rc::Gen<double> arbitrary_double() {
  return rc::gen::oneOf(rc::gen::arbitrary<double>(),
                        rc::gen::element(0.0, -0.0, std::nan(""), -std::nan(""), std::numeric_limits<double>::infinity(),
                                         -std::numeric_limits<double>::infinity(), std::numeric_limits<double>::denorm_min()));
}

// `literal`: only what a Python literal can be.
inline rc::Gen<Value> arbitrary_value(int depth, bool literal = false);

inline rc::Gen<Values> arbitrary_values(int depth, bool literal = false) {
  return rc::gen::resize(4, rc::gen::container<Values>(arbitrary_value(depth, literal)));
}

inline rc::Gen<Value> arbitrary_plain() {
  auto to_value = [](auto data) { return Value(std::move(data)); };
  return rc::gen::oneOf(
      rc::gen::just(Value()), rc::gen::map(rc::gen::arbitrary<bool>(), to_value), rc::gen::map(arbitrary_integer(), to_value),
      rc::gen::map(arbitrary_double(), to_value), rc::gen::map(arbitrary_text(), to_value),
      rc::gen::map(rc::gen::container<std::string>(rc::gen::arbitrary<char>()), [](std::string s) { return Value(Bytes{std::move(s)}); }),
      rc::gen::apply([](double a, double b) { return Value(Complex{a, b}); }, arbitrary_double(), arbitrary_double()));
}

inline rc::Gen<Value> arbitrary_exception(int depth) {
  return rc::gen::apply(
      [](std::vector<std::string> types, std::string message, Values args, Values other, int shape) {
        Exception out;
        out.types = std::move(types);
        out.message = message;
        out.args = std::move(args);
        if (shape & 1 && !other.empty()) out.cause = {other.front()};
        if (shape & 2 && !other.empty()) out.context = {other.back()};
        out.suppress_context = shape & 4;
        if (shape & 8) out.notes = {message, "a note"};
        if (shape & 16) out.members = other;
        if (shape & 32) out.attributes = {{"errno", 2}, {message, "x"}};
        return Value(std::move(out));
      },
      rc::gen::container<std::vector<std::string>>(arbitrary_text()), arbitrary_text(), arbitrary_values(depth), arbitrary_values(depth),
      rc::gen::inRange(0, 64));
}

inline rc::Gen<Value> arbitrary_remote() {
  return rc::gen::apply(
      [](int kind, std::uint64_t id, std::string name) { return Value(Remote{static_cast<RemoteKind>(kind), id, std::move(name)}); },
      rc::gen::inRange(0, 10), rc::gen::arbitrary<std::uint64_t>(), arbitrary_text());
}

inline rc::Gen<Value> arbitrary_value(int depth, bool literal) {
  if (depth == 0) return arbitrary_plain();
  auto items = [=](auto make) { return rc::gen::map(rc::gen::lazy([=] { return arbitrary_values(depth - 1, literal); }), make); };
  if (literal) {
    return rc::gen::oneOf(arbitrary_plain(), items([](Values v) { return Value(List{std::move(v)}); }),
                          items([](Values v) { return Value(Tuple{std::move(v)}); }),
                          items([](Values v) { return Value(v.empty() ? set() : set(v.front())); }),
                          items([](Values v) { return Value(v.empty() ? frozenset() : frozenset(v.front())); }),
                          items([](Values v) { return v.size() < 2 ? dict({}) : dict({{v[0], v[1]}}); }));
  }
  return rc::gen::oneOf(
      arbitrary_plain(), arbitrary_plain(), items([](Values v) { return Value(List{std::move(v)}); }),
      items([](Values v) { return Value(Tuple{std::move(v)}); }), items([](Values v) { return Value(Set{std::move(v)}); }),
      items([](Values v) { return Value(Frozenset{std::move(v)}); }),
      items([](Values v) {
        Dict out;
        for (std::size_t i = 0; i + 1 < v.size(); i += 2) out.items.emplace_back(v[i], v[i + 1]);
        return Value(std::move(out));
      }),
      items([](Values v) { return Value(Subclass{"Counter", {v.empty() ? Value(1) : v.front()}}); }),
      rc::gen::lazy([depth] { return arbitrary_exception(depth - 1); }), arbitrary_remote(),
      rc::gen::map(arbitrary_text(), [](std::string s) { return Value(Object{"Shelf", std::move(s), 7}); }));
}

}  // namespace kata

namespace rc {
template <> struct Arbitrary<kata::Value> {
  static Gen<kata::Value> arbitrary() { return kata::arbitrary_value(3); }
};
}  // namespace rc

namespace kata {
inline void showValue(const Value& value, std::ostream& out) { out << spell(value); }
}  // namespace kata

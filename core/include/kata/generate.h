// Random input for KATA_PROPERTY. Included by kata/test.h.
//
// A generator draws bounded numbers from a recorded sequence of choices. A failing input is made smaller by shortening and
// lowering that sequence and generating again, so whatever a generator promises holds for the smallest input too, and a
// generator of your own shrinks without a line of code. (D. R. MacIver and A. F. Donaldson, "Test-Case Reduction via
// Test-Case Generation", ECOOP 2020.) Write generators so that smaller choices mean simpler values.
#ifndef KATA_GENERATE_H
#define KATA_GENERATE_H

#include <array>
#include <concepts>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "kata/value.h"

namespace kata {

// The source of choices of one case.
class Draw {
 public:
  virtual ~Draw() = default;
  // 0 … most; every value as likely.
  std::uint64_t below_or(std::uint64_t most) { return choose(most, Shape::even); }
  // 0 … most; small ones more likely, the greatest now and then.
  std::uint64_t small(std::uint64_t most) { return choose(most, Shape::small); }
  // True once in a while, so that loops of `while (draw.more())` have a handful of turns.
  bool more() { return choose(1, Shape::more) != 0; }

 protected:
  enum class Shape : std::uint8_t { even, small, more };
  virtual std::uint64_t choose(std::uint64_t most, Shape shape) = 0;
};

// How a T is drawn. Any callable of this shape will do.
template <class T> using Generator = std::function<T(Draw&)>;

// The default generator of a type; specialise it for a type of your own with `static T draw(Draw&)`.
template <class T> struct Arbitrary {
  static_assert(detail::kNever<T>, "a parameter of KATA_PROPERTY is of a type that Arbitrary knows: a number, std::string, Value, a standard container "
                                   "of these; for a type of your own specialise Arbitrary with static T draw(Draw&), or call draw(…) in the body");
  static T draw(Draw& draw);
};

// Leaves this case out when `condition` is false. Too many left out make the test fail, as the author's fault.
void assume(bool condition);

namespace gen {

Generator<std::int64_t> integer(std::int64_t least, std::int64_t most);  // shrinks towards 0, or what is nearest to it
Generator<Value> big_integer();                                          // beyond 64 bits too
Generator<double> real(double least, double most);                       // shrinks towards whole numbers
Generator<double> any_real();                                            // nan, infinities and -0.0 too
Generator<bool> boolean();
Generator<std::string> text(int most_characters = 20);                   // any Unicode without surrogates
Generator<std::string> text_of(std::string alphabet, int least = 0, int most = 20);  // UTF-8; its first characters are simplest
Generator<std::string> word(int most = 10);                              // lower-case letters, one at least
Generator<Value> byte_string(int most = 20);
Generator<Value> value(int depth = 3);                                   // none, bool, int, float, str, list, tuple, dict, set

template <class T> Generator<T> just(T item) {
  return [item = std::move(item)](Draw&) { return item; };
}
// One of these; the first is simplest.
template <class T> Generator<T> one_of(std::vector<T> items) {
  return [items = std::move(items)](Draw& draw) { return items[draw.below_or(items.size() - 1)]; };
}
template <class T> Generator<T> one_of(std::initializer_list<T> items) { return one_of(std::vector<T>(items)); }
inline Generator<std::string> one_of(std::initializer_list<const char*> items) {
  return one_of(std::vector<std::string>(items.begin(), items.end()));
}
template <class T> Generator<T> any_of(std::vector<Generator<T>> generators) {
  return [generators = std::move(generators)](Draw& draw) { return generators[draw.below_or(generators.size() - 1)](draw); };
}
// f applied to what `generator` draws.
template <class G, class F> auto map(G generator, F f) {
  using T = std::invoke_result_t<F&, std::invoke_result_t<G&, Draw&>>;
  return Generator<T>([generator, f](Draw& draw) mutable { return f(generator(draw)); });
}

namespace detail {
// Whether a collection of `size` so far takes one more.
inline bool more(Draw& draw, std::size_t size, std::size_t least, std::size_t most) {
  return size < least || (size < most && draw.more());
}
}  // namespace detail

template <class G> auto vector(G item, std::size_t least = 0, std::size_t most = 30) {
  using T = std::invoke_result_t<G&, Draw&>;
  return Generator<std::vector<T>>([=](Draw& draw) mutable {
    std::vector<T> out;
    while (detail::more(draw, out.size(), least, most)) out.push_back(item(draw));
    return out;
  });
}
template <class G> auto set(G item, std::size_t most = 30) {
  using T = std::invoke_result_t<G&, Draw&>;
  return Generator<std::set<T>>([=](Draw& draw) mutable {
    std::set<T> out;
    for (std::size_t turn = 0; detail::more(draw, turn, 0, most); ++turn) out.insert(item(draw));
    return out;
  });
}
template <class K, class V> auto map_of(K key, V value, std::size_t most = 30) {
  using Key = std::invoke_result_t<K&, Draw&>;
  using Item = std::invoke_result_t<V&, Draw&>;
  return Generator<std::map<Key, Item>>([=](Draw& draw) mutable {
    std::map<Key, Item> out;
    for (std::size_t turn = 0; detail::more(draw, turn, 0, most); ++turn) {
      auto k = key(draw);
      out.insert_or_assign(std::move(k), value(draw));
    }
    return out;
  });
}
template <class... G> auto tuple(G... items) {
  return Generator<std::tuple<std::invoke_result_t<G&, Draw&>...>>(
      [=](Draw& draw) mutable { return std::tuple<std::invoke_result_t<G&, Draw&>...>{items(draw)...}; });
}
template <class A, class B> auto pair(A first, B second) {
  using P = std::pair<std::invoke_result_t<A&, Draw&>, std::invoke_result_t<B&, Draw&>>;
  return Generator<P>([=](Draw& draw) mutable { return P{first(draw), second(draw)}; });
}
template <class G> auto optional(G item) {
  using T = std::invoke_result_t<G&, Draw&>;
  return Generator<std::optional<T>>([=](Draw& draw) mutable {
    return draw.below_or(1) == 0 ? std::nullopt : std::optional<T>(item(draw));
  });
}

}  // namespace gen

// A parameter within bounds: KATA_PROPERTY(rotate, …, Int<0, 9> count).
template <std::int64_t Least, std::int64_t Most> struct Int {
  std::int64_t number = 0;
  operator std::int64_t() const { return number; }
  operator Value() const { return number; }
};

template <std::int64_t Least, std::int64_t Most> struct Arbitrary<Int<Least, Most>> {
  static Int<Least, Most> draw(Draw& draw) { return {gen::integer(Least, Most)(draw)}; }
};
template <> struct Arbitrary<bool> {
  static bool draw(Draw& draw) { return gen::boolean()(draw); }
};
template <std::integral T> struct Arbitrary<T> {
  static T draw(Draw& draw) {
    using Limits = std::numeric_limits<T>;
    if constexpr (std::is_unsigned_v<T>) return static_cast<T>(draw.small(Limits::max()));
    else return static_cast<T>(gen::integer(Limits::min(), Limits::max())(draw));
  }
};
template <std::floating_point T> struct Arbitrary<T> {
  static T draw(Draw& draw) { return static_cast<T>(gen::real(-1e9, 1e9)(draw)); }
};
template <> struct Arbitrary<std::string> {
  static std::string draw(Draw& draw) { return gen::text()(draw); }
};
template <> struct Arbitrary<Value> {
  static Value draw(Draw& draw) { return gen::value()(draw); }
};
template <class T> struct Arbitrary<std::vector<T>> {
  static std::vector<T> draw(Draw& draw) { return gen::vector(&Arbitrary<T>::draw)(draw); }
};
template <class T> struct Arbitrary<std::set<T>> {
  static std::set<T> draw(Draw& draw) { return gen::set(&Arbitrary<T>::draw)(draw); }
};
template <class K, class V> struct Arbitrary<std::map<K, V>> {
  static std::map<K, V> draw(Draw& draw) { return gen::map_of(&Arbitrary<K>::draw, &Arbitrary<V>::draw)(draw); }
};
template <class A, class B> struct Arbitrary<std::pair<A, B>> {
  static std::pair<A, B> draw(Draw& draw) { return gen::pair(&Arbitrary<A>::draw, &Arbitrary<B>::draw)(draw); }
};
template <class... T> struct Arbitrary<std::tuple<T...>> {
  static std::tuple<T...> draw(Draw& draw) { return gen::tuple(&Arbitrary<T>::draw...)(draw); }
};
template <class T> struct Arbitrary<std::optional<T>> {
  static std::optional<T> draw(Draw& draw) { return gen::optional(&Arbitrary<T>::draw)(draw); }
};

}  // namespace kata

#endif

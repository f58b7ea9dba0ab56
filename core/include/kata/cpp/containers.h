// Between Values and the containers of the standard library, tuples, alternatives and what may be missing. Thread rule:
// stateless.
#ifndef KATA_CPP_CONTAINERS_H
#define KATA_CPP_CONTAINERS_H

#include <array>
#include <deque>
#include <list>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <variant>
#include <vector>

#include "kata/cpp/convert.h"

namespace kata::cpp {

// The items of a list or a tuple; pulls an iterator or an iterable of the test to its end. `wanted` is for the error.
struct Sequence {
  const Values* items = nullptr;
  Values pulled;
};
Sequence sequence(const Value& value, const std::string& wanted);
const Values& set_items(const Value& value, const std::string& wanted);
std::vector<std::pair<Value, Value>> dict_items(const Value& value, const std::string& wanted);

template <class C> struct ListConvert {
  using T = typename C::value_type;
  static C from(const Value& value) {
    const auto all = sequence(value, name());
    C out;
    // Exactly as much room as there are items, so that AddressSanitizer sees the first one behind them.
    if constexpr (requires { out.reserve(1); }) out.reserve(all.items->size());
    std::size_t at = 0;
    for (const auto& item : *all.items) {
      try {
        out.push_back(from_value<T>(item));
      } catch (WrongType& wrong) {
        wrong.where.insert(0, "[" + std::to_string(at) + "]");
        throw;
      }
      ++at;
    }
    return out;
  }
  static Value to(const C& items) {
    List out;
    for (const auto& item : items) out.items.push_back(to_value<T>(item));
    return out;
  }
  static std::string wrapped(const char* container) { return std::string(container) + "<" + type_name<T>() + ">"; }
  static std::string name() { return Convert<C>::name(); }
};
template <class T> struct Convert<std::vector<T>> : ListConvert<std::vector<T>> {
  static std::string name() { return ListConvert<std::vector<T>>::wrapped("std::vector"); }
};
template <class T> struct Convert<std::deque<T>> : ListConvert<std::deque<T>> {
  static std::string name() { return ListConvert<std::deque<T>>::wrapped("std::deque"); }
};
template <class T> struct Convert<std::list<T>> : ListConvert<std::list<T>> {
  static std::string name() { return ListConvert<std::list<T>>::wrapped("std::list"); }
};

template <class T, std::size_t N> struct Convert<std::array<T, N>> {
  static std::array<T, N> from(const Value& value) {
    const auto all = sequence(value, name());
    if (all.items->size() != N) does_not_fit(name(), value);
    return [&]<std::size_t... I>(std::index_sequence<I...>) {
      return std::array<T, N>{from_value<T>((*all.items)[I])...};
    }(std::make_index_sequence<N>());
  }
  static Value to(const std::array<T, N>& items) {
    List out;
    for (const auto& item : items) out.items.push_back(to_value<T>(item));
    return out;
  }
  static std::string name() { return "std::array<" + type_name<T>() + ", " + std::to_string(N) + ">"; }
};

template <class C> struct SetConvert {
  using T = typename C::value_type;
  static C from(const Value& value) {
    C out;
    for (const auto& item : set_items(value, Convert<C>::name())) out.insert(from_value<T>(item));
    return out;
  }
  static Value to(const C& items) {
    Set out;
    for (const auto& item : items) out.items.push_back(to_value<T>(item));
    return out;
  }
};
template <class T, class L> struct Convert<std::set<T, L>> : SetConvert<std::set<T, L>> {
  static std::string name() { return "std::set<" + type_name<T>() + ">"; }
};
template <class T, class H, class E> struct Convert<std::unordered_set<T, H, E>> : SetConvert<std::unordered_set<T, H, E>> {
  static std::string name() { return "std::unordered_set<" + type_name<T>() + ">"; }
};

template <class C> struct MapConvert {
  using K = typename C::key_type;
  using V = typename C::mapped_type;
  static C from(const Value& value) {
    C out;
    for (const auto& [key, item] : dict_items(value, Convert<C>::name()))
      out.emplace(from_value<K>(key), from_value<V>(item));
    return out;
  }
  static Value to(const C& items) {
    Dict out;
    for (const auto& [key, item] : items) out.items.emplace_back(to_value<K>(key), to_value<V>(item));
    return out;
  }
  static std::string inside() { return "<" + type_name<K>() + ", " + type_name<V>() + ">"; }
};
template <class K, class V, class L> struct Convert<std::map<K, V, L>> : MapConvert<std::map<K, V, L>> {
  static std::string name() { return "std::map" + MapConvert<std::map<K, V, L>>::inside(); }
};
template <class K, class V, class H, class E>
struct Convert<std::unordered_map<K, V, H, E>> : MapConvert<std::unordered_map<K, V, H, E>> {
  static std::string name() { return "std::unordered_map" + MapConvert<std::unordered_map<K, V, H, E>>::inside(); }
};

// ---- tuples, alternatives, maybe ----

template <class Tuple, class... T> struct TupleConvert {
  static Tuple from(const Value& value) {
    const auto all = sequence(value, Convert<Tuple>::name());
    if (all.items->size() != sizeof...(T)) does_not_fit(Convert<Tuple>::name(), value);
    return [&]<std::size_t... I>(std::index_sequence<I...>) {
      return Tuple{from_value<T>((*all.items)[I])...};
    }(std::index_sequence_for<T...>());
  }
  static Value to(const Tuple& items) {
    return std::apply([](const auto&... item) { return Value(kata::Tuple{Values{to_value<T>(item)...}}); }, items);
  }
  static std::string inside() {
    std::string out;
    ((out += (out.empty() ? "" : ", ") + type_name<T>()), ...);
    return "<" + out + ">";
  }
};
template <class... T> struct Convert<std::tuple<T...>> : TupleConvert<std::tuple<T...>, T...> {
  static std::string name() { return "std::tuple" + TupleConvert<std::tuple<T...>, T...>::inside(); }
};
template <class A, class B> struct Convert<std::pair<A, B>> : TupleConvert<std::pair<A, B>, A, B> {
  static std::string name() { return "std::pair" + TupleConvert<std::pair<A, B>, A, B>::inside(); }
};

template <class T> struct Convert<std::optional<T>> {
  static std::optional<T> from(const Value& value) {
    if (value.is_none()) return std::nullopt;
    return from_value<T>(value);
  }
  static Value to(const std::optional<T>& maybe) { return maybe ? to_value<T>(*maybe) : Value(); }
  static std::string name() { return "std::optional<" + type_name<T>() + ">"; }
};

template <class... T> struct Convert<std::variant<T...>> {
  using Variant = std::variant<T...>;
  template <class One> static bool attempt(const Value& value, std::optional<Variant>& out) {
    if (out) return true;
    try {
      out.emplace(from_value<One>(value));
    } catch (const WrongType&) {
    }
    return out.has_value();
  }
  static Variant from(const Value& value) {
    std::optional<Variant> out;
    (attempt<T>(value, out), ...);
    if (!out) wrong_type(name(), value);
    return std::move(*out);
  }
  static Value to(const Variant& value) {
    return std::visit([](const auto& one) { return to_value<std::remove_cvref_t<decltype(one)>>(one); }, value);
  }
  static std::string name() { return "std::variant" + TupleConvert<Variant, T...>::inside(); }
};

}  // namespace kata::cpp

#endif

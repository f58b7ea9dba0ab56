// Between Values and C++ types. Convert<T> has
//   static T from(const Value&)         throws WrongType when the value is of another kind or does not fit
//   static Value to(const T&)
//   static std::string name()           how the learner writes the type: "std::vector<int>"
// Strict like Python is: true is no integer, 1 is no string. Lenient where C++ itself converts without loss: an integer
// may become a floating type, and a tuple a std::vector. Thread rule: stateless.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <limits>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <typeinfo>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <variant>
#include <vector>

#include "kata/value.h"

namespace kata::cpp {

// A value that is not what the parameter asks for. Becomes a TypeError that names the parameter.
struct WrongType {
  std::string wanted;    // "std::vector<int>"
  std::string got;       // "str", "300, which does not fit"
  std::string where;     // inside the value: "[2][0]", else empty
};

std::string demangled(const std::type_info& type);   // as a learner writes it: std::string, not its inline namespace
std::string kind_name(const Value& value);           // "int", "str", "list", "Counter", …
[[noreturn]] void wrong_type(std::string wanted, const Value& got);
[[noreturn]] void does_not_fit(std::string wanted, const Value& got);
const Value& plain(const Value& value);              // the base value below a Subclass, else the value itself
Value text_value(std::string_view text);             // Str, or Bytes where the bytes are no text

// The items of a list or a tuple; pulls an iterator or an iterable of the test to its end. `wanted` is for the error.
struct Sequence {
  const Values* items = nullptr;
  Values pulled;
};
Sequence sequence(const Value& value, const std::string& wanted);
const Values& set_items(const Value& value, const std::string& wanted);
std::vector<std::pair<Value, Value>> dict_items(const Value& value, const std::string& wanted);

// Objects that stay in the learner's process and are known outside by a handle.
struct ObjectRef {
  std::shared_ptr<void> object;
  const std::type_info* type = nullptr;
};
Value adopt(std::shared_ptr<void> object, const std::type_info& type);   // gives it a handle
ObjectRef referred(const Value& value, const std::type_info& type);      // throws WrongType

template <class T> struct Convert;
template <class T> struct Fields;                    // KATA_STRUCT specialises it

template <class T> T from_value(const Value& value) { return Convert<std::remove_cvref_t<T>>::from(value); }
template <class T> Value to_value(const T& value) { return Convert<T>::to(value); }
template <class T> std::string type_name() { return Convert<std::remove_cvref_t<T>>::name(); }

// Runs `step` and says where inside the value it failed.
template <class F> auto at_place(const std::string& place, F&& step) {
  try {
    return step();
  } catch (WrongType& wrong) {
    wrong.where.insert(0, place);
    throw;
  }
}

// ---- the simple types ----

std::int64_t signed_from(const Value& value, std::int64_t least, std::int64_t most, const char* name);
std::uint64_t unsigned_from(const Value& value, std::uint64_t most, const char* name);
double double_from(const Value& value, const char* name);

template <class T> constexpr const char* number_name() {
  if constexpr (std::is_same_v<T, int>) return "int";
  else if constexpr (std::is_same_v<T, unsigned>) return "unsigned";
  else if constexpr (std::is_same_v<T, long>) return "long";
  else if constexpr (std::is_same_v<T, unsigned long>) return "std::size_t";
  else if constexpr (std::is_same_v<T, long long>) return "long long";
  else if constexpr (std::is_same_v<T, unsigned long long>) return "unsigned long long";
  else if constexpr (std::is_same_v<T, short>) return "short";
  else if constexpr (std::is_same_v<T, unsigned short>) return "unsigned short";
  else if constexpr (std::is_same_v<T, signed char>) return "std::int8_t";
  else if constexpr (std::is_same_v<T, unsigned char>) return "std::uint8_t";
  else if constexpr (std::is_same_v<T, float>) return "float";
  else if constexpr (std::is_same_v<T, double>) return "double";
  else return "number";
}

template <> struct Convert<Value> {
  static Value from(const Value& value) { return value; }
  static Value to(const Value& value) { return value; }
  static std::string name() { return "any value"; }
};
template <> struct Convert<bool> {
  static bool from(const Value& value);
  static Value to(bool value) { return value; }
  static std::string name() { return "bool"; }
};
template <> struct Convert<char> {
  static char from(const Value& value);
  static Value to(char value) { return text_value(std::string_view(&value, 1)); }
  static std::string name() { return "char"; }
};
template <> struct Convert<std::string> {
  static std::string from(const Value& value);
  static Value to(const std::string& value) { return text_value(value); }
  static std::string name() { return "std::string"; }
};
template <> struct Convert<std::string_view> {   // only outwards; parameters are kept as std::string while the call runs
  static Value to(std::string_view value) { return text_value(value); }
  static std::string name() { return "std::string_view"; }
};
template <> struct Convert<const char*> {
  static Value to(const char* value) { return value == nullptr ? Value() : text_value(value); }
  static std::string name() { return "const char*"; }
};
template <> struct Convert<std::monostate> {
  static std::monostate from(const Value& value) { return value.is_none() ? std::monostate() : (wrong_type(name(), value), std::monostate()); }
  static Value to(std::monostate) { return {}; }
  static std::string name() { return "std::monostate"; }
};

template <class T> concept Integral = std::is_integral_v<T> && !std::is_same_v<T, bool> && !std::is_same_v<T, char>;
template <Integral T> struct Convert<T> {
  static T from(const Value& value) {
    using Limits = std::numeric_limits<T>;
    if constexpr (std::is_signed_v<T>) return static_cast<T>(signed_from(value, Limits::min(), Limits::max(), number_name<T>()));
    else return static_cast<T>(unsigned_from(value, Limits::max(), number_name<T>()));
  }
  static Value to(T value) { return value; }
  static std::string name() { return number_name<T>(); }
};
template <class T>
  requires std::is_floating_point_v<T>
struct Convert<T> {
  static T from(const Value& value) { return static_cast<T>(double_from(value, number_name<T>())); }
  static Value to(T value) { return static_cast<double>(value); }
  static std::string name() { return number_name<T>(); }
};
// Like Python's IntEnum: the enumeration's name and the number.
template <class T>
  requires std::is_enum_v<T>
struct Convert<T> {
  using Number = std::underlying_type_t<T>;
  static T from(const Value& value) { return static_cast<T>(from_value<Number>(plain(value))); }
  static Value to(T value) { return Subclass{name(), {to_value(static_cast<Number>(value))}}; }
  static std::string name() { return demangled(typeid(T)); }
};

// ---- containers ----

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

// ---- structs the exercise declares, and classes behind handles ----

template <class T> concept Declared = requires { Fields<T>::kCount; };
template <class T> concept Opaque = std::is_class_v<T> && !Declared<T>;
template <class T> concept Handled = requires { Convert<T>::kHandled; };

// A declared struct is like a Python namedtuple: its name and its fields in order. A dict of its fields' names will do too.
Values fields_from(const Value& value, const char* name, const char* const* names, std::size_t count);
template <Declared T> struct Convert<T> {
  static T from(const Value& value) {
    const Values items = fields_from(value, Fields<T>::kName, Fields<T>::kNames.data(), Fields<T>::kCount);
    T out{};
    std::size_t at = 0;
    Fields<T>::visit(out, [&]<class F>(F& field) {
      at_place(std::string(".") + Fields<T>::kNames[at], [&] { field = from_value<F>(items[at]); });
      ++at;
    });
    return out;
  }
  static Value to(const T& value) {
    kata::Tuple out;
    Fields<T>::visit(value, [&]<class F>(const F& field) { out.items.push_back(to_value<std::remove_cv_t<F>>(field)); });
    return Subclass{Fields<T>::kName, {std::move(out)}};
  }
  static std::string name() { return Fields<T>::kName; }
};

// Any other class: it stays where it is and gets a handle (KATA_CLASS says what can be called on it).
template <Opaque T> struct Convert<T> {
  static constexpr bool kHandled = true;
  static T from(const Value& value) {
    static_assert(std::is_copy_constructible_v<T>, "take an object that cannot be copied by reference");
    return *static_cast<T*>(referred(value, typeid(T)).object.get());
  }
  static Value to(const T& value) {
    static_assert(std::is_copy_constructible_v<T>, "this type has no conversion to kata::Value: KATA_STRUCT, KATA_CLASS or Convert<> gives it one");
    return adopt(std::make_shared<T>(value), typeid(T));
  }
  static Value take(T&& value) { return adopt(std::make_shared<T>(std::move(value)), typeid(T)); }
  static std::string name() { return demangled(typeid(T)); }
};
template <class T> struct Convert<std::shared_ptr<T>> {
  static std::shared_ptr<T> from(const Value& value) {
    if (value.is_none()) return nullptr;
    if constexpr (Handled<T>) return std::static_pointer_cast<T>(referred(value, typeid(T)).object);
    else return std::make_shared<T>(from_value<T>(value));
  }
  static Value to(const std::shared_ptr<T>& value) {
    if (value == nullptr) return {};
    if constexpr (Handled<T>) return adopt(value, typeid(T));
    else return to_value<T>(*value);
  }
  static std::string name() { return "std::shared_ptr<" + type_name<T>() + ">"; }
};
template <class T> struct Convert<std::unique_ptr<T>> {
  static std::unique_ptr<T> from(const Value& value) {
    if (value.is_none()) return nullptr;
    return std::make_unique<T>(from_value<T>(value));
  }
  static Value take(std::unique_ptr<T>&& value) {
    if (value == nullptr) return {};
    if constexpr (Handled<T>) return adopt(std::shared_ptr<T>(std::move(value)), typeid(T));
    else return to_value<T>(*value);
  }
  static Value to(const std::unique_ptr<T>& value) { return value == nullptr ? Value() : to_value<T>(*value); }
  static std::string name() { return "std::unique_ptr<" + type_name<T>() + ">"; }
};

// What a call gives back, whether by value, by reference or to be moved from.
template <class R> Value result_value(R&& result) {
  using T = std::remove_cvref_t<R>;
  if constexpr (!std::is_lvalue_reference_v<R> && requires(T t) { Convert<T>::take(std::move(t)); })
    return Convert<T>::take(std::move(result));
  else
    return Convert<T>::to(result);
}

}  // namespace kata::cpp

#define KATA_PARENS ()
#define KATA_EXPAND(...) KATA_EXPAND3(KATA_EXPAND3(KATA_EXPAND3(KATA_EXPAND3(__VA_ARGS__))))
#define KATA_EXPAND3(...) KATA_EXPAND2(KATA_EXPAND2(KATA_EXPAND2(KATA_EXPAND2(__VA_ARGS__))))
#define KATA_EXPAND2(...) __VA_ARGS__
#define KATA_EACH(macro, ...) __VA_OPT__(KATA_EXPAND(KATA_EACH_STEP(macro, __VA_ARGS__)))
#define KATA_EACH_STEP(macro, one, ...) macro(one) __VA_OPT__(KATA_EACH_AGAIN KATA_PARENS(macro, __VA_ARGS__))
#define KATA_EACH_AGAIN() KATA_EACH_STEP
#define KATA_FIELD_NAME(field) #field,
#define KATA_FIELD_VISIT(field) visitor(object.field);

// KATA_STRUCT(Point, x, y): at namespace scope, outside any namespace.
#define KATA_STRUCT(type, ...)                                                                    \
  template <> struct kata::cpp::Fields<type> {                                                    \
    static constexpr const char* kName = #type;                                                   \
    static constexpr auto kNames = std::to_array<const char*>({KATA_EACH(KATA_FIELD_NAME, __VA_ARGS__)}); \
    static constexpr std::size_t kCount = kNames.size();                                          \
    template <class O, class V> static void visit(O& object, V&& visitor) { KATA_EACH(KATA_FIELD_VISIT, __VA_ARGS__) } \
  }

// Between Values and C++ types: the simple ones here, containers in kata/cpp/containers.h, structs and classes in
// kata/cpp/objects.h. Convert<T> has
//   static T from(const Value&)         throws WrongType when the value is of another kind or does not fit
//   static Value to(const T&)
//   static std::string name()           how the learner writes the type: "std::vector<int>"
// Strict like Python is: true is no integer, 1 is no string. Lenient where C++ itself converts without loss: an integer
// may become a floating type, and a tuple a std::vector. Thread rule: stateless.
#ifndef KATA_CPP_CONVERT_H
#define KATA_CPP_CONVERT_H

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <type_traits>
#include <typeinfo>
#include <utility>
#include <variant>

#include "kata/value.h"

namespace kata::cpp {

// A value that is not what the parameter asks for. Becomes a TypeError that names the parameter.
struct WrongType {
  std::string wanted;    // "std::vector<int>"
  std::string got;       // "str", "300, which does not fit"
  std::string where;     // inside the value: "[2][0]", else empty
};

std::string demangled(const std::type_info& type);   // as a learner writes it: std::string, not its inline namespace
[[noreturn]] void wrong_type(std::string wanted, const Value& got);
[[noreturn]] void does_not_fit(std::string wanted, const Value& got);
const Value& plain(const Value& value);              // the base value below a Subclass, else the value itself
Value text_value(std::string_view text);             // Str, or Bytes where the bytes are no text

template <class T> struct Convert;

template <class T> T from_value(const Value& value) { return Convert<std::remove_cvref_t<T>>::from(value); }
template <class T> Value to_value(const T& value) { return Convert<T>::to(value); }
template <class T> std::string type_name() { return Convert<std::remove_cvref_t<T>>::name(); }

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

}  // namespace kata::cpp

#endif

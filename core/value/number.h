// Numbers inside Values, for who reads what another process wrote.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <utility>

#include "kata/value.h"

namespace kata {

// Nullopt for what is no integer, or none that a T holds; the largest is int64_t's.
template <std::integral T> std::optional<T> number(const Value& value) {
  const Integer* integer = value.get<Integer>();
  const auto wide = integer ? integer->to_int64() : std::nullopt;
  if (!wide || !std::in_range<T>(*wide)) return std::nullopt;
  return static_cast<T>(*wide);
}

// False, and `to` as it was, where number() is nullopt.
template <std::integral T> bool read_number(const Value& value, T& to) {
  const auto read = number<T>(value);
  to = read.value_or(to);
  return read.has_value();
}

}  // namespace kata

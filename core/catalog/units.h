// Amounts with their units, and names, as a topic's file writes them.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace kata::catalog {

// "2s", "500ms", "1min": a whole number and its unit, more than nothing. nullopt for anything else.
std::optional<std::chrono::milliseconds> parse_duration(std::string_view text);
// "128MiB", "64KiB", "1GiB". nullopt for anything else, "128MB" included: powers of two are meant, so they are written.
std::optional<std::uint64_t> parse_bytes(std::string_view text);
// Decimal, no sign but '-', no leading zero.
std::optional<std::int64_t> parse_integer(std::string_view text);

// [a-z][a-z0-9_]* and no keyword of C++: an exercise's id becomes a class in its tests.
bool is_id(std::string_view text);
bool is_cpp_keyword(std::string_view text);
// Where the tests of an exercise are compiled something else has this name: "printf", "index", "kata".
bool is_global_name(std::string_view text);
std::span<const std::string_view> cpp_keywords();
// "en", "pt_BR"
bool is_locale(std::string_view text);

}  // namespace kata::catalog

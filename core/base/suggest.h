// "Did you mean …?": the closest of some names.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace kata {

// Insertions, deletions, substitutions and swaps of neighbours that turn one into the other: the optimal string
// alignment form of Damerau (CACM 7(3), 1964) and Levenshtein (1966). Counted in bytes; O(|a|·|b|).
std::size_t edit_distance(std::string_view a, std::string_view b);

// The candidate that somebody who wrote `word` most likely meant; nullopt when none is near. Case doesn't count.
std::optional<std::string> closest(std::string_view word, std::span<const std::string> candidates);

// " (did you mean 'difficulty'?)", or "" when none is near. In the language of the user.
std::string did_you_mean(std::string_view word, std::span<const std::string> candidates);

}  // namespace kata

// Mismatches of outcomes, and small readers of Values that came from a box.
#pragma once

#include <optional>
#include <string_view>

#include "kata/outcome.h"
#include "kata/plugin.h"

namespace kata::detail {

// The item of a dict with text keys; none if absent.
Value find(const Dict& dict, std::string_view name);
std::optional<std::int64_t> int64(const Value& value);

// Of this kind, with the calls that led to `outcome`.
Mismatch mismatch(const Outcome& outcome, std::string_view kind);
// For an outcome that is not the one wanted, by what it is: raised, blocked, missing, stalled, or value.
Mismatch mismatch_of_other_outcome(const Outcome& outcome);
// For something that is about no outcome, with the calls up to the last one.
Mismatch mismatch_of_test(std::string_view kind);

}  // namespace kata::detail

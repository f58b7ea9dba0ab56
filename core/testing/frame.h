// Readers of the frames that come from a box (kata/frames.h). Every frame may be hostile: what has a wrong shape is a
// BadFrame, which ends the channel.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "testing/mismatch.h"
#include "testing/run.h"

namespace kata::detail {

struct BadFrame {};  // caught where the request was made

template <class T> T& as(Value& value) {
  if (auto* content = value.get<T>()) return *content;
  throw BadFrame();
}
const std::string& text(Value& value);
std::uint64_t id_of(Value& value);
// The items of a list of at least `least`.
Values& items_of(Value& value, std::size_t least);

std::shared_ptr<OutcomeData> outcome_of(Value& value);
// ["values", [outcome, …]], exactly `count`; or one outcome of all together.
std::vector<std::shared_ptr<OutcomeData>> outcomes_of(Value& value, std::size_t count);

}  // namespace kata::detail

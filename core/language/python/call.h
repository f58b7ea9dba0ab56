// One call of something of the learner's.
#pragma once

#include <optional>
#include <string>

#include "kata/value.h"
#include "language/python/ref.h"

namespace kata::python {

// [target, args, kwargs, mode] of a frame, from item `first` on; nullopt when it has another shape.
struct Call {
  Value target;
  Values args;
  Dict kwargs;
  bool run = false;   // await the result in asyncio.run
};
std::optional<Call> parse_call_frame(const Values& items, std::size_t first);

Value perform(const Call& call);
Value get(const Value& target);

}  // namespace kata::python

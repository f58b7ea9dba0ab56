// The grader's requests (kata/frames.h) and their outcomes.
#pragma once

#include "kata/value.h"

namespace kata::python {

Value request_id(const Value& frame);

// Does what the frame asks. A frame that is none of ours gets a "raised" outcome that says so.
Value answer(const Value& frame);

}  // namespace kata::python

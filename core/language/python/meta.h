// What a result or an invoke tells beside its value. Reported by the box; see README.md.
#pragma once

#include "kata/value.h"

namespace kata::python {

void begin_meta();                      // a request starts here
void note_switches(std::int64_t count); // of the scheduler, in this request
Dict present_meta();
Dict final_meta();                      // with what was left behind

}  // namespace kata::python

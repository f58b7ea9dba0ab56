// Python's number literals.
#pragma once

#include "kata/value.h"
#include "value/cursor.h"

namespace kata::literal {

// An integer of any base, a float or an imaginary number, without a sign; the cursor stands on its first character.
Value read_number(Cursor& from);

}  // namespace kata::literal

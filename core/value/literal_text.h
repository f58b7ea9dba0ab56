// Python's string and bytes literals.
#pragma once

#include "kata/value.h"
#include "value/cursor.h"

namespace kata::literal {

// One with any prefix, or several in a row; the cursor stands on the first one's prefix or quote.
Value read_text(Cursor& from);

}  // namespace kata::literal

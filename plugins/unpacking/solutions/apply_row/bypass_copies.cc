// bypass: spreads the row, but copies what a temporary could hand over; rejected by: MovesOutOfATemporary
#include "solution.h"

template <class F, class Row>
decltype(auto) apply_row(F&& function, Row&& row) {
  return std::apply([&](auto&... items) -> decltype(auto) { return function(items...); }, row);
}

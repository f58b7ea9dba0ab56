// wrong: plain auto turns a returned reference into a copy; rejected by: KeepsAReference
#include "solution.h"

template <class F, class Row>
auto apply_row(F&& function, Row&& row) {
  return std::apply([&](auto&&... items) { return function(std::forward<decltype(items)>(items)...); },
                    std::forward<Row>(row));
}

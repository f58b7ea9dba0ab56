// reference
#include "solution.h"

template <class F, class Row>
decltype(auto) apply_row(F&& function, Row&& row) {
  return std::apply(function, std::forward<Row>(row));
}

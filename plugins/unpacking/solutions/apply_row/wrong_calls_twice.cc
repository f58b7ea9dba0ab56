// wrong: calls once to look and once more to answer; rejected by: CallsTheFunctionOnce
#include "solution.h"

template <class F, class Row>
decltype(auto) apply_row(F&& function, Row&& row) {
  std::apply(function, row);
  return std::apply(function, std::forward<Row>(row));
}

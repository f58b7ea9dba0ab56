// wrong: calls the function and forgets what it returns; rejected by: SpreadsAPair
#include "solution.h"

template <class F, class Row>
void apply_row(F&& function, Row&& row) {
  std::apply(function, std::forward<Row>(row));
}

// bypass: one line for each size that its author could think of; rejected by: TakesARowOfSeven
#include "solution.h"

template <class F, class Row>
decltype(auto) apply_row(F&& function, Row&& row) {
  using std::get;
  constexpr auto size = std::tuple_size_v<std::remove_cvref_t<Row>>;
  if constexpr (size == 0) return function();
  else if constexpr (size == 1) return function(get<0>(std::forward<Row>(row)));
  else if constexpr (size == 2) return function(get<0>(std::forward<Row>(row)), get<1>(std::forward<Row>(row)));
  else if constexpr (size == 3)
    return function(get<0>(std::forward<Row>(row)), get<1>(std::forward<Row>(row)), get<2>(std::forward<Row>(row)));
}

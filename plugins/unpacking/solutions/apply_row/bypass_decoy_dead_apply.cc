// bypass: std::apply stands in a function that nobody calls; rejected by: TakesARowOfSeven
#include "solution.h"

template <class F, class Row>
decltype(auto) never_called(F&& function, Row&& row) {
  return std::apply(std::forward<F>(function), std::forward<Row>(row));
}

template <class F, class Row>
decltype(auto) apply_row(F&& function, Row&& row) {
  constexpr auto size = std::tuple_size_v<std::remove_cvref_t<Row>>;
  if constexpr (size == 0) {
    return function();
  } else if constexpr (size == 1) {
    auto&& [only] = row;
    return function(only);
  } else if constexpr (size == 2) {
    auto&& [first, second] = row;
    return function(first, second);
  } else if constexpr (size == 3) {
    auto&& [first, second, third] = row;
    return function(first, second, third);
  }
}

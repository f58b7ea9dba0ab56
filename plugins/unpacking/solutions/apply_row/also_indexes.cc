// also: a pack of indexes spreads the row
#include "solution.h"

template <class F, class Row, std::size_t... I>
decltype(auto) spread(F&& function, Row&& row, std::index_sequence<I...>) {
  return std::forward<F>(function)(std::get<I>(std::forward<Row>(row))...);
}

template <class F, class Row>
decltype(auto) apply_row(F&& function, Row&& row) {
  constexpr auto size = std::tuple_size_v<std::remove_cvref_t<Row>>;
  return spread(std::forward<F>(function), std::forward<Row>(row), std::make_index_sequence<size>());
}

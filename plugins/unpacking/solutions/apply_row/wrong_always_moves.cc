// wrong: moves out of every row, also out of one that its owner still needs; rejected by: LeavesANamedRowWhole
#include "solution.h"

template <class F, class Row, std::size_t... I>
decltype(auto) empty_out(F& function, Row& row, std::index_sequence<I...>) {
  return function(std::move(std::get<I>(row))...);
}

template <class F, class Row>
decltype(auto) apply_row(F&& function, Row&& row) {
  using Size = std::tuple_size<std::decay_t<Row>>;
  return empty_out(function, row, std::make_index_sequence<Size::value>());
}

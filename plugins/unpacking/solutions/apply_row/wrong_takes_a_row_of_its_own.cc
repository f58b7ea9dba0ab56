// wrong: takes the row by value, so that the caller's never changes; rejected by: LetsTheFunctionChangeTheRow
#include "solution.h"

template <class F, class Row>
auto apply_row(F function, Row row) {
  constexpr auto size = std::tuple_size_v<Row>;
  return [&]<std::size_t... I>(std::index_sequence<I...>) {
    return function(std::get<I>(row)...);
  }(std::make_index_sequence<size>());
}

#include "solution.h"

template <class F, class Row>
auto apply_row(F function, Row row) {
  // Your code goes here; the types of the parameters and of the result are yours to choose.
}

// A table as C++: a file of hidden tests that reads as if it were written by hand.
#pragma once

#include <string>
#include <vector>

#include "tables/table.h"

namespace kata::tables {

// A call and what it gives, as Python literals.
struct Frozen {
  std::string call, gives;
};
using FrozenSets = std::vector<std::vector<Frozen>>;   // one set for each seed

// `frozen` has the sets of each case with `generate`, in order; `file` is what the compiler names as the place of a test.
std::string source_of(const std::string& exercise, const std::string& file, const std::vector<Case>& cases,
                      const std::vector<FrozenSets>& frozen);

}  // namespace kata::tables

// What is mapped into this process, as /proc tells. Thread rule: any.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace kata::python {

struct Mapping {
  std::uintptr_t begin = 0, end = 0;
  int protection = 0;   // PROT_*
  std::string path;     // "" for memory without a name
};

std::vector<Mapping> mappings();   // in the order of their addresses; none where there is no /proc

}  // namespace kata::python

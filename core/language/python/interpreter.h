// The embedded interpreter of a zygote: isolated, without site, warm.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace kata::python {

struct Start {
  std::vector<std::string> warm;     // modules to import
  std::uint32_t hash_seed = 0;
  bool brief = false;                // start quickly rather than warm up for many
};

// Once per process, before any fork. Throws Error with what failed; a module that can't be imported is named.
void start_interpreter(const Start& start);

}  // namespace kata::python

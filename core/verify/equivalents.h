// Mutants that mean the same as the reference, as their author says: solutions/<exercise>/equivalents.yaml,
//   - mutant: 3fa9c1d2
//     reason: a list of nothing is a new empty list as well
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "verify/finding.h"

namespace kata::verify {

struct Equivalent {
  std::string key, reason;
  int line = 0;
};

inline constexpr const char* kEquivalents = "equivalents.yaml";

// Of the folder; none where there is no such file. Its mistakes go to `findings`.
std::vector<Equivalent> read_equivalents(const std::filesystem::path& folder, std::vector<Finding>& findings);

}  // namespace kata::verify

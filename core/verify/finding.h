// What `kata verify` finds wrong.
#pragma once

#include <filesystem>
#include <string>

#include "base/fault.h"

namespace kata::verify {

struct Finding {
  std::string rule;               // "solutions", "mutation", "texts", … (docs/authoring.md); append only
  std::string about;              // a solution, a test, a mutant's key; may be empty
  Fault what;
  std::filesystem::path file;     // empty: none in particular
  int line = 0;                   // from 1; 0: the whole file
};

}  // namespace kata::verify

// Each protection of a box or a grader by the name that SECURITY.md gives it, and the table there of what stops what.
#pragma once

#include <string>
#include <vector>

#include "base/fence.h"

namespace kata {

std::string name_of(Fence fence);
// Between two of them, both included.
std::vector<Fence> fences(Fence first, Fence last);

// One attack and all the fences that stop it: with each of them away alone the others do, with all of them away it succeeds.
struct Stopped {
  std::string attack;
  std::vector<Fence> by;
  std::string remark;      // why there is only one, or
  bool kernels = false;    // what else stops it, which is the kernel's and cannot be taken away
};

// The table's rows, one for each fence and attack, as SECURITY.md has them.
std::string table_of(const std::vector<Fence>& fences, const std::vector<Stopped>& attacks);
// What stands in SECURITY.md between the marks of `section`.
std::string table_in_security(const std::string& section);

}  // namespace kata

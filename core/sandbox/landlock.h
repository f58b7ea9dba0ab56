// What of the file system a learner's processes may touch: the root's parts to read and execute, the box's own folders to
// write, nothing else. A second wall behind the mount namespace, and the first one where there is none.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/unique_fd.h"

namespace kata::sandbox {

class Landlock {
 public:
  static int abi();   // 0: the kernel has no landlock

  // `readable`: files and folders to read and execute.
  explicit Landlock(std::vector<std::string> readable);

  // Restricts the calling thread for good. `writable`: folders, opened; `program`: a file to execute from anywhere, or -1.
  // False: the kernel refused. no_new_privs must be on.
  bool apply(const std::vector<int>& writable, const std::vector<int>& more_readable, int program) const;

 private:
  struct Rule {
    UniqueFd fd;
    bool directory;
  };
  std::vector<Rule> readable_;
  UniqueFd null_;
};

}  // namespace kata::sandbox

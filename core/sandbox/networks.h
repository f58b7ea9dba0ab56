// Network namespaces for boxes: empty, with no device that is up. The kernel needs milliseconds to destroy one, so the one of a
// box that is over, with every process in it dead, serves the next; boxes that live at the same time never share one.
// Thread rule: one thread at a time; entering is for the calling thread and what it forks.
#pragma once

#include <vector>

#include "base/unique_fd.h"

namespace kata::sandbox {

class Networks {
 public:
  // Puts the caller into a namespace that nobody else is in. Nothing: the kernel refused.
  UniqueFd enter();
  void give_back(UniqueFd network);
  void forget() { free_.clear(); }   // in a fork

 private:
  std::vector<UniqueFd> free_;
};

}  // namespace kata::sandbox

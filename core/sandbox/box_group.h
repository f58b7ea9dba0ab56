// The kernel's group (cgroup v2) of one box, as the zygote holds it. Init is in it but has no way to its limits.
#pragma once

#include <cstdint>
#include <string>

#include "base/unique_fd.h"
#include "sandbox/box.h"

namespace kata::sandbox {

class BoxGroup {
 public:
  BoxGroup() = default;                       // none: every member does nothing
  // Makes it in `parent`, the divided group, whose folder stays the caller's. Throws kata::Error.
  BoxGroup(int parent, unsigned number);

  int fd() const { return folder_.get(); }    // to clone into; -1: none
  // `warm`: the zygote's own memory in bytes. Throws kata::Error.
  void limit(const Limits& limits, std::uint64_t warm) const;
  bool kill() const;                          // all of it, at once; false: the kernel can't
  void remove() const;                        // after the end of its processes
  void forget() { folder_.reset(); }          // in the box, which has no business with it

 private:
  void set(const char* file, std::uint64_t value) const;

  int parent_ = -1;
  std::string name_;
  UniqueFd folder_;
};

// Waits for those of its processes that are dying, though not for long.
void remove_group(int parent, const std::string& name);

// Removes what zygotes left that were killed. In the zygote, before its first box.
void remove_stale_groups(int parent);

}  // namespace kata::sandbox

// Cloning a box's init from the zygote, and the ids it gets.
#pragma once

#include <sys/types.h>

#include "sandbox/plan.h"

namespace kata::sandbox {

// The ids of the zygote's user namespace that boxes may use; as an ordinary user there is one, the user's own.
class IdRange {
 public:
  IdRange();                       // reads /proc/self/uid_map and gid_map
  bool two_ids() const { return two_ids_; }
  // Ids for the box whose init has this pid: no two living boxes share any, not even those of different supervisors.
  unsigned base(pid_t init) const;
  unsigned own_uid() const { return uid_; }
  unsigned own_gid() const { return gid_; }

 private:
  unsigned uid_, gid_;
  bool two_ids_ = false;
  unsigned first_ = 0, count_ = 0;
};

// As fork(), in new namespaces where the plan says so (but for the network's, see Networks), and into the group whose folder is
// open as `group`, if it is not -1.
// The child then waits until write_maps() was called.
pid_t clone_init(const Plan& plan, int group);
// False: the kernel refused.
bool write_maps(pid_t init, const IdRange& ids);

// A namespace for this process itself, in which an ordinary user may mount. False: the kernel refused.
bool own_mounts(const IdRange& ids);

}  // namespace kata::sandbox

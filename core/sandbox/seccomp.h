// Which system calls a learner's processes may make. What no honest program does is reported to init, which ends the test
// as forbidden; the rest that is refused answers EPERM, EACCES or ENOSYS and shows as the learner's own exception, so that a
// new libc doesn't break learners.
#pragma once

#include <linux/filter.h>

#include <cstdint>
#include <vector>

#include "base/unique_fd.h"

namespace kata::sandbox {

class SystemCallFilter {
 public:
  // Compiles the filter; once per zygote. Throws kata::Error when libseccomp can't.
  SystemCallFilter();

  // Puts it on the calling thread for good and returns the descriptor on which forbidden calls are told; none when the
  // kernel refuses. no_new_privs must be on.
  UniqueFd apply() const;

 private:
  std::vector<sock_filter> program_;
};

// One report: a call that is forbidden, or one that only has to be known of, for which its thread waits until it may go on.
struct Report {
  int call = -1;                 // its number; -1: its process died meanwhile
  std::uint64_t id = 0;
  bool shares_memory() const;    // with whatever is forked from it
};
Report receive_report(int listener);
void let_go_on(int listener, const Report& report);

}  // namespace kata::sandbox

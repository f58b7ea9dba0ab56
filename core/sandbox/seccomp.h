// Which system calls a learner's processes may make. What no honest program does is reported to init, which ends the test
// as forbidden; the rest that is refused answers EPERM, EACCES or ENOSYS and shows as the learner's own exception, so that a
// new libc doesn't break learners.
#pragma once

#include <linux/filter.h>

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

// Receives one report: the forbidden call's number, or -1 when its process died meanwhile.
int receive_forbidden_call(int listener);

}  // namespace kata::sandbox

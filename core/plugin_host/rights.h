// What a grader gives up before the first byte from a box reaches it.
#pragma once

#include <vector>

namespace kata::plugin_host {

// From here on this process can compute, talk on the descriptors that it has, and end: no file, no new process, no new
// socket, no signal to others. As root it becomes an unprivileged user first. Descriptors but 0 to 2 and `keep` are
// closed. Throws Error where one of these can't be done; a kernel without landlock does without landlock.
void drop_rights(std::vector<int> keep);

}  // namespace kata::plugin_host

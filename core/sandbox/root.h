// The file system that a box sees, built once per zygote, which then lives in it.
#pragma once

#include <string>
#include <vector>

namespace kata::sandbox {

// Needs a mount namespace of one's own. Puts a new root over the old one: the system's programs and libraries and the
// `readable` paths, read-only; a small /etc and /dev; /box for the boxes. Throws kata::Error.
void build_root(const std::vector<std::string>& readable);

// The paths of that root which learners may read; they exist outside of it too, for boxes without one.
std::vector<std::string> readable_paths(const std::vector<std::string>& readable);

}  // namespace kata::sandbox

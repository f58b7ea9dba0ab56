// The file system that a box sees, built once per zygote, which then lives in it. Thread rule: building changes nothing that
// another thread sees but /tmp; entering is for all threads at once.
#pragma once

#include <span>
#include <string>
#include <vector>

namespace kata::sandbox {

// Need a mount namespace of one's own, and throw kata::Error. A new root: the system's programs and libraries and the
// `readable` paths, read-only; a small /etc and /dev; /box for the boxes. Entered, it takes the old one's place.
void build_root(const std::vector<std::string>& readable);
void enter_root();

// The paths of that root which learners may read; they exist outside of it too, for boxes without one.
std::vector<std::string> readable_paths(const std::vector<std::string>& readable, bool in_own_root);

// `path`; where one of `hidden`, which are absolute, is below it: what else is in it, links left out, each the same way.
std::vector<std::string> parts_beside(const std::string& path, std::span<const char* const> hidden);

}  // namespace kata::sandbox

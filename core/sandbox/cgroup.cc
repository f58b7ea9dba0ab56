#include "sandbox/cgroup.h"

#include <unistd.h>

#include <fstream>
#include <string_view>

namespace kata::sandbox {
namespace {

// The own group's path: the line "0::/path" of /proc/self/cgroup.
std::string own_path(const std::string& root) {
  std::ifstream file(root + "/proc/self/cgroup");
  for (std::string line; std::getline(file, line);)
    if (line.starts_with("0::/")) return line.substr(3);
  return "";
}

bool has_word(const std::string& text, std::string_view word) {
  return (" " + text + " ").find(" " + std::string(word) + " ") != std::string::npos;
}

}  // namespace

Cgroup Cgroup::find(const std::string& root) {
  Cgroup group;
  const std::string path = own_path(root);
  if (path.empty()) {
    group.reason_ = "this system has no cgroup v2";
    return group;
  }
  group.folder_ = root + "/sys/fs/cgroup" + (path == "/" ? "" : path);
  std::ifstream file(group.folder_ + "/cgroup.controllers");
  std::string controllers;
  std::getline(file, controllers);
  if (!has_word(controllers, "memory") || !has_word(controllers, "pids"))
    group.reason_ = "the controllers memory and pids are not given to " + group.folder_;
  else if (path == "/" || ::access((group.folder_ + "/cgroup.procs").c_str(), W_OK) != 0)
    group.reason_ = group.folder_ + " is not this user's to divide";
  return group;
}

}  // namespace kata::sandbox

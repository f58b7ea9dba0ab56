#include "sandbox/cgroup.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <string_view>

namespace kata::sandbox {
namespace {

bool write_text(int folder, const char* file, std::string_view text) {
  const UniqueFd fd(::openat(folder, file, O_WRONLY | O_CLOEXEC));
  return fd && ::write(fd.get(), text.data(), text.size()) == static_cast<ssize_t>(text.size());
}

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

bool Cgroup::divide() {
  const UniqueFd leaf = make("kata");
  const UniqueFd folder(::open(folder_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (leaf && folder && write_text(leaf.get(), "cgroup.procs", "0") &&
      write_text(folder.get(), "cgroup.subtree_control", "+memory +pids"))
    return true;
  reason_ = "dividing " + folder_ + " was refused: " + std::strerror(errno);
  return false;
}

UniqueFd Cgroup::make(const std::string& name) const {
  const std::string path = folder_ + "/" + name;
  if (::mkdir(path.c_str(), 0755) != 0 && errno != EEXIST) return {};
  return UniqueFd(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
}

bool Cgroup::limit(int group, std::uint64_t memory, std::uint32_t processes) {
  // No swap, or the limit would only move the memory there; a kernel without swap accounting has no such file.
  (void)write_text(group, "memory.swap.max", "0");
  return write_text(group, "memory.max", std::to_string(memory)) &&
         write_text(group, "pids.max", std::to_string(processes)) && write_text(group, "memory.oom.group", "0");
}

void Cgroup::remove(const std::string& name) const { ::rmdir((folder_ + "/" + name).c_str()); }

}  // namespace kata::sandbox

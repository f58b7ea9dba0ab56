#include "sandbox/cgroup.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <optional>

namespace kata::sandbox {
namespace {

// The own group's path, "" for the topmost: the line "0::/path" of /proc/self/cgroup. Nothing without cgroup v2.
std::optional<std::string> own_path(const std::string& root) {
  std::ifstream file(root + "/proc/self/cgroup");
  for (std::string line; std::getline(file, line);)
    if (line.starts_with("0::/")) return line == "0::/" ? "" : line.substr(3);
  return std::nullopt;
}

// What a kata of this process, or of a parent, divided before.
std::string without_own_group(std::string path) {
  const std::string leaf = std::string("/") + kOwnGroup;
  if (path.ends_with(leaf)) path.resize(path.size() - leaf.size());
  return path;
}

bool has_controllers(const std::string& folder) {
  std::ifstream file(folder + "/cgroup.controllers");
  bool memory = false, pids = false;
  for (std::string word; file >> word;) memory |= word == "memory", pids |= word == "pids";
  return memory && pids;
}

// The machine's topmost group has no type; it is nobody's to divide.
bool may_divide(const std::string& folder) {
  const auto writable = [&](const char* file) { return ::access((folder + file).c_str(), W_OK) == 0; };
  return ::access((folder + "/cgroup.type").c_str(), F_OK) == 0 && writable("/cgroup.procs") &&
         writable("/cgroup.subtree_control");
}

// "": it worked.
std::string hand_on(int folder) {
  const std::string own = kOwnGroup;
  if (::mkdirat(folder, kOwnGroup, 0755) != 0 && errno != EEXIST) return std::strerror(errno);
  if (!write_control(folder, own + "/cgroup.procs", "0")) return std::strerror(errno);
  if (write_control(folder, "cgroup.subtree_control", "+memory +pids")) return "";
  std::string why = errno == EBUSY ? "other processes are in it" : std::strerror(errno);
  write_control(folder, "cgroup.procs", "0");
  ::unlinkat(folder, kOwnGroup, AT_REMOVEDIR);
  return why;
}

std::string start_in_a_scope() {
  return ::geteuid() == 0 ? "systemd-run --scope -p Delegate=yes kata" : "systemd-run --user --scope -p Delegate=yes kata";
}

}  // namespace

bool write_control(int folder, const std::string& file, std::string_view text) {
  const UniqueFd fd(::openat(folder, file.c_str(), O_WRONLY | O_CLOEXEC));
  return fd && ::write(fd.get(), text.data(), text.size()) == static_cast<ssize_t>(text.size());
}

Cgroup Cgroup::divide(const std::string& root) {
  Cgroup group;
  const std::optional<std::string> path = own_path(root);
  if (!path) {
    group.reason_ = "this system has no cgroup v2";
    return group;
  }
  group.folder_ = root + "/sys/fs/cgroup" + without_own_group(*path);
  if (!has_controllers(group.folder_)) {
    group.reason_ = "the controllers memory and pids are not given to " + group.folder_;
    return group;
  }
  group.mend_ = start_in_a_scope();
  if (!may_divide(group.folder_)) {
    group.reason_ = group.folder_ + " is not this user's to divide";
    return group;
  }
  UniqueFd fd(::open(group.folder_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  const std::string why = fd ? hand_on(fd.get()) : std::strerror(errno);
  if (!why.empty()) {
    group.reason_ = group.folder_ + " cannot be divided: " + why;
    return group;
  }
  group.mend_.clear();
  group.fd_ = std::move(fd);
  return group;
}

}  // namespace kata::sandbox

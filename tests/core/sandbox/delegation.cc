#include "delegation.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>

#include "sandbox/box_group.h"
#include "sandbox/cgroup.h"

namespace kata::sandbox {
namespace {

// The topmost group, from a mount of our own: a machine may have it anywhere or nowhere.
UniqueFd open_top() {
  char path[] = "/tmp/kata-cgroup-XXXXXX";
  if (!::mkdtemp(path)) return {};
  UniqueFd top;
  if (::mount("cgroup2", path, "cgroup2", 0, nullptr) == 0) {
    top.reset(::open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    ::umount2(path, MNT_DETACH);
  }
  ::rmdir(path);
  return top;
}

}  // namespace

int Delegation::current = -1;

Delegation::Delegation(uid_t owner) : name_("kata-test-" + std::to_string(::getpid())), top_(open_top()) {
  if (!top_ || ::mkdirat(top_.get(), name_.c_str(), 0755) != 0) return;
  const std::string leaf = name_ + "/" + kOwnGroup;
  (void)write_control(top_.get(), "cgroup.subtree_control", "+memory +pids");
  (void)write_control(top_.get(), name_ + "/cgroup.subtree_control", "+memory +pids");
  if (::mkdirat(top_.get(), leaf.c_str(), 0755) != 0) return;
  for (const std::string& file : {name_, name_ + "/cgroup.procs", name_ + "/cgroup.subtree_control", leaf, leaf + "/cgroup.procs"})
    if (::fchownat(top_.get(), file.c_str(), owner, owner, 0) != 0) return;
  folder_.reset(::openat(top_.get(), name_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
}

Delegation::~Delegation() {
  if (!top_) return;
  (void)write_control(top_.get(), name_ + "/cgroup.kill", "1");
  if (folder_)
    for (const std::string& group : groups_in(folder_.get())) remove_group(folder_.get(), group);
  remove_group(top_.get(), name_ + "/" + kOwnGroup);
  remove_group(top_.get(), name_);
}

bool Delegation::enter() const {
  return write_control(folder_.get(), std::string(kOwnGroup) + "/cgroup.procs", "0");
}

std::vector<std::string> groups_in(int folder) {
  std::vector<std::string> names;
  DIR* entries = ::fdopendir(::openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!entries) return names;
  while (const dirent* entry = ::readdir(entries)) {
    const std::string name = entry->d_name;
    if (entry->d_type == DT_DIR && name != "." && name != ".." && name != kOwnGroup) names.push_back(name);
  }
  ::closedir(entries);
  return names;
}

}  // namespace kata::sandbox

#include "sandbox/spawn.h"

#include <fcntl.h>
#include <linux/sched.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <string>
#include <string_view>

#include "base/unique_fd.h"

namespace kata::sandbox {
namespace {

constexpr unsigned kFirst = 0x60000000;      // far from any account and from the ranges that /etc/subuid hands out
constexpr unsigned kCount = 2u << 22;        // two for each possible pid

bool write_text(const char* path, std::string_view text) {
  const UniqueFd file(::open(path, O_WRONLY | O_CLOEXEC));
  return file && ::write(file.get(), text.data(), text.size()) == static_cast<ssize_t>(text.size());
}

// The largest range of ids that exist in this user namespace, the zero left out.
std::pair<unsigned, unsigned> largest_range(const char* path) {
  std::pair<unsigned, unsigned> best{0, 0};
  if (std::FILE* file = std::fopen(path, "re")) {
    unsigned inner, outer, length;
    while (std::fscanf(file, "%u %u %u", &inner, &outer, &length) == 3)
      if (length > best.second) best = {inner, length};
    std::fclose(file);
  }
  if (best.first == 0 && best.second > 0) best = {1, best.second - 1};
  return best;
}

std::uint64_t namespaces() {
  constexpr std::pair<Fence, std::uint64_t> kEach[] = {{Fence::user_namespace, CLONE_NEWUSER}, {Fence::pid_namespace, CLONE_NEWPID},
                                                       {Fence::mount_namespace, CLONE_NEWNS},  {Fence::ipc_namespace, CLONE_NEWIPC},
                                                       {Fence::uts_namespace, CLONE_NEWUTS}};
  std::uint64_t flags = 0;
  for (const auto& [fence, flag] : kEach)
    if (stands(fence)) flags |= flag;
  return flags;
}

}  // namespace

IdRange::IdRange() : uid_(::getuid()), gid_(::getgid()) {
  if (::geteuid() != 0) return;
  const auto users = largest_range("/proc/self/uid_map"), groups = largest_range("/proc/self/gid_map");
  if (users.second > kFirst + kCount && groups.second > kFirst + kCount) {
    first_ = kFirst, count_ = kCount;
  } else if (users == groups && users.second >= 4096) {  // a container with a range of its own: its upper half
    first_ = users.first + users.second / 2, count_ = users.second / 2;
  }
  two_ids_ = count_ > 0;
}

unsigned IdRange::base(pid_t init) const {
  if (!stands(Fence::host_ids)) return 0;
  return first_ + 2 * (static_cast<unsigned>(init) % (count_ / 2));
}

pid_t clone_init(const Plan& plan, int group) {
  if (!plan.own_namespaces() && group < 0) return ::fork();
  clone_args arguments{};
  if (plan.own_namespaces()) arguments.flags = namespaces();
  arguments.exit_signal = SIGCHLD;
  if (group >= 0) {
    arguments.flags |= CLONE_INTO_CGROUP;
    arguments.cgroup = static_cast<std::uint64_t>(group);
  }
  // glibc keeps the thread's id; let the kernel put the child's in its place.
  void* thread_id = nullptr;
  if (::prctl(PR_GET_TID_ADDRESS, &thread_id, 0, 0, 0) == 0 && thread_id) {
    arguments.flags |= CLONE_CHILD_SETTID | CLONE_CHILD_CLEARTID;
    arguments.child_tid = reinterpret_cast<std::uint64_t>(thread_id);
  }
  return static_cast<pid_t>(::syscall(SYS_clone3, &arguments, sizeof arguments));
}

bool write_maps(pid_t init, const IdRange& ids) {
  char path[64], text[96];
  const auto write_map = [&](const char* which, unsigned own) {
    std::snprintf(path, sizeof path, "/proc/%d/%s", init, which);
    if (!ids.two_ids())
      std::snprintf(text, sizeof text, "%u %u 1\n", kInnerLearner, own);
    else if (!stands(Fence::own_ids))
      std::snprintf(text, sizeof text, "%u %u 1\n", kInnerLearner, ids.base(init));
    else
      std::snprintf(text, sizeof text, "%u %u 1\n%u %u 1\n", kInnerRoot, ids.base(init) + 1, kInnerLearner, ids.base(init));
    return write_text(path, text);
  };
  if (!ids.two_ids()) {
    std::snprintf(path, sizeof path, "/proc/%d/setgroups", init);
    if (!write_text(path, "deny")) return false;
  }
  return write_map("uid_map", ids.own_uid()) && write_map("gid_map", ids.own_gid());
}

bool own_mounts(const IdRange& ids) {
  if (ids.two_ids()) return ::unshare(CLONE_NEWNS) == 0;
  if (::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) return false;
  const auto same = [](unsigned id) { return std::to_string(id) + " " + std::to_string(id) + " 1\n"; };
  return write_text("/proc/self/setgroups", "deny") && write_text("/proc/self/uid_map", same(ids.own_uid())) &&
         write_text("/proc/self/gid_map", same(ids.own_gid()));
}

}  // namespace kata::sandbox

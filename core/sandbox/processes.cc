#include "sandbox/processes.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "base/error.h"

namespace kata::sandbox {
namespace {

constexpr std::uint64_t kManyAddresses = 1u << 30;  // bytes; tables are a 512th of that at most

pid_t to_pid(const char* name) {
  pid_t pid = 0;
  for (; *name >= '0' && *name <= '9'; ++name) pid = pid * 10 + (*name - '0');
  return *name == '\0' ? pid : 0;
}

}  // namespace

Processes::Processes(bool own_namespace)
    : proc_(::open("/proc", O_RDONLY | O_DIRECTORY | O_CLOEXEC)), own_namespace_(own_namespace) {
  if (!proc_) throw_errno(N_("cannot read /proc in a box"));
  char file[64];
  std::snprintf(file, sizeof file, "%d/task/%d/children", ::getpid(), ::getpid());
  tells_children_ = ::faccessat(proc_.get(), file, R_OK, 0) == 0;
}

const std::vector<pid_t>& Processes::list() {
  list_.clear();
  if (!own_namespace_ && tells_children_) {
    add_descendants();
    return list_;
  }
  ::lseek(proc_.get(), 0, SEEK_SET);
  alignas(dirent64) char buffer[8192];
  const pid_t self = ::getpid();
  for (long size = sizeof buffer; size > static_cast<long>(sizeof buffer) / 2;) {  // a short answer was the last one
    size = ::syscall(SYS_getdents64, proc_.get(), buffer, sizeof buffer);
    for (long at = 0; at < size;) {
      const auto* entry = reinterpret_cast<const dirent64*>(buffer + at);
      at += entry->d_reclen;
      const pid_t pid = to_pid(entry->d_name);
      if (pid > 0 && pid != self) list_.push_back(pid);
    }
  }
  if (!own_namespace_) keep_descendants();
  return list_;
}

// Where the kernel doesn't tell a process's children, all of /proc is asked for its parent.
void Processes::keep_descendants() {
  std::vector<std::pair<pid_t, pid_t>> parents;
  for (const pid_t pid : list_) {
    char text[512];
    text[read(pid, "stat", text, sizeof text - 1)] = '\0';
    const char* close = std::strrchr(text, ')');
    if (close && std::strlen(close) > 4) parents.emplace_back(pid, std::atoi(close + 4));
  }
  list_.assign(1, ::getpid());
  for (std::size_t i = 0; i < list_.size(); ++i)
    for (const auto& [pid, parent] : parents)
      if (parent == list_[i]) list_.push_back(pid);
  list_.erase(list_.begin());
}

// Each thread knows the children that it made, and an orphan becomes the caller's: so the caller's are read again after the others',
// where those would be missing whose parent ended in between.
void Processes::add_descendants() {
  std::size_t next = 0;
  for (int round = 0; round < 2; ++round) {
    for (const pid_t child : children()) {
      if (std::find(list_.begin(), list_.end(), child) == list_.end()) list_.push_back(child);
    }
    for (; next < list_.size(); ++next) {
      for (const pid_t task : tasks(list_[next])) {
        const auto more = children(list_[next], task);
        list_.insert(list_.end(), more.begin(), more.end());
      }
    }
  }
}

std::vector<pid_t> Processes::children() const { return children(::getpid(), ::getpid()); }

std::vector<pid_t> Processes::children(pid_t pid, pid_t task) const {
  char file[64], text[16384];
  std::snprintf(file, sizeof file, "task/%d/children", task);
  text[read(pid, file, text, sizeof text - 1)] = '\0';
  std::vector<pid_t> pids;
  for (char* at = text; *at;) {
    const long child = std::strtol(at, &at, 10);
    if (child <= 0) break;
    pids.push_back(static_cast<pid_t>(child));
    while (*at == ' ') ++at;
  }
  return pids;
}

unsigned Processes::tasks_of_user() const {
  Processes everything(true);
  unsigned count = 1;
  for (const pid_t pid : everything.list()) {
    char path[64];
    std::snprintf(path, sizeof path, "%d/task", pid);
    struct stat status;
    if (::fstatat(proc_.get(), path, &status, 0) == 0 && status.st_uid == ::getuid())
      count += static_cast<unsigned>(status.st_nlink) - 2;
  }
  return count;
}

std::size_t Processes::read(pid_t pid, const char* file, char* into, std::size_t size) const {
  char path[64];
  std::snprintf(path, sizeof path, "%d/%s", pid, file);
  const UniqueFd fd(::openat(proc_.get(), path, O_RDONLY | O_CLOEXEC));
  if (!fd) return 0;
  const ssize_t got = ::read(fd.get(), into, size);
  return got > 0 ? static_cast<std::size_t>(got) : 0;
}

Processes::Memory Processes::memory(pid_t pid) const {
  static const auto page = static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
  char text[128];
  text[read(pid, "statm", text, sizeof text - 1)] = '\0';
  unsigned long long size = 0, resident = 0, shared = 0;
  if (std::sscanf(text, "%llu %llu %llu", &size, &resident, &shared) != 3) return {};
  return {resident * page, shared * page, size * page > kManyAddresses ? page_tables(pid) : 0};
}

std::uint64_t Processes::page_tables(pid_t pid) const {
  char text[4096];
  text[read(pid, "status", text, sizeof text - 1)] = '\0';
  const char* line = std::strstr(text, "\nVmPTE:");
  return line ? std::strtoull(line + 7, nullptr, 10) * 1024 : 0;
}

std::uint64_t Processes::exact_memory(pid_t pid) const {
  char text[4096];
  text[read(pid, "smaps_rollup", text, sizeof text - 1)] = '\0';
  const char* line = std::strstr(text, "\nPss:");
  return line ? std::strtoull(line + 5, nullptr, 10) * 1024 : 0;
}

int Processes::threads(pid_t pid) const {
  char path[64];
  std::snprintf(path, sizeof path, "%d/task", pid);
  struct stat status;
  if (::fstatat(proc_.get(), path, &status, 0) != 0) return 0;
  return static_cast<int>(status.st_nlink) - 2;
}

std::vector<pid_t> Processes::tasks(pid_t pid) const {
  char path[64];
  std::snprintf(path, sizeof path, "%d/task", pid);
  const UniqueFd folder(::openat(proc_.get(), path, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  std::vector<pid_t> found;
  alignas(dirent64) char buffer[4096];
  for (long size; (size = ::syscall(SYS_getdents64, folder.get(), buffer, sizeof buffer)) > 0;) {
    for (long at = 0; at < size;) {
      const auto* entry = reinterpret_cast<const dirent64*>(buffer + at);
      at += entry->d_reclen;
      if (const pid_t task = to_pid(entry->d_name)) found.push_back(task);
    }
  }
  return found;
}

bool Processes::wants_to_run(pid_t pid) const {
  const auto threads = tasks(pid);
  return std::any_of(threads.begin(), threads.end(), [&](pid_t task) {
    char file[64], text[512];
    std::snprintf(file, sizeof file, "task/%d/stat", task);
    text[read(pid, file, text, sizeof text - 1)] = '\0';
    const char* close = std::strrchr(text, ')');
    return close && (close[2] == 'R' || close[2] == 'D');
  });
}

int Processes::descriptors(pid_t pid) const {
  char path[64];
  std::snprintf(path, sizeof path, "%d/fd", pid);
  const UniqueFd folder(::openat(proc_.get(), path, O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  int count = -2;   // "." and ".."
  alignas(dirent64) char buffer[4096];
  for (long size; (size = ::syscall(SYS_getdents64, folder.get(), buffer, sizeof buffer)) > 0;)
    for (long at = 0; at < size; at += reinterpret_cast<const dirent64*>(buffer + at)->d_reclen) ++count;
  return count;
}

std::chrono::nanoseconds Processes::waited(pid_t pid) const {
  std::chrono::nanoseconds sum{0};
  for (const pid_t task : tasks(pid)) {
    char file[64], text[128];
    std::snprintf(file, sizeof file, "task/%d/schedstat", task);
    text[read(pid, file, text, sizeof text - 1)] = '\0';
    long long ran = 0, waited = 0;
    if (std::sscanf(text, "%lld %lld", &ran, &waited) == 2) sum += std::chrono::nanoseconds(waited);
  }
  return sum;
}

std::chrono::nanoseconds Processes::cpu(pid_t pid) {
  // The clock of another process; see clock_getcpuclockid(3), which checks the pid with one more call.
  const clockid_t clock = static_cast<clockid_t>((~static_cast<unsigned>(pid) << 3) | 2);
  timespec time;
  if (::clock_gettime(clock, &time) != 0) return {};
  return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

}  // namespace kata::sandbox

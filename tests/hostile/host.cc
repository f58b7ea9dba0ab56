#include "hostile/host.h"

#include <fmt/format.h>
#include <sched.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace kata::hostile {
namespace {

namespace fs = std::filesystem;

constexpr uid_t kFirstBoxId = 0x60000000, kBoxIds = 2u << 22;   // sandbox/spawn.cc, where root runs it

std::vector<std::string> lines_of(const fs::path& path) {
  std::ifstream file(path);
  std::vector<std::string> out;
  for (std::string line; std::getline(file, line);) out.push_back(line);
  return out;
}

// Whether somebody else runs under our id, who may make files as he likes.
bool shares_id() {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator("/proc", error)) {
    struct stat status {};
    const std::string name = entry.path().filename();
    if (name.find_first_not_of("0123456789") != name.npos || name == std::to_string(::getpid())) continue;
    if (::stat(entry.path().c_str(), &status) == 0 && status.st_uid == ::geteuid()) return true;
  }
  return false;
}

bool may_be_of_a_box(const fs::path& path, const struct stat& status) {
  static const bool own_id = !shares_id();
  if (path.filename().string().starts_with("hostile-left")) return true;
  if (status.st_uid >= kFirstBoxId && status.st_uid < kFirstBoxId + kBoxIds) return true;
  return own_id && status.st_uid == ::geteuid();
}

void add_file(Facts& facts, const fs::path& path, const struct stat& status) {
  facts["file " + path.string()] = fmt::format("mode {:o}, owner {}, {} bytes of {}.{:09}", status.st_mode, status.st_uid, status.st_size,
                                               status.st_mtim.tv_sec, status.st_mtim.tv_nsec);
}

using Wanted = bool (*)(const fs::path&, const struct stat&);

void add_files(Facts& facts, const fs::path& folder, int depth, const fs::path& except, Wanted wanted) {
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    struct stat status {};
    if (at->path() == except || ::lstat(at->path().c_str(), &status) != 0) continue;
    if (wanted(at->path(), status)) add_file(facts, at->path(), status);
    if (S_ISDIR(status.st_mode) && depth > 0) add_files(facts, at->path(), depth - 1, except, wanted);
  }
}

bool any(const fs::path&, const struct stat&) { return true; }

// Of Kata's, by its name; the first number in that is its maker's pid, who may still use it.
bool is_left_cgroup(const std::string& path) {
  const auto name = path.find("/kata"), end = std::min(path.find('/', name + 1), path.size());
  if (name == path.npos) return false;
  const auto number = path.find_first_of("0123456789", name);
  return number >= end || !fs::exists("/proc/" + std::to_string(std::stol(path.substr(number))));
}

void add(Facts& facts, Facts more) { facts.merge(more); }

}  // namespace

Facts files_below(const fs::path& room) {
  Facts facts;
  add_files(facts, room, 50, room / "cache", any);
  return facts;
}

Facts files_of_boxes(const fs::path& room) {
  Facts facts;
  const char* home = ::getenv("HOME");
  for (const fs::path& folder : {fs::path("/tmp"), fs::path("/var/tmp"), fs::path("/dev/shm"), fs::path("/root"), fs::path("/run/lock"),
                                 fs::path(home ? home : "/"), fs::current_path(), fs::path(KATA_SOURCE_DIR)})
    add_files(facts, folder, 1, room, may_be_of_a_box);
  return facts;
}

Facts mounts() {
  Facts facts;
  for (const auto& line : lines_of("/proc/self/mountinfo")) facts["mount " + line];
  return facts;
}

Facts ipc_objects() {
  Facts facts;
  for (const char* kind : {"shm", "sem", "msg"}) {
    auto lines = lines_of(fs::path("/proc/sysvipc") / kind);
    for (std::size_t i = 1; i < lines.size(); ++i) {
      std::istringstream words(lines[i]);
      std::string key, id;
      words >> key >> id;
      facts[fmt::format("SysV {} {} with key {}", kind, id, key)];
    }
  }
  add_files(facts, "/dev/mqueue", 0, {}, any);
  return facts;
}

Facts cgroups() {
  Facts facts;
  std::error_code error;
  const auto quiet = fs::directory_options::skip_permission_denied;
  for (fs::recursive_directory_iterator at("/sys/fs/cgroup", quiet, error), end; !error && at != end; at.increment(error))
    if (is_left_cgroup(at->path().string())) facts["cgroup " + at->path().string()];
  for (const auto& line : lines_of("/proc/self/cgroup")) facts["a member of cgroup " + line];
  return facts;
}

Facts limits_of(pid_t pid) {
  Facts facts;
  const auto lines = lines_of(fmt::format("/proc/{}/limits", pid));
  for (std::size_t i = 1; i < lines.size(); ++i) facts[fmt::format("limit of {}: {}", pid, lines[i])];
  return facts;
}

Facts own_state() {
  Facts facts = limits_of(::getpid());
  facts["priority"] = std::to_string(::getpriority(PRIO_PROCESS, 0));
  facts["scheduler"] = std::to_string(::sched_getscheduler(0));
  cpu_set_t processors;
  if (::sched_getaffinity(0, sizeof processors, &processors) == 0) facts["processors"] = std::to_string(CPU_COUNT(&processors));
  for (const auto& line : lines_of("/proc/self/status"))
    if (line.starts_with("SigB") || line.starts_with("SigI") || line.starts_with("SigC") || line.starts_with("Umask") || line.starts_with("Groups") || line.starts_with("Seccomp")) facts["state " + line];
  for (const char* file : {"oom_score_adj", "uid_map", "setgroups"})
    for (const auto& line : lines_of(fs::path("/proc/self") / file)) facts[fmt::format("{}: {}", file, line)];
  utsname names{};
  ::uname(&names);
  facts["host name"] = names.nodename;
  std::error_code error;
  for (const char* what : {"cwd", "root"}) facts[what] = fs::read_symlink(fs::path("/proc/self") / what, error);
  for (const auto& entry : fs::directory_iterator("/proc/self/fd", error))
    if (const auto target = fs::read_symlink(entry.path(), error); !error && !target.string().ends_with("/fd")) facts[fmt::format("descriptor {}", entry.path().filename().string())] = target;
  return facts;
}

Facts host(const fs::path& room) {
  Facts facts = files_of_boxes(room);
  add(facts, files_below(room));
  add(facts, mounts());
  add(facts, ipc_objects());
  add(facts, cgroups());
  add(facts, own_state());
  return facts;
}

Differences compare(const Facts& before, const Facts& after) {
  Differences out;
  for (const auto& [name, value] : after) {
    const auto old = before.find(name);
    if (old == before.end()) out.push_back(fmt::format("new on the host: {} {}", name, value));
    else if (old->second != value) out.push_back(fmt::format("changed on the host: {} was {}, is {}", name, old->second, value));
  }
  for (const auto& [name, value] : before)
    if (!after.contains(name)) out.push_back(fmt::format("gone from the host: {} {}", name, value));
  return out;
}

}  // namespace kata::hostile

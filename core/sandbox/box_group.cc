#include "sandbox/box_group.h"

#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <memory>
#include <set>
#include <vector>

#include "base/error.h"
#include "sandbox/cgroup.h"

namespace kata::sandbox {
namespace {

// What the kernel charges for a process beside its pages: page tables, stacks, descriptors.
constexpr std::uint64_t kPerProcess = 1u << 20;

std::string name_of(pid_t zygote, unsigned number) {
  return "kata-" + std::to_string(zygote) + "-" + std::to_string(number);
}

std::set<pid_t> living(int parent) {
  std::set<pid_t> pids;
  const UniqueFd file(::openat(parent, (std::string(kOwnGroup) + "/cgroup.procs").c_str(), O_RDONLY | O_CLOEXEC));
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> lines(::fdopen(::dup(file.get()), "r"), &std::fclose);
  int pid;
  while (lines && std::fscanf(lines.get(), "%d", &pid) == 1) pids.insert(pid);
  return pids;
}

std::vector<std::string> names_in(int folder) {
  std::vector<std::string> names;
  const std::unique_ptr<DIR, int (*)(DIR*)> entries(
      ::fdopendir(::openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)), &::closedir);
  while (const dirent* entry = entries ? ::readdir(entries.get()) : nullptr) names.emplace_back(entry->d_name);
  return names;
}

}  // namespace

void remove_group(int parent, const std::string& name) {
  // A process that was killed is in its group until it has ended; the kernel tells of that.
  for (int round = 0; round < 20; ++round) {
    const UniqueFd events(::openat(parent, (name + "/cgroup.events").c_str(), O_RDONLY | O_CLOEXEC));
    char text[256];
    (void)!::read(events.get(), text, sizeof text);
    if (::unlinkat(parent, name.c_str(), AT_REMOVEDIR) == 0 || errno != EBUSY) return;
    pollfd changed{events.get(), POLLPRI, 0};
    ::poll(&changed, 1, 100);
  }
}

BoxGroup::BoxGroup(int parent, unsigned number) : parent_(parent), name_(name_of(::getpid(), number)) {
  if (::mkdirat(parent, name_.c_str(), 0755) != 0 && errno != EEXIST) throw_errno(N_("cannot make the group {} of a box"), {name_});
  folder_.reset(::openat(parent, name_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!folder_) throw_errno(N_("cannot open the group {} of a box"), {name_});
}

// A controller that isn't there has no file, and was not promised: only divide() says whether boxes have groups.
void BoxGroup::set(const char* file, std::uint64_t value) const {
  if (!write_control(folder_.get(), file, std::to_string(value)) && errno != ENOENT)
    throw_errno(N_("cannot write {} of the group {} of a box"), {std::string(file), name_});
}

void BoxGroup::limit(const Limits& limits, std::uint64_t warm) const {
  if (!folder_) return;
  const std::uint64_t tasks = limits.processes + 3u;  // init, the module process and the spare child
  // The limit is on what a box takes above the warm interpreter, and init's watch judges that. Here every page counts that a
  // process of the box was the first to write, those of the warm interpreter too. So the wall stands where nobody who keeps to
  // the limit can touch it. Behind it the kernel ends one process after the other, the largest of the learner's first: not all
  // at once (memory.oom.group), because init has to live to tell.
  set("memory.max", limits.memory + tasks * (warm + kPerProcess));
  set("memory.swap.max", 0);
  set("pids.max", tasks);
}

bool BoxGroup::kill() const { return folder_ && write_control(folder_.get(), "cgroup.kill", "1"); }

void BoxGroup::remove() const {
  if (folder_) remove_group(parent_, name_);
}

void remove_stale_groups(int parent) {
  const std::set<pid_t> zygotes = living(parent);
  for (const std::string& name : names_in(parent)) {
    int zygote = 0;
    unsigned number = 0;
    if (std::sscanf(name.c_str(), "kata-%d-%u", &zygote, &number) != 2) continue;
    if (zygote != ::getpid() && zygotes.contains(zygote)) continue;  // a number of our own is of one before us
    write_control(parent, name + "/cgroup.kill", "1");
    remove_group(parent, name);
  }
}

}  // namespace kata::sandbox

#include "sandbox/lockdown.h"

#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <signal.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "base/error.h"
#include "base/fence.h"
#include "base/sanitized.h"
#include "sandbox/messages.h"
#include "sandbox/transport.h"

namespace kata::sandbox {
namespace {

[[noreturn]] void fail(int control, const char* what) {
  char text[128];
  const int size = std::snprintf(text, sizeof text, "%s: error %d", what, errno);
  send_message(control, {std::string_view(text, static_cast<std::size_t>(size))});
  ::_exit(126);
}

void drop_capabilities(int control) {
  if (!stands(Fence::capabilities)) return;
  __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
  __user_cap_data_struct none[2] = {};
  if (::syscall(SYS_capset, &header, none) != 0) fail(control, "cannot drop capabilities");
}

// System calls of our own rather than glibc's: those would signal every thread, and there is one.
void change_id(const Plan& plan, int control) {
  const bool change = plan.two_ids || plan.changes_id;
  if (change && (::syscall(SYS_setgroups, 0, nullptr) != 0 ||
                 ::syscall(SYS_setresgid, plan.learner_id, plan.learner_id, plan.learner_id) != 0 ||
                 ::syscall(SYS_setresuid, plan.learner_id, plan.learner_id, plan.learner_id) != 0))
    fail(control, "cannot take the learner's id");
}

void be_killed_first() {
  const int file = ::open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
  if (file < 0) return;
  (void)!::write(file, "1000", 4);
  ::close(file);
}

void place_descriptors(const ModuleStart& start) {
  // First out of the way of 0..3, then into place.
  int from[4] = {start.input, start.output, start.error, start.control};
  for (int& fd : from) fd = ::fcntl(fd, F_DUPFD_CLOEXEC, 16);
  for (int to = 0; to < 4; ++to) ::dup2(from[to], to);
}

void reset_signals() {
  sigset_t none;
  sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  leave_crashes_to_the_kernel();
}

std::vector<char*> pointers(std::vector<std::string>& strings) {
  std::vector<char*> out;
  for (std::string& text : strings) out.push_back(text.data());
  out.push_back(nullptr);
  return out;
}

// Without a user namespace the kernel lets root limit another id's process by CAP_SYS_RESOURCE, which containers lack, or
// under the real id of that process. It is taken only while nothing of the learner runs: who has it may send signals.
class LearnersRealId {
 public:
  explicit LearnersRealId(const Plan& plan) : changed_(plan.changes_id) {
    if (changed_) set(plan.learner_id);
  }
  ~LearnersRealId() {
    if (changed_) set(0);
  }
  LearnersRealId(const LearnersRealId&) = delete;
  LearnersRealId& operator=(const LearnersRealId&) = delete;

 private:
  static void set(unsigned id) {
    ::syscall(SYS_setresgid, id, -1, -1);
    ::syscall(SYS_setresuid, id, -1, -1);
  }
  bool changed_;
};

[[noreturn]] void execute(const Plan& plan, const ModuleStart& start, int program) {
  char go;
  if (::recv(kControlFd, &go, 1, 0) != 1) ::_exit(0);
  std::vector<std::string> environment{"PATH=/usr/bin:/bin", "LANG=C.UTF-8", "HOME=" + plan.box + "/work",
                                       "TMPDIR=" + plan.box + "/tmp", "KATA_BOX=" + plan.box};
  if (program < 0)   // ours, and the compiler; a learner's program brings its own options
    for (const char* key : {"ASAN_OPTIONS", "UBSAN_OPTIONS"})
      if (const char* value = std::getenv(key)) environment.push_back(std::string(key) + "=" + value);
  std::vector<std::string> words(start.command.begin(), start.command.end());
  if (words.empty()) words.emplace_back("solution");
  auto envp = pointers(environment), argv = pointers(words);
  ::personality(ADDR_NO_RANDOMIZE);  // sanitizers need it; the box is the wall
  if (program >= 0) {
    ::syscall(SYS_execveat, program, "", argv.data(), envp.data(), AT_EMPTY_PATH);
  } else {
    ::close(kControlFd);
    ::execve(argv[0], argv.data(), envp.data());
  }
  std::perror(words[0].c_str());
  ::_exit(127);
}

}  // namespace

[[noreturn]] void become_module(const Plan& plan, const ModuleStart& start) {
  const int control = start.control;
  change_id(plan, control);
  ::prctl(PR_SET_DUMPABLE, 1);  // /proc/self is its own; others are kept away by ids, landlock and seccomp
  if (plan.own_namespaces()) be_killed_first();
  if (!plan.own_processes()) ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // elsewhere init's end is the namespace's
  drop_capabilities(control);
  if (stands(Fence::no_new_privs) && ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) fail(control, "cannot set no_new_privs");
  if (plan.landlock && stands(Fence::landlock) && !plan.landlock->apply(start.writable, start.readable, start.program))
    fail(control, "cannot restrict the file system");
  place_descriptors(start);
  int program = -1;
  if (start.program >= 0) program = ::fcntl(start.program, F_DUPFD_CLOEXEC, 64), ::dup3(program, 4, O_CLOEXEC), program = 4;
  if (stands(Fence::closed_descriptors)) ::close_range(program >= 0 ? 5 : 4, ~0U, 0);
  reset_signals();
  if (!plan.own_root()) ::setenv("KATA_BOX", plan.box.c_str(), 1);
  if (plan.filter) {
    const UniqueFd listener = plan.filter->apply();
    if (!listener) fail(kControlFd, "cannot filter system calls");
    const int fd = listener.get();
    send_message(kControlFd, {"r"}, {&fd, 1});
  } else {
    send_message(kControlFd, {"r"});
  }
  if (program >= 0 || !start.command.empty()) execute(plan, start, program);
  run_module(*plan.language);
}

void limit_process(const Plan& plan, pid_t pid, const Limits& limits, unsigned own_processes, bool address_space) {
  const LearnersRealId id(plan);
  const auto set = [pid](Fence fence, __rlimit_resource what, rlim_t value) {
    if (!stands(fence)) return;
    rlimit limit{value, value}, now{};
    if (::prlimit(pid, what, &limit, nullptr) == 0) return;
    if (::prlimit(pid, what, nullptr, &now) != 0) throw_errno(N_("cannot limit the processes of a box"));
    limit.rlim_cur = limit.rlim_max = std::min(value, now.rlim_max);  // it was to be raised: kata itself may not have more
    if (::prlimit(pid, what, &limit, nullptr) != 0) throw_errno(N_("cannot limit the processes of a box"));
  };
  set(Fence::limit_processes, RLIMIT_NPROC, limits.processes + own_processes);
  set(Fence::limit_files, RLIMIT_NOFILE, limits.files);
  set(Fence::limit_file_size, RLIMIT_FSIZE, limits.disk);
  set(Fence::limit_locked_memory, RLIMIT_MEMLOCK, 0);
  // At 0 the kernel still starts the program that a host may have for crashes, with the learner's memory as its input; at 1 not.
  set(Fence::limit_core, RLIMIT_CORE, 1);
  // Only if init were gone: it watches time and memory far below these.
  set(Fence::limit_cpu, RLIMIT_CPU, static_cast<rlim_t>(std::chrono::ceil<std::chrono::seconds>(limits.wall).count()) * 4 + 60);
  if (address_space && kCanLimitAddressSpace) set(Fence::limit_address_space, RLIMIT_AS, limits.memory + (16ull << 30));
}

}  // namespace kata::sandbox

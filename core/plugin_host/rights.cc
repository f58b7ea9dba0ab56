#include "plugin_host/rights.h"

#include <fcntl.h>
#include <grp.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "base/error.h"
#include "base/fence.h"
#include "base/sanitized.h"

namespace kata::plugin_host {
namespace {

// Of nobody else: boxes have ids of their own.
constexpr uid_t kGraderId = 1'879'047'000;

#if defined(__x86_64__)
constexpr unsigned kArch = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr unsigned kArch = AUDIT_ARCH_AARCH64;
#else
#error "say here which audit architecture this is"
#endif

// Everything that a grader's C and C++ library needs to compute, to talk on sockets that exist, and to end.
constexpr int kAllowed[] = {
    SYS_read, SYS_write, SYS_readv, SYS_writev, SYS_recvmsg, SYS_sendmsg, SYS_recvfrom, SYS_sendto, SYS_ppoll, SYS_close,
    SYS_shutdown, SYS_mmap, SYS_munmap, SYS_mremap, SYS_mprotect, SYS_madvise, SYS_brk, SYS_futex, SYS_clock_gettime,
    SYS_clock_nanosleep, SYS_gettimeofday, SYS_rt_sigaction, SYS_rt_sigprocmask, SYS_rt_sigreturn, SYS_sigaltstack,
    SYS_getpid, SYS_gettid, SYS_getrandom, SYS_sched_yield, SYS_fstat, SYS_lseek, SYS_exit, SYS_exit_group,
    SYS_restart_syscall,
#ifdef SYS_poll
    SYS_poll, SYS_time,
#endif
};

// A sanitizer learns from a pipe whether memory can be read.
constexpr int kAllowedToSanitizers[] = {
    SYS_pipe2,
#ifdef SYS_pipe
    SYS_pipe,
#endif
};

void drop_user() {
  if (::geteuid() != 0 || !stands(Fence::grader_id)) return;
  if (::setgroups(0, nullptr) != 0 || ::setresgid(kGraderId, kGraderId, kGraderId) != 0 ||
      ::setresuid(kGraderId, kGraderId, kGraderId) != 0) {
    throw_errno(N_("the grader cannot become an unprivileged user"));
  }
}

void limit(__rlimit_resource resource, rlim_t most) {
  if (!stands(Fence::grader_limits)) return;
  const rlimit both{most, most};
  if (::setrlimit(resource, &both) != 0) throw_errno(N_("the grader cannot limit itself"));
}

void close_all_but(std::vector<int> keep) {
  if (!stands(Fence::grader_descriptors)) return;
  std::sort(keep.begin(), keep.end());
  int from = 3;
  for (const int fd : keep) {
    if (fd > from) ::syscall(SYS_close_range, from, fd - 1, 0);
    from = std::max(from, fd + 1);
  }
  ::syscall(SYS_close_range, from, ~0u, 0);
}

// A ruleset that handles what this kernel knows of files (ABI 1 knows the first thirteen rights), of TCP, and of signals and
// abstract sockets, and allows nothing.
void forbid_files() {
  if (!stands(Fence::grader_landlock)) return;
  const long abi = ::syscall(SYS_landlock_create_ruleset, nullptr, 0, 1 /* its version */);
  const struct {
    std::uint64_t files = (1u << 13) - 1, net = 3, scoped = 3;
  } rights;
  // An older kernel refuses a structure that is longer than its own.
  const std::size_t size = abi >= 6 ? 24 : abi >= 4 ? 16 : 8;
  const int rules = static_cast<int>(::syscall(SYS_landlock_create_ruleset, &rights, size, 0));
  if (rules < 0) return;   // no landlock here; seccomp forbids all of this too
  if (::syscall(SYS_landlock_restrict_self, rules, 0) != 0) throw_errno(N_("the grader cannot shut itself out of files"));
  ::close(rules);
}

void forbid_calls() {
  if (!stands(Fence::grader_calls)) return;
  std::vector<sock_filter> code = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, arch)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, kArch, 1, 0),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
  };
  const auto allow = [&code](int number) {
    code.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, static_cast<unsigned>(number), 0, 1));
    code.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
  };
  std::ranges::for_each(kAllowed, allow);
  if (kSanitized) std::ranges::for_each(kAllowedToSanitizers, allow);
  // abort() signals its own thread; nobody else may be signalled.
  code.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_tgkill, 0, 3));
  code.push_back(BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, args[0])));
  code.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, static_cast<unsigned>(::getpid()), 0, 1));
  code.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW));
  code.push_back(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM));
  const sock_fprog program{static_cast<unsigned short>(code.size()), code.data()};
  if (::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0) throw_errno(N_("the grader cannot give up system calls"));
}

}  // namespace

void drop_rights(std::vector<int> keep) {
  const pid_t host = ::getppid();
  close_all_but(std::move(keep));
  drop_user();
  // After the change of user, which would undo both.
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  ::prctl(PR_SET_DUMPABLE, stands(Fence::grader_undumpable) ? 0 : 1);
  if (::getppid() != host) ::_exit(0);
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_FSIZE, 0);
  limit(RLIMIT_NPROC, 0);
  limit(RLIMIT_CPU, 600);
  if (kCanLimitAddressSpace) limit(RLIMIT_AS, rlim_t{6} << 30);
  if (stands(Fence::grader_no_new_privs) && ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) throw_errno(N_("the grader cannot give up new privileges"));
  forbid_files();
  forbid_calls();
}

}  // namespace kata::plugin_host

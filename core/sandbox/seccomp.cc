#include "sandbox/seccomp.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/personality.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <initializer_list>
#include <memory>
#include <span>
#include <string>

#include "base/error.h"
#include "base/fence.h"

namespace kata::sandbox {
namespace {

struct Calls {
  Fence fence;
  std::vector<const char*> names;
};

// No program that solves a kata makes these.
const Calls kForbidden[] = {
    {Fence::calls_tracing, {"ptrace", "process_vm_readv", "process_vm_writev", "process_madvise", "pidfd_getfd", "kcmp", "lookup_dcookie"}},
    {Fence::calls_kernel, {"bpf", "perf_event_open", "userfaultfd"}},
    {Fence::calls_io_uring, {"io_uring_setup", "io_uring_enter", "io_uring_register"}},
    {Fence::calls_mounts, {"mount", "umount2", "move_mount", "open_tree", "fsopen", "fsconfig", "fsmount", "fspick", "mount_setattr",
                           "pivot_root", "chroot"}},
    {Fence::calls_namespaces, {"unshare", "setns"}},
    {Fence::calls_keys, {"keyctl", "add_key", "request_key"}},
    {Fence::calls_handles, {"open_by_handle_at", "fanotify_init", "fanotify_mark"}},
    {Fence::calls_devices, {"iopl", "ioperm"}},
    {Fence::calls_administration, {"kexec_load", "kexec_file_load", "init_module", "finit_module", "delete_module", "swapon", "swapoff", "reboot",
                                   "settimeofday", "clock_settime", "adjtimex", "clock_adjtime", "acct", "quotactl", "quotactl_fd", "vhangup",
                                   "nfsservctl", "sethostname", "setdomainname", "uselib", "ustat", "sysfs", "_sysctl", "create_module",
                                   "get_kernel_syms", "query_module", "afs_syscall", "tuxcall", "security", "vserver"}},
};
// Libraries try these and go on without them.
const Calls kNotPermitted[] = {
    {Fence::calls_memory_files, {"memfd_create", "memfd_secret"}},
    {Fence::calls_handles, {"name_to_handle_at"}},
    {Fence::calls_devices, {"mknod"}},
    {Fence::calls_administration, {"syslog", "migrate_pages", "move_pages", "mbind", "set_mempolicy"}},
    {Fence::calls_kernel, {"modify_ldt", "seccomp"}},
};
const Calls kUnknown[] = {
    {Fence::calls_namespaces, {"clone3"}},   // its flags lie in memory, where a filter can't look
    {Fence::calls_ipc, {"shmget", "shmat", "shmctl", "shmdt", "msgget", "msgsnd", "msgrcv", "msgctl", "semget", "semop", "semctl", "semtimedop",
                        "mq_open", "mq_unlink"}},
};

class Builder {
 public:
  Builder() : context_(seccomp_init(SCMP_ACT_ALLOW)) {
    if (!context_) throw Error(N_("libseccomp cannot start a filter; is libseccomp 2.5 installed?"), {});
    check(seccomp_attr_set(context_, SCMP_FLTATR_ACT_BADARCH, stands(Fence::foreign_abi) ? SCMP_ACT_KILL_PROCESS : SCMP_ACT_ALLOW), "foreign ABIs");
    check(seccomp_attr_set(context_, SCMP_FLTATR_CTL_NNP, 0), "no_new_privs");
    check(seccomp_attr_set(context_, SCMP_FLTATR_CTL_OPTIMIZE, 2), "a tree");
  }
  ~Builder() { seccomp_release(context_); }
  Builder(const Builder&) = delete;

  void rule(std::uint32_t action, const char* call, std::initializer_list<scmp_arg_cmp> when = {}) {
    const int number = seccomp_syscall_resolve_name(call);
    if (number == __NR_SCMP_ERROR || number < 0) return;  // this architecture or this libseccomp doesn't have it
    check(seccomp_rule_add_array(context_, action, number, static_cast<unsigned>(when.size()), when.begin()), call);
  }

  std::vector<sock_filter> compile() {
    UniqueFd file(::memfd_create("filter", MFD_CLOEXEC));
    if (!file) throw_errno(N_("cannot make a file in memory"));
    check(seccomp_export_bpf(context_, file.get()), "export");
    const off_t size = ::lseek(file.get(), 0, SEEK_END);
    std::vector<sock_filter> program(static_cast<std::size_t>(size) / sizeof(sock_filter));
    if (::pread(file.get(), program.data(), static_cast<std::size_t>(size), 0) != size) throw_errno(N_("cannot read the filter of system calls"));
    return program;
  }

 private:
  static void check(int result, const char* what) {
    if (result < 0) throw_errno(N_("libseccomp refuses a rule ({})"), {what}, -result);
  }
  scmp_filter_ctx context_;
};

// AF_UNIX 1, AF_INET 2, AF_INET6 10; every other family, vsock and netlink among them, doesn't exist here, and no network does.
void refuse_families(Builder& builder) {
  const auto refuse = [&](unsigned first, unsigned last, int error) {
    for (const char* call : {"socket", "socketpair"})
      for (unsigned family = first; family <= last; ++family)
        builder.rule(SCMP_ACT_ERRNO(error), call, {SCMP_A0_32(SCMP_CMP_EQ, family)});
  };
  refuse(AF_UNSPEC, AF_UNSPEC, EAFNOSUPPORT);
  refuse(AF_INET, AF_INET, ENETUNREACH);
  refuse(AF_INET + 1, AF_INET6 - 1, EAFNOSUPPORT);
  refuse(AF_INET6, AF_INET6, ENETUNREACH);
  for (const char* call : {"socket", "socketpair"})
    builder.rule(SCMP_ACT_ERRNO(EAFNOSUPPORT), call, {SCMP_A0_32(SCMP_CMP_GT, static_cast<unsigned>(AF_INET6))});
}

// Calls that are fine on oneself and refused on others.
void refuse_others(Builder& builder) {
  for (const char* call : {"prlimit64", "sched_setparam", "sched_setscheduler", "sched_setattr", "sched_setaffinity"})
    builder.rule(SCMP_ACT_ERRNO(EPERM), call, {SCMP_A0_32(SCMP_CMP_NE, 0)});
  for (const char* call : {"setpriority", "ioprio_set"})
    builder.rule(SCMP_ACT_ERRNO(EPERM), call, {SCMP_A1_32(SCMP_CMP_NE, 0)});
}

void refuse_namespaces(Builder& builder) {
  for (const unsigned flag : {CLONE_NEWUSER, CLONE_NEWPID, CLONE_NEWNS, CLONE_NEWNET, CLONE_NEWIPC, CLONE_NEWUTS, CLONE_NEWCGROUP})
    builder.rule(SCMP_ACT_NOTIFY, "clone", {SCMP_A0(SCMP_CMP_MASKED_EQ, flag, flag)});
}

void refuse_typing(Builder& builder) {
  for (const unsigned request : {0x5412u /* TIOCSTI */, 0x541cu /* TIOCLINUX */})
    builder.rule(SCMP_ACT_ERRNO(EPERM), "ioctl", {SCMP_A1_32(SCMP_CMP_EQ, request)});
}

// A device node; everything else mknodat makes is landlock's to judge.
void refuse_devices(Builder& builder) {
  for (const unsigned kind : {0020000u, 0060000u})
    builder.rule(SCMP_ACT_ERRNO(EPERM), "mknodat", {SCMP_A2_32(SCMP_CMP_MASKED_EQ, 0170000u, kind)});
}

// Asking (0xffffffff), the default and, for sanitizers, no address randomisation; each bit of the others is refused.
void refuse_personalities(Builder& builder) {
  for (unsigned bit = 1; bit != 0; bit <<= 1)
    if (bit != ADDR_NO_RANDOMIZE && bit != 0x80000000u)
      builder.rule(SCMP_ACT_ERRNO(EPERM), "personality", {SCMP_A0_32(SCMP_CMP_MASKED_EQ, 0x80000000u | bit, bit)});
  builder.rule(SCMP_ACT_ERRNO(EPERM), "personality", {SCMP_A0_32(SCMP_CMP_MASKED_EQ, 0xc0000000u, 0x80000000u)});
}

// Not refused: told of. What a module shares with the tests that are forked from it they share with each other.
void tell_of_shared_memory(Builder& builder) {
  builder.rule(SCMP_ACT_NOTIFY, "mmap", {SCMP_A3_32(SCMP_CMP_MASKED_EQ, MAP_SHARED, MAP_SHARED)});
}

struct Arguments {
  Fence fence;
  void (*refuse)(Builder&);
};
constexpr Arguments kArguments[] = {
    {Fence::calls_sockets, refuse_families},    {Fence::calls_others, refuse_others},     {Fence::calls_namespaces, refuse_namespaces},
    {Fence::calls_terminal, refuse_typing},     {Fence::calls_devices, refuse_devices},   {Fence::calls_personality, refuse_personalities},
    {Fence::nothing_shared, tell_of_shared_memory},
};

}  // namespace

SystemCallFilter::SystemCallFilter() {
  Builder builder;
  const auto refuse = [&builder](std::uint32_t action, std::span<const Calls> groups) {
    for (const auto& [fence, names] : groups)
      if (stands(fence))
        for (const char* name : names) builder.rule(action, name);
  };
  refuse(SCMP_ACT_NOTIFY, kForbidden);
  refuse(SCMP_ACT_ERRNO(EPERM), kNotPermitted);
  refuse(SCMP_ACT_ERRNO(ENOSYS), kUnknown);
  for (const auto& [fence, refuse_arguments] : kArguments)
    if (stands(fence)) refuse_arguments(builder);
  program_ = builder.compile();
}

UniqueFd SystemCallFilter::apply() const {
  const sock_fprog program{static_cast<unsigned short>(program_.size()), const_cast<sock_filter*>(program_.data())};
  return UniqueFd(static_cast<int>(
      ::syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_NEW_LISTENER, &program)));
}

bool Report::shares_memory() const { return call == SYS_mmap; }

Report receive_report(int listener) {
  alignas(seccomp_notif) char room[512] = {};  // the kernel's struct may be larger than ours
  auto* report = reinterpret_cast<seccomp_notif*>(room);
  if (::ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, report) != 0) return {};
  return {report->data.nr, report->id};
}

void let_go_on(int listener, const Report& report) {
  alignas(seccomp_notif_resp) char room[512] = {};
  auto* answer = reinterpret_cast<seccomp_notif_resp*>(room);
  answer->id = report.id;
  answer->flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE;
  ::ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, answer);
}

}  // namespace kata::sandbox

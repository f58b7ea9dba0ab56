#include "sandbox/init.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include <cstring>
#include <memory>

#include "base/error.h"
#include "sandbox/messages.h"
#include "sandbox/running.h"
#include "sandbox/transport.h"

namespace kata::sandbox {
namespace {

constexpr std::uint64_t kMostKept = 256u << 20;

struct Asked {
  Launch launch;
  std::vector<std::string> command;
  std::string keep;
  UniqueFd control, files, program, input;
};

// The number of user namespaces that may be made inside of the box's own, and without one of those no other kind. The file shows
// the opener's own namespace, and is out of reach once the box has its /proc.
void forbid_nested_namespaces() {
  if (!stands(Fence::nested_namespaces)) return;
  const UniqueFd file(::open("/proc/sys/user/max_user_namespaces", O_WRONLY | O_CLOEXEC));
  if (file) (void)!::write(file.get(), "0", 1);
}

void settle(const Plan& plan) {
  if (plan.own_users()) {
    const unsigned id = plan.two_ids ? kInnerRoot : kInnerLearner;
    if (::syscall(SYS_setresgid, id, id, id) != 0 || ::syscall(SYS_setresuid, id, id, id) != 0)
      throw_errno(N_("cannot take an id in a box"));
    forbid_nested_namespaces();
  }
  if (plan.own_namespaces()) {
    for (int capability = 0; stands(Fence::bounding_set) && ::prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) == 0; ++capability) {
    }
    if (stands(Fence::uts_namespace)) (void)!::syscall(SYS_sethostname, "box", 3);
  }
  if (!plan.own_processes()) {
    ::setsid();
    ::prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
  }
  ::prctl(PR_SET_DUMPABLE, stands(Fence::init_undumpable) ? 0 : 1);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // after the ids: changing them clears it
  ::prctl(PR_SET_NAME, "kata-init");
}

// Nothing when the zygote doesn't need this box any more.
std::optional<Asked> wait_for_launch(int zygote) {
  const auto buffer = std::make_unique_for_overwrite<char[]>(kMostMessage);
  Received received = receive_message(zygote, {buffer.get(), kMostMessage});
  Asked asked;
  if (received.size < static_cast<ssize_t>(sizeof asked.launch)) return std::nullopt;
  std::memcpy(&asked.launch, buffer.get(), sizeof asked.launch);
  std::string_view strings(buffer.get() + sizeof asked.launch, static_cast<std::size_t>(received.size) - sizeof asked.launch);
  const auto next = [&strings] {
    const std::size_t end = strings.find('\0');
    if (end == strings.npos) throw Error(N_("a box was asked for in a way that it does not understand"), {});
    std::string text(strings.substr(0, end));
    strings.remove_prefix(end + 1);
    return text;
  };
  for (std::uint32_t i = 0; i < asked.launch.arguments; ++i) asked.command.push_back(next());
  asked.keep = next();
  std::size_t fd = 0;
  asked.control = std::move(received.fds[fd++]);
  if (asked.launch.has_files) asked.files = std::move(received.fds[fd++]);
  if (asked.launch.has_program) asked.program = std::move(received.fds[fd++]);
  if (asked.launch.has_input) asked.input = std::move(received.fds[fd++]);
  if (!asked.control) throw Error(N_("a box was asked for in a way that it does not understand"), {});
  return asked;
}

// A sealed copy of a file of the work folder, so that the box can't change it any more; none if there is no such file.
UniqueFd keep(int work, const std::string& name) {
  const UniqueFd file(::openat(work, name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  struct stat status;
  if (!file || ::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode)) return {};
  if (static_cast<std::uint64_t>(status.st_size) > kMostKept) return {};
  UniqueFd copy(::memfd_create("kept", MFD_CLOEXEC | MFD_ALLOW_SEALING));
  off_t at = 0;
  while (at < status.st_size) {
    const ssize_t done = ::copy_file_range(file.get(), nullptr, copy.get(), nullptr, static_cast<std::size_t>(status.st_size - at), 0);
    if (done <= 0) break;
    at += done;
  }
  char buffer[65536];
  for (ssize_t size; at < status.st_size && (size = ::pread(file.get(), buffer, sizeof buffer, at)) > 0; at += size)
    if (::pwrite(copy.get(), buffer, static_cast<std::size_t>(size), at) != size) return {};
  ::fchmod(copy.get(), 0555);  // it may be a program, for a box of another id
  if (stands(Fence::sealed_program)) ::fcntl(copy.get(), F_ADD_SEALS, F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE);
  // Handed out read-only: the kernel executes nothing that somebody may write to.
  return UniqueFd(::open(("/proc/self/fd/" + std::to_string(copy.get())).c_str(), O_RDONLY | O_CLOEXEC));
}

void serve_box(const Plan& plan, int zygote, GroupUsage usage) {
  char go;
  if (receive_message(zygote, {&go, 1}).size != 1) return;
  settle(plan);
  BoxFolders folders(plan);
  Running running(plan, folders, std::move(usage));
  if (plan.language) running.prepare_module();
  const std::optional<Asked> asked = wait_for_launch(zygote);
  if (!asked) return running.kill_everything();
  folders.fill(asked->files.get(), asked->launch.limits.disk);
  running.serve(asked->control.get(), asked->launch.limits,
                {.fd = asked->program.get(), .input = asked->input.get(), .command = asked->command});
  running.kill_everything();
  if (asked->keep.empty()) return;
  const UniqueFd kept = keep(folders.work(), asked->keep);
  const int fd = kept.get();
  if (kept) must_send(zygote, {"K"}, {&fd, 1});
}

}  // namespace

[[noreturn]] void run_init(const Plan& plan, UniqueFd zygote, GroupUsage usage) {
  try {
    serve_box(plan, zygote.get(), std::move(usage));
    ::_exit(0);
  } catch (const std::exception& problem) {
    send_message(zygote.get(), {"F", pack(fault_of(problem))});
    ::_exit(1);
  }
}

}  // namespace kata::sandbox

#include "seam.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdarg>
#include <cstring>
#include <string>
#include <string_view>

namespace kata::faults {
namespace {

Plan* plan = nullptr;
Program own = Program::none;
bool learners = false;   // this process is a module process or of one: there only processes are ours to make

bool fails(Call call) {
  if (!plan || plan->program != own || plan->call != call || (learners && call != Call::process)) return false;
  const int number = ++plan->seen, at = plan->at;
  return at == kAll || number == at;
}

bool refuse(Call call, int error) {
  if (!fails(call)) return false;
  errno = error;
  return true;
}

// What init clones is the module process.
pid_t told(pid_t pid) {
  char name[16] = "";
  if (pid == 0 && ::prctl(PR_GET_NAME, name) == 0 && std::string_view(name) == "kata-init") learners = true;
  return pid;
}

bool is_socket(int fd) {
  struct stat about {};
  return ::fstat(fd, &about) == 0 && S_ISSOCK(about.st_mode);
}

// Events (signalfd, eventfd) and messages come whole.
bool may_be_short(int fd) {
  struct stat about {};
  if (::fstat(fd, &about) != 0) return false;
  int type = 0;
  socklen_t size = sizeof type;
  if (S_ISSOCK(about.st_mode)) return ::getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &size) != 0 || type == SOCK_STREAM;   // a grader may not ask
  return S_ISREG(about.st_mode) || S_ISFIFO(about.st_mode);
}

Plan* map(const std::string& path, bool make) {
  const int fd = ::syscall(SYS_openat, AT_FDCWD, path.c_str(), O_RDWR | O_CLOEXEC | (make ? O_CREAT : 0), 0666);
  if (fd < 0 || (make && ::ftruncate(fd, sizeof(Plan)) != 0)) return nullptr;
  void* at = ::mmap(nullptr, sizeof(Plan), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  ::close(fd);
  return at == MAP_FAILED ? nullptr : static_cast<Plan*>(at);
}

// glibc gives constructors main's arguments. The name tells which program this is, its folder where the plan is.
[[gnu::constructor]] void begin(int argc, char** argv) {
  const std::string_view path = argc > 0 ? argv[0] : "";
  const auto slash = path.rfind('/');
  if (slash == path.npos) return;
  if (path.ends_with("/kata-topic-host")) own = Program::topic_host;
  if (path.ends_with("/kata-zygote-python")) own = Program::zygote;
  if (own != Program::none) plan = map(std::string(path.substr(0, slash + 1)) + kPlan, false);
}

}  // namespace

Plan& plan_in(const std::filesystem::path& folder) {
  own = Program::supervisor;
  plan = map(folder / kPlan, true);
  return *plan;
}

}  // namespace kata::faults

using kata::faults::Call;
using kata::faults::refuse;

// The names that the linker gives to what was wrapped and to what is called instead.
#define WRAPPED(result, name, ...) \
  result __real_##name(__VA_ARGS__); \
  result __wrap_##name(__VA_ARGS__)

extern "C" {

WRAPPED(pid_t, fork, void) { return refuse(Call::process, EAGAIN) ? -1 : kata::faults::told(__real_fork()); }

WRAPPED(int, posix_spawn, pid_t* pid, const char* path, const posix_spawn_file_actions_t* actions, const posix_spawnattr_t* attributes,
        char* const argv[], char* const envp[]) {
  return refuse(Call::process, EAGAIN) ? EAGAIN : __real_posix_spawn(pid, path, actions, attributes, argv, envp);
}

// As many arguments as a system call may have; those that were not given are not looked at.
WRAPPED(long, syscall, long number, long a, long b, long c, long d, long e, long f) {
  if ((number == SYS_clone || number == SYS_clone3) && refuse(Call::process, EAGAIN)) return -1;
  if (number == SYS_pidfd_open && refuse(Call::descriptor, EMFILE)) return -1;
  return __real_syscall(number, a, b, c, d, e, f);
}

WRAPPED(int, socketpair, int family, int type, int protocol, int ends[2]) {
  return refuse(Call::descriptor, EMFILE) ? -1 : __real_socketpair(family, type, protocol, ends);
}
WRAPPED(int, pipe2, int ends[2], int flags) { return refuse(Call::descriptor, ENFILE) ? -1 : __real_pipe2(ends, flags); }
WRAPPED(int, memfd_create, const char* name, unsigned flags) {
  return refuse(Call::descriptor, EMFILE) ? -1 : __real_memfd_create(name, flags);
}
WRAPPED(int, epoll_create1, int flags) { return refuse(Call::descriptor, EMFILE) ? -1 : __real_epoll_create1(flags); }
WRAPPED(int, signalfd, int fd, const sigset_t* set, int flags) {
  return refuse(Call::descriptor, EMFILE) ? -1 : __real_signalfd(fd, set, flags);
}
WRAPPED(int, eventfd, unsigned count, int flags) { return refuse(Call::descriptor, EMFILE) ? -1 : __real_eventfd(count, flags); }
int __real_open(const char* path, int flags, ...);
int __wrap_open(const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = va_arg(rest, mode_t);
  va_end(rest);
  return refuse(Call::descriptor, EMFILE) ? -1 : __real_open(path, flags, mode);
}
int __real_openat(int folder, const char* path, int flags, ...);
int __wrap_openat(int folder, const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = va_arg(rest, mode_t);
  va_end(rest);
  return refuse(Call::descriptor, ENFILE) ? -1 : __real_openat(folder, path, flags, mode);
}

WRAPPED(ssize_t, write, int fd, const void* bytes, size_t size) {
  return refuse(Call::write, kata::faults::is_socket(fd) ? ENOBUFS : ENOSPC) ? -1 : __real_write(fd, bytes, size);
}
WRAPPED(ssize_t, pwrite, int fd, const void* bytes, size_t size, off_t at) {
  return refuse(Call::write, ENOSPC) ? -1 : __real_pwrite(fd, bytes, size, at);
}
WRAPPED(ssize_t, send, int fd, const void* bytes, size_t size, int flags) {
  return refuse(Call::send, ENOBUFS) ? -1 : __real_send(fd, bytes, size, flags);
}
WRAPPED(ssize_t, sendmsg, int fd, const msghdr* message, int flags) {
  return refuse(Call::send, ENOBUFS) ? -1 : __real_sendmsg(fd, message, flags);
}

WRAPPED(ssize_t, read, int fd, void* bytes, size_t size) {
  const bool cut = size > 1 && kata::faults::may_be_short(fd) && kata::faults::fails(Call::read);
  return __real_read(fd, bytes, cut ? 1 : size);
}
WRAPPED(ssize_t, recv, int fd, void* bytes, size_t size, int flags) {
  const bool cut = size > 1 && kata::faults::may_be_short(fd) && kata::faults::fails(Call::read);
  return __real_recv(fd, bytes, cut ? 1 : size, flags);
}

}

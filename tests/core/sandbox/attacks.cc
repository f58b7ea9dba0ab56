#include "attacks.h"

#include <fcntl.h>
#include <linux/io_uring.h>
#include <linux/keyctl.h>
#include <linux/perf_event.h>
#include <linux/sched.h>
#include <sched.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <map>

// <sys/mount.h> declares what <linux/fs.h>, which comes with io_uring.h, declares too.
extern "C" int mount(const char*, const char*, const char*, unsigned long, const void*) noexcept;

namespace kata::sandbox {
namespace {

using Words = std::vector<std::string>;

std::string result(long value) { return value < 0 ? "error " + std::to_string(errno) : "ok " + std::to_string(value); }

long number(const Words& words, std::size_t index) { return index < words.size() ? std::strtol(words[index].c_str(), nullptr, 0) : 0; }

std::string end_of(pid_t child) {
  if (child < 0) return result(-1);
  if (child == 0) ::_exit(0);
  return result(::waitpid(child, nullptr, 0));
}

std::string clone_with(const Words& words) {
  return end_of(static_cast<pid_t>(::syscall(SYS_clone, number(words, 1) | SIGCHLD, nullptr, nullptr, nullptr, 0L)));
}

std::string clone3_with(const Words& words) {
  clone_args arguments{};
  arguments.flags = static_cast<std::uint64_t>(number(words, 1));
  arguments.exit_signal = SIGCHLD;
  return end_of(static_cast<pid_t>(::syscall(SYS_clone3, &arguments, sizeof arguments)));
}

std::string mount_something(const Words&) { return result(::mount("tmpfs", "/box/tmp", "tmpfs", 0, nullptr)); }

std::string name_the_host(const Words& words) { return result(::sethostname(words[1].data(), words[1].size())); }

std::string find_key(const Words& words) {
  const long key = ::syscall(SYS_keyctl, KEYCTL_SEARCH, KEY_SPEC_SESSION_KEYRING, "user", words[1].c_str(), 0);
  char text[64];
  return key < 0 ? result(-1) : result(::syscall(SYS_keyctl, KEYCTL_READ, key, text, sizeof text));
}

std::string find_segment(const Words& words) { return result(::shmget(static_cast<key_t>(number(words, 1)), 0, 0)); }

std::string connect_to(int family, int type, const void* address, std::size_t size) {
  const int fd = ::socket(family, type | SOCK_CLOEXEC, 0);
  if (fd < 0) return result(-1);
  int done = ::connect(fd, static_cast<const sockaddr*>(address), static_cast<socklen_t>(size));
  if (done == 0) done = static_cast<int>(::send(fd, "x", 1, MSG_NOSIGNAL));
  const std::string text = result(done);
  ::close(fd);
  return text;
}

std::string reach_port(const Words& words) {
  const auto port = static_cast<unsigned>(number(words, 2));
  const unsigned char address[16] = {AF_INET, 0, static_cast<unsigned char>(port >> 8), static_cast<unsigned char>(port), 127, 0, 0, 1};
  return connect_to(AF_INET, words[1] == "tcp" ? SOCK_STREAM : SOCK_DGRAM, address, sizeof address);
}

std::string reach_name(const Words& words) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path + 1, words[1].data(), words[1].size());
  return connect_to(AF_UNIX, SOCK_STREAM, &address, offsetof(sockaddr_un, sun_path) + 1 + words[1].size());
}

// Every process of a box was forked from one, so what is mapped here is mapped there too.
std::string read_memory(const Words& words) {
  static char secret[8] = "secret", copy[8];
  const iovec here{copy, sizeof copy}, there{secret, sizeof secret};
  return result(::process_vm_readv(static_cast<pid_t>(number(words, 1)), &here, 1, &there, 1, 0));
}

std::string set_up_ring(const Words&) {
  io_uring_params parameters{};
  return result(::syscall(SYS_io_uring_setup, 2, &parameters));
}

// One openat() that no system call of that name makes.
std::string open_by_ring(const Words& words) {
  io_uring_params parameters{};
  const int ring = static_cast<int>(::syscall(SYS_io_uring_setup, 2, &parameters));
  if (ring < 0) return result(-1);
  const auto map = [ring](std::size_t size, long offset) {
    return static_cast<char*>(::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, ring, offset));
  };
  char* queue = map(4096, static_cast<long>(IORING_OFF_SQ_RING));
  auto* entry = reinterpret_cast<io_uring_sqe*>(map(4096, static_cast<long>(IORING_OFF_SQES)));
  *entry = {};
  entry->opcode = IORING_OP_OPENAT;
  entry->fd = AT_FDCWD;
  entry->addr = reinterpret_cast<std::uint64_t>(words[1].c_str());
  *reinterpret_cast<unsigned*>(queue + parameters.sq_off.array) = 0;
  *reinterpret_cast<unsigned*>(queue + parameters.sq_off.tail) = 1;
  if (::syscall(SYS_io_uring_enter, ring, 1, 1, IORING_ENTER_GETEVENTS, nullptr, 0) < 0) return result(-1);
  char* done = parameters.features & IORING_FEAT_SINGLE_MMAP ? queue : map(4096, static_cast<long>(IORING_OFF_CQ_RING));
  const int got = reinterpret_cast<io_uring_cqe*>(done + parameters.cq_off.cqes)->res;
  return got < 0 ? "error " + std::to_string(-got) : "ok " + std::to_string(got);
}

std::string load_program(const Words&) {
  alignas(8) char attributes[128] = {1 /* a hash map */, 0, 0, 0, 4, 0, 0, 0, 4, 0, 0, 0, 1};
  return result(::syscall(SYS_bpf, 0 /* BPF_MAP_CREATE */, attributes, 48));
}

std::string count_events(const Words&) {
  perf_event_attr attributes{};
  attributes.type = PERF_TYPE_SOFTWARE;
  attributes.size = sizeof attributes;
  attributes.config = PERF_COUNT_SW_TASK_CLOCK;
  attributes.exclude_kernel = 1;
  return result(::syscall(SYS_perf_event_open, &attributes, 0, -1, -1, 0));
}

std::string handle_faults(const Words&) { return result(::syscall(SYS_userfaultfd, O_CLOEXEC | 1 /* of user mode only */)); }

// Memory that no process has mapped, in as many files as are asked for.
std::string hold_memory_files(const Words& words) {
  const std::string block(1 << 20, 'x');
  for (long file = 0; file < number(words, 1); ++file) {
    const int fd = static_cast<int>(::syscall(SYS_memfd_create, "x", 0));
    if (fd < 0) return result(-1);
    for (long i = 0; i < number(words, 2); ++i)
      if (::write(fd, block.data(), block.size()) < 0) return result(-1);
  }
  return "ok 0";
}

std::string hold_secret_memory(const Words&) {
  const int fd = static_cast<int>(::syscall(447 /* memfd_secret */, 0));
  if (fd < 0 || ::ftruncate(fd, 1 << 20) != 0) return result(-1);
  void* at = ::mmap(nullptr, 1 << 20, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  return at == MAP_FAILED ? result(-1) : (std::memset(at, 1, 1 << 20), "ok 0");
}

std::string fork_times(const Words& words) {
  for (long i = 0; i < number(words, 1); ++i) {
    const pid_t child = ::fork();
    if (child < 0) return result(-1);
    if (child == 0)
      for (;;) ::pause();
  }
  return "ok " + words[1];
}

std::string open_times(const Words& words) {
  for (long i = 0; i < number(words, 1); ++i)
    if (::open("/dev/null", O_RDONLY) < 0) return result(-1);
  return "ok " + words[1];
}

std::string write_one_file(const Words& words) {
  ::signal(SIGXFSZ, SIG_IGN);
  const int fd = ::open(words[1].c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  const std::string block(1 << 20, 'x');
  for (long i = 0; i < number(words, 2); ++i)
    if (::write(fd, block.data(), block.size()) != static_cast<ssize_t>(block.size())) return result(-1);
  return "ok 0";
}

std::string limit_is(const Words& words) {
  rlimit now{};
  ::getrlimit(static_cast<__rlimit_resource>(number(words, 1)), &now);
  return (now.rlim_max <= static_cast<rlim_t>(number(words, 2)) ? "error " : "ok ") + std::to_string(now.rlim_max);
}

std::string limit_another(const Words& words) {
  rlimit now{};
  return result(::prlimit(static_cast<pid_t>(number(words, 1)), RLIMIT_CORE, nullptr, &now));
}

std::string make_device(const Words&) { return result(::mknod("/box/work/zero", S_IFCHR | 0600, 0x105)); }

std::string open_handle(const Words&) {
  struct { unsigned bytes; int type; unsigned char handle[8]; } root{8, 1, {}};
  return result(::syscall(SYS_open_by_handle_at, AT_FDCWD, &root, O_RDONLY));
}

std::string type_something(const Words&) { return result(::ioctl(0, TIOCSTI, "x")); }

volatile int* shared = nullptr;

std::string make_shared(const Words&) {   // while the module is loaded
  void* page = ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  shared = page == MAP_FAILED ? nullptr : static_cast<volatile int*>(page);
  return result(shared ? 0 : -1);
}

std::string write_shared(const Words&) { return shared ? (*shared = 1, "ok 0") : "error 0"; }
std::string read_shared(const Words&) { return shared ? "ok " + std::to_string(*shared) : "error 0"; }

std::string become_root(const Words& words) {   // by a set-uid program that prints who runs it
  int out[2];
  if (::pipe(out) != 0) return result(-1);
  const pid_t child = ::fork();
  if (child == 0) {
    ::dup2(out[1], 1);
    ::execl(words[1].c_str(), "id", "-u", nullptr);
    ::_exit(1);
  }
  char text[16] = {};
  ::close(out[1]);
  (void)!::read(out[0], text, sizeof text - 1);
  ::close(out[0]);
  ::waitpid(child, nullptr, 0);
  return text[0] == '0' && text[1] == '\n' ? "ok 0" : "error 0";
}

#if defined(__x86_64__)
// The i386 numbers of system calls that take plain numbers.
std::string call_32(const Words& words) {
  long value;
  asm volatile("int $0x80" : "=a"(value) : "a"(number(words, 1)), "b"(number(words, 2)), "c"(0), "d"(0) : "memory", "r8", "r9", "r10", "r11");
  value = static_cast<int>(value);
  return value < 0 ? "error " + std::to_string(-value) : "ok " + std::to_string(value);
}
#endif

const std::map<std::string, std::string (*)(const Words&)> kAttacks = {
    {"clone", clone_with}, {"clone3", clone3_with}, {"mount", mount_something}, {"name_the_host", name_the_host}, {"find_key", find_key},
    {"find_segment", find_segment}, {"reach_port", reach_port}, {"reach_name", reach_name}, {"read_memory", read_memory},
    {"set_up_ring", set_up_ring}, {"open_by_ring", open_by_ring}, {"load_program", load_program}, {"count_events", count_events},
    {"handle_faults", handle_faults}, {"hold_memory_files", hold_memory_files}, {"hold_secret_memory", hold_secret_memory},
    {"fork_times", fork_times}, {"open_times", open_times}, {"write_one_file", write_one_file}, {"limit_is_above", limit_is},
    {"limit_another", limit_another}, {"make_device", make_device}, {"open_handle", open_handle}, {"type", type_something},
    {"become_root", become_root}, {"make_shared", make_shared}, {"write_shared", write_shared}, {"read_shared", read_shared},
#if defined(__x86_64__)
    {"call_32", call_32},
#endif
};

}  // namespace

std::optional<std::string> attack(const std::vector<std::string>& words) {
  const auto found = kAttacks.find(words[0]);
  if (found == kAttacks.end()) return std::nullopt;
  return found->second(words);
}

}  // namespace kata::sandbox

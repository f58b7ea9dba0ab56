// kata-box-probe: runs inside a box and tries to get out. Prints one line per protection: id, "holds" or "missing", fact.
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

namespace {

void say(const char* id, bool holds, const std::string& fact) {
  std::printf("%s %s %s\n", id, holds ? "holds" : "missing", fact.c_str());
  std::fflush(stdout);
}

std::string why(const std::string& what, bool worked) {
  return what + ": " + (worked ? "worked" : std::strerror(errno));
}

void try_open(const char* id, const char* path, int flags) {
  const int fd = ::open(path, flags | O_CLOEXEC);
  say(id, fd < 0, why(std::string("open ") + path, fd >= 0));
  if (fd >= 0) ::close(fd);
}

std::string status_line(const char* key) {
  std::string value = "unknown";
  if (std::FILE* file = std::fopen("/proc/self/status", "re")) {
    char line[256];
    while (std::fgets(line, sizeof line, file))
      if (std::strncmp(line, key, std::strlen(key)) == 0) value = std::string(line + std::strlen(key), std::strcspn(line + std::strlen(key), "\n"));
    std::fclose(file);
  }
  return value.substr(std::min(value.find_first_not_of(" \t"), value.size()));
}

void check_processes() {
  int others = 0;
  if (DIR* proc = ::opendir("/proc")) {
    while (const dirent* entry = ::readdir(proc))
      others += std::atoi(entry->d_name) > 0 && std::atoi(entry->d_name) != ::getpid();
    ::closedir(proc);
  }
  say("other_processes", others <= 1, "sees " + std::to_string(others) + " other processes");
}

void check_network() {
  const int fd = ::socket(AF_INET, SOCK_DGRAM, 0);
  const unsigned char address[16] = {AF_INET, 0, 0, 53, 192, 0, 2, 1};  // a documentation address; nothing is sent
  const bool reached = fd >= 0 && ::connect(fd, reinterpret_cast<const sockaddr*>(address), sizeof address) == 0;
  say("network", !reached, why("a route to 192.0.2.1", reached));
}

void check_forks() {
  int made = 0;
  std::string fact = "no limit";
  for (; made < 200; ++made) {
    const pid_t child = ::fork();
    if (child == 0) {
      ::pause();
      ::_exit(0);
    }
    if (child < 0) {
      fact = "fork " + std::to_string(made + 1) + ": " + std::strerror(errno);
      break;
    }
  }
  say("process_limit", made < 200, fact);
}

void check_disk() {
  ::signal(SIGXFSZ, SIG_IGN);
  const std::string block(1 << 20, 'x');
  long written = 0;
  for (int file = 0; file < 8; ++file) {
    const int fd = ::open(("fill" + std::to_string(file)).c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    ssize_t size = -1;
    for (int i = 0; i < 4 && fd >= 0 && (size = ::write(fd, block.data(), block.size())) > 0; ++i) written += size;
    ::close(fd);
    if (size <= 0) break;
  }
  const bool limited = written < 32 << 20;
  say("disk_limit", limited, "wrote " + std::to_string(written >> 20) + " MiB" + (limited ? std::string(", then: ") + std::strerror(errno) : ""));
}

[[noreturn]] void burn() {
  volatile unsigned long sink = 0;
  for (;;) sink = sink + 1;
}

void take_memory() {
  for (;;) {
    void* block = ::mmap(nullptr, 1 << 24, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (block == MAP_FAILED) ::pause();
    std::memset(block, 1, 1 << 24);
  }
}

void check_all() {
  const std::string effective = status_line("CapEff:"), bounding = status_line("CapBnd:");
  say("no_capabilities", effective.find_first_not_of('0') == effective.npos, "effective " + effective + ", bounding " + bounding);
  say("no_new_privileges", status_line("NoNewPrivs:") == "1", "NoNewPrivs " + status_line("NoNewPrivs:"));
  try_open("file_system_rules", "/", O_RDONLY | O_DIRECTORY);
  try_open("host_files", "/etc/shadow", O_RDONLY);
  try_open("kernel_switches", "/proc/sys/kernel/core_pattern", O_WRONLY);
  check_processes();
  check_network();
  check_disk();
  check_forks();
}

}  // namespace

int main(int argc, char** argv) {
  const std::string what = argc > 1 ? argv[1] : "";
  if (what == "ptrace") ::ptrace(PTRACE_TRACEME, 0, 0, 0);
  else if (what == "burn") ::fork() == 0 ? burn() : static_cast<void>(::wait(nullptr));
  else if (what == "memory") ::fork() == 0 ? take_memory() : static_cast<void>(::wait(nullptr));
  else check_all();
  return 0;
}

// A zygote for tests. Its "language" is a list of commands, one per line: those of the submission's file `load` run when
// it is loaded, those that arrive on a test's channel run there; each gives one line back.
#include <dirent.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include "attacks.h"
#include "sandbox/zygote.h"

namespace {

volatile unsigned long g_sink;

std::string result(long value) { return value < 0 ? "error " + std::to_string(errno) : "ok " + std::to_string(value); }

void burn(double seconds) {
  timespec now;
  do {
    for (int i = 0; i < 10000; ++i) g_sink = static_cast<unsigned long>(i);
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  } while (static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9 < seconds);
}

void touch(std::size_t mebibytes) {
  void* block = ::mmap(nullptr, mebibytes << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (block != MAP_FAILED) std::memset(block, 1, mebibytes << 20);
}

[[noreturn]] void wait_for_ever() {
  for (;;) ::pause();
}

void* thread_that_waits(void*) { wait_for_ever(); }

// A process that nobody waits for and that no session or group holds.
std::string daemonize() {
  int ready[2];
  (void)!::pipe(ready);
  if (::fork() == 0) {
    ::setsid();
    if (::fork() == 0) {
      (void)!::write(ready[1], "", 1);
      wait_for_ever();
    }
    ::_exit(0);
  }
  char byte;
  return result(::read(ready[0], &byte, 1));
}

std::string fork_until_refused() {
  for (long count = 0; count < 10000; ++count) {
    const pid_t child = ::fork();
    if (child == 0) wait_for_ever();
    if (child < 0) return "ok " + std::to_string(count);
  }
  return "no limit";
}

[[noreturn]] void fork_bomb() {
  for (;;)
    if (::fork() == 0) ::setsid();
}

std::string children_burn(double seconds, bool ignore) {
  if (ignore) ::signal(SIGCHLD, SIG_IGN);
  for (int i = 0; i < 2; ++i)
    if (::fork() == 0) {
      burn(seconds);
      ::_exit(0);
    }
  while (::wait(nullptr) > 0) {
  }
  return "ok 0";
}

std::string children_touch(int children, std::size_t mebibytes) {
  for (int i = 0; i < children; ++i)
    if (::fork() == 0) {
      touch(mebibytes);
      wait_for_ever();
    }
  wait_for_ever();
}

std::string list_processes() {
  std::string pids = "ok";
  DIR* proc = ::opendir("/proc");
  if (!proc) return result(-1);
  while (const dirent* entry = ::readdir(proc))
    if (entry->d_name[0] >= '0' && entry->d_name[0] <= '9') pids += std::string(" ") + entry->d_name;
  ::closedir(proc);
  return pids;
}

std::string open_descriptors() {
  std::string fds = "ok";
  for (int fd = 0; fd < 1024; ++fd)
    if (::fcntl(fd, F_GETFD) >= 0) fds += " " + std::to_string(fd);
  return fds;
}

std::string read_text(const std::string& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return result(-1);
  char text[4096];
  const ssize_t size = ::read(fd, text, sizeof text);
  ::close(fd);
  return size < 0 ? result(-1) : "ok " + std::string(text, static_cast<std::size_t>(size));
}

std::string open_path(const std::string& path, int flags) {
  const int fd = ::open(path.c_str(), flags | O_CLOEXEC, 0644);
  const std::string text = fd < 0 ? result(-1) : "ok 0";
  if (fd >= 0) ::close(fd);
  return text;
}

std::string deep_folders() {
  for (int depth = 0; depth < 500; ++depth)
    if (::mkdir("a", 0) != 0 || ::chmod("a", 0700) != 0 || ::chdir("a") != 0) return result(-1);
  ::close(::open("file", O_CREAT | O_WRONLY, 0));
  (void)!::chdir(kata::sandbox::work_dir());
  return result(::chmod("a", 0));
}

std::string closed_folders() {
  for (const char* folder : {"closed", "closed/inner"})
    if (::mkdir(folder, 0700) != 0) return result(-1);
  ::close(::open("closed/inner/file", O_CREAT | O_WRONLY | O_CLOEXEC, 0600));
  if (::chmod("closed/inner", 0500) != 0) return result(-1);
  return result(::chmod("closed", 0));
}

// Names for one file: they count as files do, and no disk is slow at them.
std::string link_many(long count) {
  ::close(::open("0", O_CREAT | O_WRONLY | O_CLOEXEC, 0600));
  for (long i = 1; i <= count; ++i)
    if (::link("0", std::to_string(i).c_str()) != 0) return result(-1);
  return "ok 0";
}

std::string write_file(const std::string& path, std::size_t mebibytes) {
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  const std::string block(1 << 20, 'x');
  ssize_t size = fd < 0 ? -1 : 0;
  for (std::size_t i = 0; i < mebibytes && size >= 0; ++i) size = ::write(fd, block.data(), block.size());
  const std::string text = result(size);
  ::close(fd);
  return text;
}

std::string connect_somewhere() {
  const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
  if (fd < 0) return result(-1);
  const unsigned char address[16] = {AF_INET, 0, 0, 53, 1, 1, 1, 1};
  const std::string text = result(::connect(fd, reinterpret_cast<const sockaddr*>(address), sizeof address));
  ::close(fd);
  return text;
}

void flood(std::size_t kibibytes) {
  const std::string block(1024, 'x');
  for (std::size_t i = 0; i < kibibytes; ++i) (void)!::write(1, block.data(), block.size());
}

long number(const std::vector<std::string>& words, std::size_t index) {
  return index < words.size() ? std::strtol(words[index].c_str(), nullptr, 0) : 0;
}

std::string perform(const std::vector<std::string>& words) {
  const std::string& verb = words[0];
  const std::string argument = words.size() > 1 ? words[1] : "";
  if (verb == "hello") return "ok 0";
  if (verb == "exit") ::_exit(static_cast<int>(number(words, 1)));
  if (verb == "read") return read_text(argument);
  if (verb == "open_read") return open_path(argument, O_RDONLY);
  if (verb == "open_write") return open_path(argument, O_WRONLY);
  if (verb == "create") return open_path(argument, O_WRONLY | O_CREAT);
  if (verb == "stat") {
    struct stat status;
    return result(::stat(argument.c_str(), &status));
  }
  if (verb == "mkdir") return result(::mkdir(argument.c_str(), 0755));
  if (verb == "fill") {
    ::signal(SIGXFSZ, SIG_IGN);
    const int fd = ::open(argument.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    const std::string block(1 << 20, 'x');
    long total = 0;
    for (ssize_t size; (size = ::write(fd, block.data(), block.size())) > 0;) total += size;
    return "ok " + std::to_string(total);
  }
  if (verb == "write") return write_file(argument, static_cast<std::size_t>(number(words, 2)));
  if (verb == "link_many") return link_many(number(words, 1));
  if (verb == "closed_folders") return closed_folders();
  if (verb == "deep_folders") return deep_folders();
  if (verb == "touch_memory") return touch(static_cast<std::size_t>(number(words, 1))), "ok 0";
  if (verb == "children_touch") return children_touch(static_cast<int>(number(words, 1)), static_cast<std::size_t>(number(words, 2)));
  if (verb == "burn") return burn(std::strtod(argument.c_str(), nullptr)), "ok 0";
  if (verb == "children_burn") return children_burn(std::strtod(argument.c_str(), nullptr), false);
  if (verb == "children_burn_unseen") return children_burn(std::strtod(argument.c_str(), nullptr), true);
  if (verb == "sleep") wait_for_ever();
  if (verb == "fork_until_refused") return fork_until_refused();
  if (verb == "fork_bomb") fork_bomb();
  if (verb == "daemon") return daemonize();
  if (verb == "thread") {
    pthread_t thread;
    return result(::pthread_create(&thread, nullptr, thread_that_waits, nullptr) == 0 ? 0 : -1);
  }
  if (verb == "print") return result(::write(1, argument.data(), argument.size()));
  if (verb == "complain") return result(::write(2, argument.data(), argument.size()));
  if (verb == "flood") return flood(static_cast<std::size_t>(number(words, 1))), "ok 0";
  if (verb == "processes") return list_processes();
  if (verb == "descriptors") return open_descriptors();
  if (verb == "getpid") return result(::getpid());
  if (verb == "getppid") return result(::getppid());
  if (verb == "getuid") return result(::getuid());
  if (verb == "raise") return result(::raise(static_cast<int>(number(words, 1))));
  if (verb == "kill") return result(::kill(static_cast<pid_t>(number(words, 1)), static_cast<int>(number(words, 2))));
  if (verb == "prlimit") {
    const rlimit one{1, 1};
    return result(::prlimit(static_cast<pid_t>(number(words, 1)), RLIMIT_NOFILE, &one, nullptr));
  }
  if (verb == "undumpable") return result(::prctl(PR_SET_DUMPABLE, 0));
  if (verb == "hostname") {
    char name[64] = {};
    ::gethostname(name, sizeof name - 1);
    return std::string("ok ") + name;
  }
  if (verb == "environment") {
    std::string text = "ok";
    for (char** entry = environ; *entry; ++entry) text += std::string(" ") + *entry;
    return text;
  }
  if (verb == "socket") return result(::socket(static_cast<int>(number(words, 1)), SOCK_STREAM, 0));
  if (verb == "connect") return connect_somewhere();
  if (verb == "link_namespace") {
    char text[64] = {};
    const ssize_t size = ::readlink(("/proc/self/ns/" + argument).c_str(), text, sizeof text - 1);
    return size < 0 ? result(-1) : std::string("ok ") + text;
  }
  if (verb == "seize_control") {  // from the import: learner code that answers in the module process's place
    const int word = 1;
    (void)!::send(kata::sandbox::kControlFd, &word, sizeof word, 0);
    (void)!::send(kata::sandbox::kControlFd, "nonsense", 8, 0);
    return "ok 0";
  }
  if (verb == "syscall")
    return result(::syscall(number(words, 1), number(words, 2), number(words, 3), number(words, 4), number(words, 5), number(words, 6)));
  if (const auto tried = kata::sandbox::attack(words)) return *tried;
  return "unknown command";
}

std::string perform_line(const std::string& line) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at <= line.size();) {
    const std::size_t end = std::min(line.find(' ', at), line.size());
    words.push_back(line.substr(at, end - at));
    at = end + 1;
  }
  std::string reply = perform(words);
  for (char& byte : reply)
    if (byte == '\n') byte = ';';
  return reply + "\n";
}

class Scripted : public kata::sandbox::Language {
 public:
  void load(int channel) override {
    const std::string script = read_text(std::string(kata::sandbox::submission_dir()) + "/load");
    std::string replies;
    if (script.starts_with("ok "))
      for (std::size_t at = 3; at < script.size();) {
        const std::size_t end = std::min(script.find('\n', at), script.size());
        replies += perform_line(script.substr(at, end - at));
        at = end + 1;
      }
    replies += "loaded\n";
    (void)!::send(channel, replies.data(), replies.size(), MSG_NOSIGNAL);
  }

  void serve(int channel) override {
    std::string line;
    char byte;
    while (::read(channel, &byte, 1) == 1) {
      if (byte != '\n') {
        line += byte;
        continue;
      }
      const std::string reply = perform_line(line);
      line.clear();
      if (::send(channel, reply.data(), reply.size(), MSG_NOSIGNAL) < 0) return;
    }
  }
};

}  // namespace

int main() {
  kata::sandbox::begin_zygote();
  Scripted language;
  kata::sandbox::serve_zygote(&language);
}

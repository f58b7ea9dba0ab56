#include "base/program.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>

#include "base/error.h"
#include "base/unique_fd.h"

namespace kata {
namespace {

UniqueFd new_file() {
  UniqueFd fd(::memfd_create("kata-program", MFD_CLOEXEC));
  if (!fd) throw_errno(N_("cannot make a file in memory"));
  return fd;
}

std::string read_back(const UniqueFd& fd) {
  std::string text(static_cast<std::size_t>(::lseek(fd.get(), 0, SEEK_END)), '\0');
  const ssize_t got = ::pread(fd.get(), text.data(), text.size(), 0);
  text.resize(static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
  return text;
}

}  // namespace

Finished run_program(const Program& program) {
  const UniqueFd nothing(::open("/dev/null", O_RDONLY | O_CLOEXEC)), out = new_file(), err = new_file();
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  const int fds[] = {program.in < 0 ? nothing.get() : program.in, program.out < 0 ? out.get() : program.out, program.err < 0 ? err.get() : program.err};
  for (int fd = 0; fd < 3; ++fd) posix_spawn_file_actions_adddup2(&actions, fds[fd], fd);
  std::vector<char*> arguments;
  for (const std::string& word : program.command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  pid_t pid = -1;
  const int error = ::posix_spawnp(&pid, arguments[0], &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) throw_errno(N_("cannot start {}"), {program.command[0]}, error);
  Finished done;
  while (::waitpid(pid, &done.status, 0) < 0 && errno == EINTR) {}
  done.out = read_back(out);
  done.err = read_back(err);
  return done;
}

}  // namespace kata

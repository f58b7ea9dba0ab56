#include "language/python/syntax.h"

#include "language/python/ref.h"  // before marshal.h, which needs Python.h

#include <fcntl.h>
#include <marshal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/unique_fd.h"
#include "language/python/observe.h"
#include "language/python/outcome.h"
#include "language/python/runtime.h"

namespace kata::python {
namespace {

constexpr const char* kPython = "/usr/bin/python3";
constexpr std::size_t kMostFacts = 8u << 20;

Value failed(const char* what) {
  PyErr_Format(PyExc_RuntimeError, "the source text could not be examined: %s", what);
  return raised_outcome();
}

std::string read_all(int fd) {
  std::string out;
  char part[1 << 16];
  for (ssize_t size; (size = ::read(fd, part, sizeof part)) > 0 && out.size() < kMostFacts;)
    out.append(part, static_cast<std::size_t>(size));
  return out;
}

pid_t start_python(int in, int out) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in, 0);
  posix_spawn_file_actions_adddup2(&actions, out, 1);
  const char* const argv[] = {kPython, "-I", "-S", "-c", syntax_program(), nullptr};
  char* const no_environment[] = {nullptr};
  pid_t child = -1;
  const int error = ::posix_spawn(&child, kPython, &actions, nullptr, const_cast<char**>(argv), no_environment);
  posix_spawn_file_actions_destroy(&actions);
  return error ? -1 : child;
}

}  // namespace

Value syntax_outcome(const std::string& file) {
  const UniqueFd source(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  int ends[2];
  if (!source || ::pipe2(ends, O_CLOEXEC) < 0) return failed("cannot open it");
  UniqueFd from(ends[0]), to(ends[1]);
  const pid_t child = start_python(source.get(), to.get());
  to.reset();
  if (child < 0) return failed("cannot start python3");
  const std::string facts = read_all(from.get());
  int status = 0;
  ::waitpid(child, &status, 0);
  if (status != 0) return failed("its examination ended early");
  const Ref object = Ref::steal(PyMarshal_ReadObjectFromString(facts.data(), static_cast<Py_ssize_t>(facts.size())));
  return object ? list("value", observe(object.get())) : raised_outcome();
}

}  // namespace kata::python

#include "sandbox/module_process.h"

#include <fcntl.h>
#include <sys/socket.h>

#include "base/error.h"
#include "sandbox/transport.h"

namespace kata::sandbox {
namespace {

[[noreturn]] void in_child(const Plan& plan, const BoxFolders& folders, const Capture& capture, const Program& program,
                           int control) {
  // Opened here because both are the box's own: rules on the host's /proc would not hold for this one.
  const UniqueFd null(::open("/dev/null", O_RDONLY | O_CLOEXEC));
  const UniqueFd proc(plan.own_namespaces() ? ::open("/proc", O_PATH | O_CLOEXEC) : -1);
  ModuleStart start{.input = program.input >= 0 ? program.input : null.get(),
                    .output = capture.writable(0),
                    .error = capture.writable(1),
                    .control = control,
                    .writable = folders.writable(),
                    .readable = {folders.submission()},
                    .program = program.fd,
                    .command = program.command};
  if (proc) start.readable.push_back(proc.get());
  become_module(plan, start);
}

}  // namespace

ModuleProcess start_module(const Plan& plan, const BoxFolders& folders, const Capture& capture, const Program& program) {
  int pair[2];
  if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0) throw_errno(N_("cannot make a socket for a box"));
  if (program.input >= 0) ::lseek(program.input, 0, SEEK_SET);   // each load reads it from its start
  ModuleProcess module;
  module.control.reset(pair[0]);
  UniqueFd theirs(pair[1]);
  module.pid = ::fork();
  if (module.pid < 0) throw_errno(N_("cannot start a process in a box"));
  if (module.pid == 0) in_child(plan, folders, capture, program, theirs.get());
  theirs.reset();
  char text[256];
  Received ready = receive_message(module.control.get(), text);
  if (ready.size != 1)
    throw Error(N_("a box cannot lock its processes in; run kata doctor"), {},
                ready.size > 0 ? std::string(text, static_cast<std::size_t>(ready.size)) : "");
  module.listener = std::move(ready.fds[0]);
  return module;
}

bool give_order(const ModuleProcess& module, char order, int channel) {
  const std::string_view byte(&order, 1);
  return must_send(module.control.get(), {byte}, {&channel, channel < 0 ? 0u : 1u});
}

}  // namespace kata::sandbox

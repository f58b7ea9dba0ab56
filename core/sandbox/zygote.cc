#include "sandbox/zygote.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include <cstdlib>
#include <cstring>
#include <memory>

#include "base/error.h"
#include "sandbox/messages.h"
#include "sandbox/transport.h"

namespace kata::sandbox {

std::string_view name(Isolation level) {
  switch (level) {
    case Isolation::none: return "none";
    case Isolation::reduced: return "reduced";
    case Isolation::full: return "full";
  }
  return "none";
}

struct Zygote::State {
  std::string executable;
  pid_t pid = -1;
  UniqueFd socket, pidfd;
  Isolation isolation = Isolation::none;
  std::string note;
  Fault complaint;        // what the zygote said before it ended
  bool gone = false;
  bool groups = false;
};

namespace {

// Nothing of the caller's environment reaches a zygote, but for the options of a sanitizer build. Leaks are found by tracing,
// which nobody may do in a box.
std::vector<std::string> zygote_environment() {
  std::vector<std::string> out{"PATH=/usr/bin:/bin", "LANG=C.UTF-8"};
  if (const char* value = std::getenv("ASAN_OPTIONS")) out.push_back(std::string("ASAN_OPTIONS=") + value + ":detect_leaks=0");
  if (const char* value = std::getenv("UBSAN_OPTIONS")) out.push_back(std::string("UBSAN_OPTIONS=") + value);
  return out;
}

std::vector<char*> pointers(std::vector<std::string>& strings) {
  std::vector<char*> out;
  for (std::string& text : strings) out.push_back(text.data());
  out.push_back(nullptr);
  return out;
}

[[noreturn]] void become_zygote(const char* executable, char** argv, char** environment, int socket) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  ::setsid();
  const int null = ::open("/dev/null", O_RDONLY);
  ::dup2(null, 0);
  if (socket == kZygoteFd) ::fcntl(socket, F_SETFD, 0);
  else ::dup2(socket, kZygoteFd);
  ::close_range(kZygoteFd + 1, ~0U, 0);
  sigset_t none;
  sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  ::execve(executable, argv, environment);
  ::_exit(127);
}

Fault how_it_ended(const std::string& program, int status) {
  if (WIFSIGNALED(status))
    return {.text = N_("{} was ended by the signal {}; run kata doctor"), .arguments = {program, std::to_string(WTERMSIG(status))}};
  return {.text = N_("{} ended by itself (exit code {}); run kata doctor"), .arguments = {program, std::to_string(WEXITSTATUS(status))}};
}

// Those that were killed and are perhaps still ending. Nobody waits for that, but each is reaped when it has ended.
std::vector<pid_t> ending;

void reap_ended() {
  std::erase_if(ending, [](pid_t pid) { return ::waitpid(pid, nullptr, WNOHANG) != 0; });
}

}  // namespace

void Zygote::greet(State& state, const ZygoteSpec& spec) {
  const Hello hello{.at_most = spec.at_most, .supervisor = ::getpid(), .brief = spec.brief};
  std::string readable;
  for (const std::string& path : spec.readable) readable.append(path).push_back('\0');
  state.groups = spec.groups >= 0;
  must_send(state.socket.get(), {bytes_of(hello), readable}, {&spec.groups, state.groups ? 1u : 0u});
}

Zygote::Zygote(const ZygoteSpec& spec) : state_(new State) {
  std::unique_ptr<State> state(state_);
  state->executable = spec.executable;
  if (::access(spec.executable.c_str(), X_OK) != 0)
    throw_errno(N_("cannot start {} (is Kata installed completely?)"), {spec.executable});
  int pair[2];
  if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0) throw_errno(N_("cannot make a socket"));
  state->socket.reset(pair[0]);
  UniqueFd theirs(pair[1]);
  std::vector<std::string> arguments{spec.executable};
  arguments.insert(arguments.end(), spec.arguments.begin(), spec.arguments.end());
  std::vector<std::string> environment = zygote_environment();
  auto argv = pointers(arguments), envp = pointers(environment);
  state->pid = ::fork();
  if (state->pid < 0) throw_errno(N_("cannot start {}"), {spec.executable});
  if (state->pid == 0) become_zygote(spec.executable.c_str(), argv.data(), envp.data(), theirs.get());
  try {
    state->pidfd.reset(static_cast<int>(::syscall(SYS_pidfd_open, state->pid, 0)));
    if (!state->pidfd) throw_errno(N_("cannot start {}"), {spec.executable});
    greet(*state, spec);
  } catch (const Error&) {
    ::kill(state->pid, SIGKILL);
    ending.push_back(state->pid);
    throw;
  }
  (void)state.release();   // state_ keeps it
}

Zygote::~Zygote() {
  reap_ended();
  if (!state_->gone && state_->isolation == Isolation::full && !state_->groups) {
    // Its boxes die with it and leave nothing behind.
    ::kill(state_->pid, SIGKILL);
    ending.push_back(state_->pid);
  } else if (!state_->gone) {
    // It ends when we hang up, and may have folders or groups to remove; one that doesn't is killed.
    ::shutdown(state_->socket.get(), SHUT_RDWR);
    pollfd ended{state_->pidfd.get(), POLLIN, 0};
    if (::poll(&ended, 1, 2000) <= 0) ::kill(state_->pid, SIGKILL);
    ::waitpid(state_->pid, nullptr, 0);
  }
  delete state_;
}

int Zygote::fd() const { return state_->socket.get(); }
int Zygote::pidfd() const { return state_->pidfd.get(); }
bool Zygote::gone() const { return state_->gone; }
Isolation Zygote::isolation() const { return state_->isolation; }
const std::string& Zygote::note() const { return state_->note; }

void Zygote::launch(BoxSpec spec) {
  Launch launch{.slot = spec.slot, .id = spec.id, .limits = spec.limits};
  launch.has_files = static_cast<bool>(spec.files);
  launch.has_program = static_cast<bool>(spec.program);
  launch.has_input = static_cast<bool>(spec.input);
  launch.arguments = static_cast<std::uint32_t>(spec.command.size());
  std::string strings;
  for (const std::string& word : spec.command) strings.append(word).push_back('\0');
  strings.append(spec.keep).push_back('\0');
  if (strings.size() > kMostMessage / 2) throw Error(N_("a command for a box is longer than 80 KiB"), {});
  int fds[kMostFds] = {spec.control.get()};
  std::size_t count = 1;
  if (spec.files) fds[count++] = spec.files.get();
  if (spec.program) fds[count++] = spec.program.get();
  if (spec.input) fds[count++] = spec.input.get();
  // A zygote that died meanwhile is noticed by next().
  must_send(state_->socket.get(), {bytes_of(launch), strings}, {fds, count});
}

void Zygote::kill(std::uint64_t id) {
  must_send(state_->socket.get(), {bytes_of(Launch{.kind = Launch::Kind::kill, .id = id})});
}

std::optional<BoxEvent> Zygote::next() {
  State& state = *state_;
  while (!state.gone) {
    char buffer[4096];
    Received received = receive_message(state.socket.get(), buffer, MSG_DONTWAIT);
    if (received.size < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return std::nullopt;
    Event event;
    if (received.size < static_cast<ssize_t>(sizeof event)) {
      int status = 0;
      ::kill(state.pid, SIGKILL);
      ::waitpid(state.pid, &status, 0);
      state.gone = true;
      throw Error(state.complaint ? state.complaint : how_it_ended(state.executable, status));
    }
    std::memcpy(&event, buffer, sizeof event);
    std::string text(buffer + sizeof event, static_cast<std::size_t>(received.size) - sizeof event);
    if (event.kind == Event::Kind::ready) {
      state.isolation = event.isolation;
      state.note = std::move(text);
      continue;
    }
    if (event.kind == Event::Kind::failed && event.id == 0) {
      state.complaint = unpack(text);
      continue;
    }
    BoxEvent out;
    out.kind = event.kind == Event::Kind::ended ? BoxEvent::Kind::ended : BoxEvent::Kind::failed;
    out.id = event.id;
    out.fault = unpack(text);
    out.kept = std::move(received.fds[0]);
    return out;
  }
  return std::nullopt;
}

}  // namespace kata::sandbox

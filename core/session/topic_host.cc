#include "session/topic_host.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>

#include <cstring>
#include <string_view>

#include "base/error.h"
#include "base/text.h"
#include "session/sockets.h"
#include "value/wire.h"

namespace kata {
namespace {

using plugin_host::number_or;
using plugin_host::text_or;

constexpr std::size_t kKeptErrors = 2000;   // bytes of a host's stderr that a message may show

pid_t spawn(const TopicHost::Spec& spec, int control, int errors) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, errors, 2);
  posix_spawn_file_actions_adddup2(&actions, control, plugin_host::kControlFd);
  posix_spawn_file_actions_addclosefrom_np(&actions, plugin_host::kControlFd + 1);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID);   // a Ctrl-C is for the supervisor alone

  std::vector<char*> argv{const_cast<char*>(spec.executable.c_str())};
  for (const auto& argument : spec.arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  char path[] = "PATH=/usr/bin:/bin", locale[] = "LC_ALL=C.UTF-8";
  char* environment[] = {path, locale, nullptr};
  pid_t pid = -1;
  const int error = ::posix_spawn(&pid, spec.executable.c_str(), &actions, &attributes, argv.data(), environment);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  if (error != 0) throw_errno(N_("cannot start {} (is Kata installed completely?)"), {spec.executable}, error);
  return pid;
}

// A process of a library that ended where it may not; each text has the library and how it ended.
struct Where {
  const char* crashed;
  const char* ended;
};
constexpr Where kAtStart{N_("{} crashed as it started ({}); is Kata installed completely?"),
                         N_("{} ended as it started (exit code {}); is Kata installed completely?")};
constexpr Where kInLoad{N_("{} crashed while it was loaded ({}). What runs on load is constructors of global objects; look there"),
                        N_("{} ended while it was loaded (exit code {}). What runs on load is constructors of global objects; look there")};
constexpr Where kWaiting{N_("{} crashed while it waited for work ({})"), N_("{} ended while it waited for work (exit code {})")};
constexpr Where kInGrader{N_("{} crashed in a grader, outside its tests ({})"), N_("{} ended a grader, outside its tests (exit code {})")};
constexpr Where kInTest{N_("{} crashed ({}) in the hidden test {}; run that test in a debugger"),
                        N_("{} ended the grader (exit code {}) in the hidden test {}; a test must not exit")};

Fault how_it_ended(const Where& where, const std::string& subject, int status) {
  if (!WIFSIGNALED(status)) return {.text = where.ended, .arguments = {subject, std::to_string(WEXITSTATUS(status))}};
  const char* name = ::sigabbrev_np(WTERMSIG(status));
  return {.text = where.crashed, .arguments = {subject, name ? std::string("SIG") + name : std::to_string(WTERMSIG(status))}};
}

// What a topic host or a grader says of a fault.
Fault fault_in(const Value& value) {
  const Bytes* packed = value.get<Bytes>();
  return packed ? unpack(packed->data) : Fault{.text = N_("a topic host tells a fault in a way that cannot be read")};
}

std::uint32_t frame_size(std::string_view bytes) {
  std::uint32_t size = 0;
  for (const char c : bytes.substr(0, 4)) size = size << 8 | static_cast<unsigned char>(c);
  return size;
}

}  // namespace

struct TopicHost::Pending {
  Done done;
  UniqueFd socket;                  // results come from here
  Loop::Clock::duration step_time;
  std::optional<Loop::Timer> timer;
  std::string buffer;
  std::string step;                 // the last one begun: "" is the load
  std::optional<Value> result;
  Fault fault;
  bool closed = false;              // the grader wrote its last byte
  std::optional<int> status;        // of the grader
};

TopicHost::TopicHost(Loop& loop, Spec spec) : loop_(loop), spec_(std::move(spec)) {
  auto [ours, theirs] = socket_pair(SOCK_SEQPACKET);
  int pipe[2];
  if (::pipe2(pipe, O_CLOEXEC | O_NONBLOCK) != 0) throw_errno(N_("cannot make a pipe"));
  errors_.reset(pipe[0]);
  const UniqueFd their_errors(pipe[1]);
  pid_ = spawn(spec_, theirs.get(), their_errors.get());
  control_ = std::move(ours);
  loop_.watch(control_.get(), [this] { read_control(); });
  load_timer_ = loop_.after(spec_.load_time, [this] {
    give_up({.text = N_("{} was not loaded after {} s, as something in it runs when it is loaded. Do nothing in constructors of global objects"),
             .arguments = {spec_.subject, std::to_string(std::chrono::duration_cast<std::chrono::seconds>(spec_.load_time).count())}},
            false);
  });
}

TopicHost::~TopicHost() {
  if (load_timer_) loop_.cancel(*load_timer_);
  if (control_) loop_.forget(control_.get());
  for (auto& [id, pending] : pending_) {
    if (pending.socket) loop_.forget(pending.socket.get());
    if (pending.timer) loop_.cancel(*pending.timer);
  }
  if (pid_ > 0) {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }
}

void TopicHost::request(std::string_view name, Values payload, UniqueFd box, Loop::Clock::duration step_time, Done done) {
  const std::uint64_t id = ++last_id_;
  if (!usable()) return done({.fault = why_, .repeatable = repeatable_});
  UniqueFd results;
  try {
    results = send_request(id, name, std::move(payload), box);
  } catch (const Error& error) {
    return done({.fault = error.fault()});
  }
  Pending& pending = pending_[id];
  pending.done = std::move(done);
  pending.socket = std::move(results);
  pending.step_time = step_time;
  loop_.watch(pending.socket.get(), [this, id] { read_result(id); });
  if (phase_ == Phase::ready) restart_timer(id, pending);
}

// Where its results will come from.
UniqueFd TopicHost::send_request(std::uint64_t id, std::string_view name, Values payload, const UniqueFd& box) {
  auto [ours, theirs] = socket_pair(SOCK_STREAM);
  payload.insert(payload.begin(), Value(id));
  std::vector<int> fds{theirs.get()};
  if (box) fds.push_back(box.get());
  plugin_host::send_message(control_.get(), name, std::move(payload), fds);   // a host that died is noticed by its socket
  return std::move(ours);
}

void TopicHost::read_control() {
  plugin_host::Message message;
  switch (plugin_host::receive_message(control_.get(), message, false)) {
    case plugin_host::Received::message: return take(message);
    case plugin_host::Received::nothing: return;
    case plugin_host::Received::end: return died();
  }
}

void TopicHost::take(plugin_host::Message& message) {
  Values& arguments = message.arguments;
  if (message.name == "loading") {
    phase_ = Phase::loading;
  } else if (message.name == "ready" && !arguments.empty()) {
    phase_ = Phase::ready;
    build_id_ = text_or(arguments[0], "");
    if (load_timer_) loop_.cancel(*std::exchange(load_timer_, std::nullopt));
    for (auto& [id, pending] : pending_) restart_timer(id, pending);
  } else if (message.name == "broken" && !arguments.empty()) {
    give_up(fault_in(arguments[0]), phase_ == Phase::ready);
  } else if (message.name == "ended" && arguments.size() == 2) {
    const auto id = static_cast<std::uint64_t>(number_or(arguments[0], 0));
    const auto found = pending_.find(id);
    if (found == pending_.end()) return;
    found->second.status = static_cast<int>(number_or(arguments[1], 0));
    if (found->second.closed) conclude(id);
  }
}

void TopicHost::restart_timer(std::uint64_t id, Pending& pending) {
  if (pending.timer) loop_.cancel(*pending.timer);
  pending.timer = loop_.after(pending.step_time, [this, id] {
    Pending& late = pending_.at(id);
    late.timer.reset();
    if (late.fault) return give_up(no_answer(), true);
    late.fault = late.step.empty() ? Fault{.text = N_("{}: the load of the submission did not end in time and was stopped"), .arguments = {spec_.subject}}
                                   : Fault{.text = N_("{}: the hidden test {} did not end in time and was stopped"), .arguments = {spec_.subject, late.step}};
    if (!kill_grader(id)) return;
    late.timer = loop_.after(std::chrono::seconds(5), [this] { give_up(no_answer(), true); });
  });
}

// False: that could not even be said, and this host is no more.
bool TopicHost::kill_grader(std::uint64_t id) {
  try {
    plugin_host::send_message(control_.get(), "kill", {id});
    return true;
  } catch (const Error& error) {
    give_up(error.fault(), true);
    return false;
  }
}

void TopicHost::read_result(std::uint64_t id) {
  Pending& pending = pending_.at(id);
  char buffer[64 << 10];
  const ssize_t size = ::recv(pending.socket.get(), buffer, sizeof buffer, MSG_DONTWAIT);
  if (size < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (size > 0) {
    pending.buffer.append(buffer, static_cast<std::size_t>(size));
    return take_frames(id, pending);
  }
  loop_.forget(pending.socket.get());
  pending.socket.reset();
  pending.closed = true;
  if (pending.status) conclude(id);
}

void TopicHost::take_frames(std::uint64_t id, Pending& pending) {
  while (pending.buffer.size() >= 4) {
    const std::size_t size = frame_size(pending.buffer);
    if (size > kMaxFrame) {
      pending.fault = {.text = N_("{}: the grader wrote a result that is too long"), .arguments = {spec_.subject}};
      pending.buffer.clear();
      kill_grader(id);
      return;
    }
    if (pending.buffer.size() < 4 + size) return;
    const auto frame = wire::decode(std::string_view(pending.buffer).substr(4, size));
    pending.buffer.erase(0, 4 + size);
    const List* items = frame ? frame->get<List>() : nullptr;
    if (!items || items->items.size() != 2) continue;
    if (text_or(items->items[0], "") == "step") {
      pending.step = printable(text_or(items->items[1], ""));
      restart_timer(id, pending);
    } else if (text_or(items->items[0], "") == "fault") {
      pending.fault = fault_in(items->items[1]);
    } else {
      pending.result = items->items[1];
      return conclude(id);   // how the grader ends no longer matters
    }
  }
}

void TopicHost::conclude(std::uint64_t id) {
  auto node = pending_.extract(id);
  Pending& pending = node.mapped();
  if (pending.socket) loop_.forget(pending.socket.get());
  if (pending.timer) loop_.cancel(*pending.timer);
  Answer answer{.result = std::move(pending.result), .fault = std::move(pending.fault)};
  if (!answer.result && !answer.fault) {
    answer.fault = how_it_ended(pending.step.empty() ? kInGrader : kInTest, spec_.subject, *pending.status);
    if (!pending.step.empty()) answer.fault.arguments.push_back(pending.step);
    answer.fault.cause = last_words();
  }
  pending.done(std::move(answer));   // may destroy this host
}

void TopicHost::read_errors() {
  char buffer[4096];
  for (ssize_t size; (size = ::read(errors_.get(), buffer, sizeof buffer)) > 0;) {
    error_text_.append(buffer, static_cast<std::size_t>(size));
    if (error_text_.size() > kKeptErrors) error_text_.erase(0, error_text_.size() - kKeptErrors);
  }
}

std::string TopicHost::last_words() {
  read_errors();
  std::string_view text = error_text_;
  while (!text.empty() && text.back() == '\n') text.remove_suffix(1);
  return printable(text);
}

Fault TopicHost::no_answer() const { return {.text = N_("{}: its topic host does not answer"), .arguments = {spec_.subject}}; }

void TopicHost::died() {
  int status = 0;
  ::waitpid(pid_, &status, 0);
  pid_ = -1;
  const bool ready = phase_ == Phase::ready;
  Fault why = how_it_ended(ready ? kWaiting : phase_ == Phase::loading ? kInLoad : kAtStart, spec_.subject, status);
  why.cause = last_words();
  give_up(std::move(why), ready);
}

void TopicHost::give_up(Fault why, bool repeatable) {
  why_ = std::move(why);
  repeatable_ = repeatable;
  if (load_timer_) loop_.cancel(*std::exchange(load_timer_, std::nullopt));
  if (control_) loop_.forget(control_.get());
  control_.reset();
  if (pid_ > 0) {
    ::kill(pid_, SIGKILL);
    ::waitpid(std::exchange(pid_, -1), nullptr, 0);
  }
  auto pending = std::exchange(pending_, {});
  const Fault fault = why_;
  for (auto& [id, request] : pending) {
    if (request.timer) loop_.cancel(*request.timer);
    if (request.socket) loop_.forget(request.socket.get());
  }
  for (auto& [id, request] : pending) request.done({.fault = fault, .repeatable = repeatable});
}

}  // namespace kata

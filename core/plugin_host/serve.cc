#include "plugin_host/serve.h"

#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <map>

#include "base/error.h"
#include "base/processors.h"
#include "grader/rehearse.h"
#include "plugin_host/protocol.h"
#include "plugin_host/rights.h"
#include "report/wire.h"
#include "value/wire.h"

namespace kata::plugin_host {
namespace {

void write_result(int socket, const char* name, const Value& value) {
  if (!wire::write_frame(socket, list(name, value))) throw_errno(N_("a message between processes of kata cannot be sent"));
}

constexpr std::size_t kMostPlayed = 20'000'000;   // values of a part; it comes from the supervisor

std::string read_all(int file) {
  std::string text;
  char buffer[64 << 10];
  ssize_t got = -1;
  while ((got = ::read(file, buffer, sizeof buffer)) > 0 || (got < 0 && errno == EINTR)) text.append(buffer, static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
  return text;
}

// In the grader, rights dropped: what the request asks for.
void answer(Message& request, const Library* library) {
  const int result = request.fds.at(0).get();
  const auto box = [&] { return sandbox::Box(std::move(request.fds.at(1))); };
  if (request.name == "call") {
    const auto call = decode_call_request(request.arguments.at(1));
    if (!call) throw Error(N_("a request to a topic host has another shape; is Kata installed completely?"), {});
    sandbox::Box own = box();
    write_result(result, "call", grader::encode(grader::call(*call, own)));
    return;
  }
  if (request.name == "build") {
    const auto limits = decode_limits(request.arguments.at(1));
    if (!limits) throw Error(N_("a request to a topic host has another shape; is Kata installed completely?"), {});
    sandbox::Box own = box();
    const UniqueFd channel = own.begin_load(*limits);
    return write_result(result, "build", encode(own.end_load()));
  }
  if (!library) throw Error(N_("a request to a topic host has another shape; is Kata installed completely?"), {});
  if (request.name == "tests") return write_result(result, "tests", report::encode(library->topic.tests()));
  const auto job = decode_job(request.arguments.at(1));
  if (!job) throw Error(N_("a request to a topic host has another shape; is Kata installed completely?"), {});
  if (request.fds.size() < 2) return write_result(result, "report", report::encode(grader::skip_all(library->topic, *job)));
  if (request.name == "rehearse") {
    const auto value = wire::decode(read_all(request.fds.at(1).get()), {.bytes = std::size_t{1} << 30, .items = kMostPlayed});
    const auto part = value ? grader::decode_part(*value) : std::nullopt;
    if (!part) throw Error(N_("a request to a topic host has another shape; is Kata installed completely?"), {});
    return write_result(result, "report", report::encode(grader::rehearse(library->topic, *job, *part)));
  }
  sandbox::Box own = box();
  keep_to(job->processor);
  own.keep_to(job->processor);
  const auto progress = [&](std::string_view step) { write_result(result, "step", step); };
  write_result(result, "report", report::encode(grader::grade(library->topic, *job, own, progress)));
}

// Instead of a result.
void write_fault(const Message& request, const Fault& fault) {
  if (!request.fds.empty()) write_result(request.fds[0].get(), "fault", Bytes{pack(fault)});
}

[[noreturn]] void run_grader(Message& request, const Library* library) {
  try {
    std::vector<int> keep;
    for (const auto& fd : request.fds) keep.push_back(fd.get());
    drop_rights(std::move(keep));
    sigset_t none;
    sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    answer(request, library);
    ::_exit(0);
  } catch (const std::exception& error) {
    write_fault(request, fault_of(error));
  } catch (...) {
    write_fault(request, {.text = N_("an exception of an unknown type left the topic's library")});
  }
  ::_exit(70);
}

UniqueFd child_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGCHLD);
  ::sigprocmask(SIG_BLOCK, &set, nullptr);
  const int fd = ::signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
  if (fd < 0) throw_errno(N_("cannot wait for the graders"));
  return UniqueFd(fd);
}

class Host {
 public:
  Host(int control, const Library* library) : control_(control), library_(library), signals_(child_signals()) {}

  void run() {
    pollfd watched[] = {{control_, POLLIN, 0}, {signals_.get(), POLLIN, 0}};
    for (;;) {
      if (::poll(watched, 2, -1) < 0) {
        if (errno == EINTR) continue;
        throw_errno(N_("cannot wait for the graders"));
      }
      if (watched[1].revents) reap();
      if (watched[0].revents && !take_request()) return;
    }
  }

 private:
  void reap() {
    signalfd_siginfo info;
    while (::read(signals_.get(), &info, sizeof info) == sizeof info) {}
    int status = 0;
    for (pid_t pid; (pid = ::waitpid(-1, &status, WNOHANG)) > 0;) {
      const auto grader = graders_.extract(pid);
      if (!grader.empty()) send_message(control_, "ended", {grader.mapped(), status});
    }
  }

  bool take_request() {
    Message request;
    switch (receive_message(control_, request, false)) {
      case Received::end: return false;
      case Received::nothing: return true;
      case Received::message: break;
    }
    if (request.arguments.empty()) return true;
    const std::int64_t id = number_or(request.arguments[0], -1);
    if (request.name == "kill") {
      for (const auto& [pid, grader] : graders_) {
        if (grader == id) ::kill(pid, SIGKILL);
      }
      return true;
    }
    const pid_t pid = ::fork();
    if (pid == 0) run_grader(request, library_);
    if (pid < 0) {
      send_message(control_, "ended", {id, 71 << 8});
    } else {
      graders_.emplace(pid, id);
    }
    return true;
  }

  int control_;
  const Library* library_;
  UniqueFd signals_;
  std::map<pid_t, std::int64_t> graders_;
};

}  // namespace

void serve(int control, const Library* library) { Host(control, library).run(); }

}  // namespace kata::plugin_host

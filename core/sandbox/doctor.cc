#include "sandbox/doctor.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <fstream>
#include <map>
#include <sstream>

#include "base/error.h"
#include "sandbox/cgroup.h"

namespace kata::sandbox {
namespace {

constexpr Limits kProbe{.cpu = std::chrono::milliseconds(200), .wall = std::chrono::seconds(5), .memory = 48u << 20};

std::string first_line(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  return line;
}

class Patient {
 public:
  Patient(const std::string& zygote, const std::string& probe, Isolation at_most)
      : probe_(probe), zygote_({.executable = zygote, .at_most = at_most, .readable = {probe}, .groups = cgroup_.fd()}) {}

  Ended run(const std::string& what, const Limits& limits = kProbe) {
    int pair[2];
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0) throw_errno(N_("cannot make a socket"));
    std::optional<Box> box(std::in_place, UniqueFd(pair[0]));
    zygote_.launch({.id = ++id_, .limits = limits, .control = UniqueFd(pair[1]), .command = {probe_, what}});
    Fault fault;
    Ended ended;
    try {
      box->begin_load(limits);
      ended = box->end_load();
    } catch (const Error& error) {
      fault = error.fault();
    }
    box.reset();
    const BoxEvent event = wait();
    if (event.kind == BoxEvent::Kind::failed) throw Error(N_("no box can be made here: {}"), {words(event.fault)});
    if (fault) throw Error(fault);
    return ended;
  }

  const Zygote& zygote() const { return zygote_; }
  const Cgroup& cgroup() const { return cgroup_; }

 private:
  BoxEvent wait() {
    for (;;) {
      if (std::optional<BoxEvent> event = zygote_.next()) return std::move(*event);
      pollfd readable{zygote_.fd(), POLLIN, 0};
      if (::poll(&readable, 1, 10'000) == 0) throw Error(N_("a box does not end within ten seconds"), {});
    }
  }

  std::string probe_;
  const Cgroup cgroup_ = Cgroup::divide();
  Zygote zygote_;
  std::uint64_t id_ = 0;
};

struct Seen {
  bool holds = false;
  std::string fact = "the probe said nothing";
};

std::map<std::string, Seen> parse(const std::string& out) {
  std::map<std::string, Seen> seen;
  std::istringstream lines(out);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string id, verdict, fact;
    words >> id >> verdict >> std::ws;
    std::getline(words, fact);
    seen[id] = {verdict == "holds", fact};
  }
  return seen;
}

std::string cause_fact(const char* what, const Ended& ended) {
  static constexpr const char* kNames[] = {"ran on", "exited", "died by signal", "timed out", "out of memory", "too much output", "forbidden", "lost"};
  return std::string(what) + ": " + kNames[static_cast<int>(ended.cause)] + " after " +
         std::to_string(ended.cpu.count() / 1000) + " ms of CPU and " + std::to_string(ended.memory >> 20) + " MiB";
}

Check check_id(Isolation level) {
  const bool root = ::geteuid() == 0;
  return {.id = "own_id",
          .holds = root && level != Isolation::none,
          .fact = root ? "each box has ids of its own" : "boxes run with your own id, behind their namespaces"};
}

// Elsewhere a burst between two looks overshoots the limit by what can be touched in 10 ms.
Check check_memory_group(const Cgroup& group) {
  return {.id = "memory_group",
          .holds = group.usable(),
          .fact = group.usable() ? "each box has a group of its own in " + group.folder()
                                 : "memory is summed every 10 ms; " + group.reason(),
          .mend = group.mend()};
}

}  // namespace

std::string mend_namespaces(const std::string& root) {
  const std::string sys = root + "/proc/sys/";
  if (first_line(sys + "kernel/unprivileged_userns_clone") == "0") return "sudo sysctl -w kernel.unprivileged_userns_clone=1";
  if (first_line(sys + "kernel/apparmor_restrict_unprivileged_userns") == "1")
    return "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0";
  if (first_line(sys + "user/max_user_namespaces") == "0") return "sudo sysctl -w user.max_user_namespaces=10000";
  return "docker run --security-opt seccomp=unconfined --security-opt apparmor=unconfined --security-opt systempaths=unconfined";
}

SelfTest self_test(const std::string& zygote, const std::string& probe, Isolation at_most) {
  Patient patient(zygote, probe, at_most);
  const Ended all = patient.run("all", {.cpu = std::chrono::seconds(5), .wall = std::chrono::seconds(10)});
  std::map<std::string, Seen> seen = parse(all.out);
  const Ended traced = patient.run("ptrace"), burned = patient.run("burn"), filled = patient.run("memory");
  SelfTest result{.level = patient.zygote().isolation(), .note = patient.zygote().note()};
  const bool namespaces = result.level == Isolation::full;
  const std::string mend = namespaces ? "" : mend_namespaces();
  const auto probed = [&](const char* id, bool essential, const std::string& how = "") {
    result.checks.push_back({.id = id, .holds = seen[id].holds, .essential = essential, .fact = seen[id].fact,
                             .mend = seen[id].holds ? "" : how});
  };
  const auto judged = [&](const char* id, bool holds, const std::string& fact) {
    result.checks.push_back({.id = id, .holds = holds, .essential = true, .fact = fact});
  };
  result.checks.push_back({.id = "namespaces", .holds = namespaces, .fact = namespaces ? "user, pid, mount, net, ipc and uts" : result.note, .mend = mend});
  result.checks.push_back(check_id(result.level));
  probed("no_capabilities", true);
  probed("no_new_privileges", true);
  judged("system_calls", traced.cause == Cause::forbidden, cause_fact("ptrace", traced));
  probed("file_system_rules", true, "sudo apt-get install linux-image-amd64");
  probed("host_files", true, mend);
  probed("kernel_switches", true, mend);
  probed("other_processes", false, mend);
  probed("network", true, mend);
  probed("process_limit", true);
  probed("disk_limit", false, mend);
  judged("time_limit", burned.cause == Cause::timed_out, cause_fact("a child that computes", burned));
  judged("memory_limit", filled.cause == Cause::out_of_memory, cause_fact("a child that takes memory", filled));
  result.checks.push_back(check_memory_group(patient.cgroup()));
  return result;
}

}  // namespace kata::sandbox

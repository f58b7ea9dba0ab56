// The processes that descend from the caller.
#include <fmt/format.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <functional>
#include <sstream>

#include "hostile/host.h"

namespace kata::hostile {
namespace {

std::string text_of(const std::string& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string name_of(pid_t pid) {
  std::string name = text_of(fmt::format("/proc/{}/comm", pid));
  while (!name.empty() && name.back() == '\n') name.pop_back();
  return name;
}

// The process of each thread's children; a process that is about to end may have none any more.
std::vector<pid_t> children_of(pid_t pid) {
  std::vector<pid_t> out;
  std::error_code error;
  for (std::filesystem::directory_iterator at(fmt::format("/proc/{}/task", pid), error), end; !error && at != end; at.increment(error)) {
    std::istringstream pids(text_of(at->path() / "children"));
    for (pid_t child; pids >> child;) out.push_back(child);
  }
  return out;
}

void reap() {
  while (::waitpid(-1, nullptr, WNOHANG) > 0) {
  }
}

// A box in reserve: its init and, where a language is warm, one module process that has not run anything.
void look_at_reserve(pid_t zygote, pid_t init, Differences& out) {
  const auto inside = children_of(init);
  const bool warm = name_of(zygote).starts_with("kata-zygote-py");
  if (name_of(init) != "kata-init" && name_of(init) != name_of(zygote)) out.push_back(fmt::format("a zygote has the child {} '{}'", init, name_of(init)));
  if (inside.size() > (warm ? 1u : 0u)) out.push_back(fmt::format("{} processes in a box that nobody uses", inside.size()));
  for (const pid_t pid : inside)
    if (!children_of(pid).empty()) out.push_back(fmt::format("process {} of a box that nobody uses has children", pid));
}

Differences strangers_in_session() {
  Differences out;
  for (const pid_t pid : children_of(::getpid())) {
    const std::string name = name_of(pid);
    const auto children = children_of(pid);
    if (name == "kata-topic-host") {
      if (!children.empty()) out.push_back(fmt::format("{} graders are left", children.size()));
    } else if (name.starts_with("kata-zygote-")) {
      if (children.size() > 1) out.push_back(fmt::format("{} boxes are left", children.size() - 1));
      for (const pid_t init : children) look_at_reserve(pid, init, out);
    } else if (::waitpid(pid, nullptr, WNOHANG) != pid) {   // one of a zygote that was given up may only be waiting for that
      out.push_back(fmt::format("process {} '{}' is left", pid, name));
    }
  }
  return out;
}

Differences anybody() {
  reap();
  Differences out;
  for (const pid_t pid : children_of(::getpid())) out.push_back(fmt::format("process {} '{}' is left", pid, name_of(pid)));
  return out;
}

// Ends of processes are told to their parents a little later: looks again until all is well or it took too long.
Differences settled(const std::function<Differences()>& look, std::chrono::milliseconds patience) {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  for (;;) {
    Differences out = look();
    if (out.empty() || std::chrono::steady_clock::now() > deadline) return out;
    ::poll(nullptr, 0, 2);
  }
}

void add_descendants(pid_t pid, const std::string& chain, std::map<pid_t, std::string>& all) {
  for (const pid_t child : children_of(pid)) {
    const std::string own = chain + name_of(child);
    all[child] = own;
    add_descendants(child, own + "/", all);
  }
}

}  // namespace

std::map<pid_t, std::string> descendants(pid_t of) {
  std::map<pid_t, std::string> all;
  add_descendants(of, "", all);
  return all;
}

pid_t parent_of(pid_t pid) {
  const std::string status = text_of(fmt::format("/proc/{}/status", pid));
  const auto at = status.find("\nPPid:");
  return at == status.npos ? 0 : static_cast<pid_t>(std::stol(status.substr(at + 6)));
}

void adopt_orphans() { ::prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0); }
Differences processes_of_idle_session(std::chrono::milliseconds patience) { return settled(strangers_in_session, patience); }
Differences processes_left(std::chrono::milliseconds patience) { return settled(anybody, patience); }

}  // namespace kata::hostile

#include "core/base/fences.h"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace kata {
namespace {

// In the order of the enumeration.
constexpr const char* kNames[] = {
    "user namespace", "pid namespace", "mount namespace", "a root of its own", "network namespace", "ipc namespace", "uts namespace",
    "ids of init's own (as root)", "ids that are nobody's (as root)", "no capabilities", "empty bounding set", "no_new_privs",
    "no nested namespaces", "a session keyring of its own", "init cannot be read", "closed descriptors", "read-only root",
    "nosuid and nodev", "hidden folders", "/proc of processes only", "landlock", "sealed program", "seccomp: tracing",
    "seccomp: parts of the kernel", "seccomp: io_uring", "seccomp: mounts", "seccomp: namespaces", "seccomp: keys",
    "seccomp: administration", "seccomp: file handles", "seccomp: files in memory", "seccomp: devices", "seccomp: IPC",
    "seccomp: sockets", "seccomp: other processes", "seccomp: terminals", "seccomp: personality", "seccomp: foreign ABIs",
    "limit of processes", "limit of descriptors", "limit of a file", "limit of core dumps", "limit of locked memory", "limit of CPU time",
    "limit of addresses", "watch over CPU time", "wall clock", "watch over sleepers", "watch over memory", "watch over output",
    "size of the disk", "killing between tests", "emptying between tests", "nothing shared by the module", "an id of the grader's own (as root)",
    "the grader's closed descriptors", "the grader's limits", "the grader's no_new_privs", "the grader cannot be read",
    "the grader's landlock", "the grader's seccomp",
};

std::string others(const Stopped& attack, Fence fence) {
  std::string out;
  for (const Fence other : attack.by)
    if (other != fence) out += (out.empty() ? "" : "; ") + name_of(other);
  if (out.empty()) return attack.kernels ? attack.remark : "the only fence: " + attack.remark;
  return attack.remark.empty() ? out : out + "; " + attack.remark;
}

}  // namespace

std::string name_of(Fence fence) { return kNames[static_cast<int>(fence)]; }

std::vector<Fence> fences(Fence first, Fence last) {
  std::vector<Fence> out;
  for (int i = static_cast<int>(first); i <= static_cast<int>(last); ++i) out.push_back(static_cast<Fence>(i));
  return out;
}

std::string table_of(const std::vector<Fence>& fences, const std::vector<Stopped>& attacks) {
  std::string out = "| without this | who would | is still stopped by |\n|---|---|---|\n";
  for (const Fence fence : fences)
    for (const Stopped& each : attacks)
      if (std::find(each.by.begin(), each.by.end(), fence) != each.by.end())
        out += "| " + name_of(fence) + " | " + each.attack + " | " + others(each, fence) + " |\n";
  return out;
}

std::string table_in_security(const std::string& section) {
  std::ifstream file(KATA_SOURCE_DIR "/SECURITY.md");
  const std::string text(std::istreambuf_iterator<char>(file), {});
  const std::string begin = "<!-- " + section + ": checked by the tests -->\n", end = "<!-- end of " + section + " -->";
  const auto from = text.find(begin), to = text.find(end);
  if (from == text.npos || to == text.npos) return "SECURITY.md has no " + section;
  return text.substr(from + begin.size(), to - from - begin.size());
}

}  // namespace kata

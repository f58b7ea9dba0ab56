// The processes below this one, as the kernel tells them.
#pragma once

#include <sys/types.h>
#include <unistd.h>

#include <cctype>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kata {

struct Process {
  pid_t pid = -1, parent = -1;
  std::string name;        // at most 15 characters
  char state = '?';        // R: computing
};

inline std::map<pid_t, Process> all_processes() {
  std::map<pid_t, Process> all;
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    const std::string number = entry.path().filename();
    if (!std::isdigit(static_cast<unsigned char>(number[0]))) continue;
    std::ifstream in(entry.path() / "stat");
    std::string line;
    std::getline(in, line);
    const auto begin = line.find('('), end = line.rfind(')');
    if (begin == line.npos || end == line.npos || end + 4 > line.size()) continue;   // it ended meanwhile
    const pid_t pid = std::stoi(number);
    all[pid] = {pid, std::stoi(line.substr(end + 4)), line.substr(begin + 1, end - begin - 1), line[end + 2]};
  }
  return all;
}

// Those that are not zombies, whose name starts so, and whose parent's name does.
inline std::vector<Process> offspring(std::string_view name, std::string_view parent = "") {
  const auto all = all_processes();
  const auto below = [&](pid_t pid) {
    for (auto at = all.find(pid); at != all.end(); at = all.find(at->second.parent))
      if (at->second.parent == ::getpid()) return true;
    return false;
  };
  std::vector<Process> found;
  for (const auto& [pid, process] : all) {
    const auto above = all.find(process.parent);
    const std::string_view parents = above == all.end() ? "" : std::string_view(above->second.name);
    if (process.state != 'Z' && process.name.starts_with(name) && parents.starts_with(parent) && below(pid)) found.push_back(process);
  }
  return found;
}

}  // namespace kata

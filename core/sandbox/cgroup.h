// A group of the kernel's (cgroup v2) that could limit memory and processes exactly, where this process was given one to
// divide. doctor tells of it; boxes are limited by init's watch either way.
#pragma once

#include <string>

namespace kata::sandbox {

class Cgroup {
 public:
  // Looks for the own group, writable and with the memory and pids controllers. `root` stands for "/" in tests.
  static Cgroup find(const std::string& root = "");

  bool usable() const { return reason_.empty(); }
  const std::string& folder() const { return folder_; }
  const std::string& reason() const { return reason_; }  // why it can't be used, in English

 private:
  std::string folder_, reason_;
};

}  // namespace kata::sandbox

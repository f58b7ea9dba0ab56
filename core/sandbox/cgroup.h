// A group of the kernel's (cgroup v2) that limits memory and processes exactly, where this process was given one to divide.
// Where there is none, init's watch is all there is.
#pragma once

#include <cstdint>
#include <string>

#include "base/unique_fd.h"

namespace kata::sandbox {

class Cgroup {
 public:
  // Looks for the own group, writable and with the memory and pids controllers. `root` stands for "/" in tests.
  static Cgroup find(const std::string& root = "");

  bool usable() const { return reason_.empty(); }
  const std::string& folder() const { return folder_; }
  const std::string& reason() const { return reason_; }  // why it can't be used, in English

  // Moves this process into a leaf of its own, as the kernel wants before a group is divided, and hands the controllers
  // to the groups below. False: refused, and nothing else here will work.
  bool divide();
  // Makes a group below; its folder, to clone into. Nothing when that is refused.
  UniqueFd make(const std::string& name) const;
  static bool limit(int group, std::uint64_t memory, std::uint32_t processes);
  void remove(const std::string& name) const;

 private:
  std::string folder_, reason_;
};

}  // namespace kata::sandbox

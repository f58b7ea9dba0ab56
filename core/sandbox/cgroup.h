// A group of the kernel's (cgroup v2) that kata was given to divide: one part for its own processes, one for each box, in
// which the kernel itself holds memory and processes to their limits. Where there is none, init's watch does alone.
#pragma once

#include <string>
#include <string_view>

#include "base/unique_fd.h"

namespace kata::sandbox {

inline constexpr const char* kOwnGroup = "kata-own";   // of the supervisor and everything trusted but the boxes' inits

class Cgroup {
 public:
  // Moves this process into a leaf of its group and hands memory and pids on to the groups beside it. To be called before
  // other processes are started: the kernel refuses it for a group that holds processes itself. `root` stands for "/" in
  // tests.
  static Cgroup divide(const std::string& root = "");

  bool usable() const { return static_cast<bool>(fd_); }
  int fd() const { return fd_.get(); }                   // of the folder; -1 where it can't be used
  const std::string& folder() const { return folder_; }
  const std::string& reason() const { return reason_; }  // why it can't be used, in English
  const std::string& mend() const { return mend_; }      // what to start kata with; "": nothing would help

 private:
  std::string folder_, reason_, mend_;
  UniqueFd fd_;
};

// Writes a control file below a group's folder. False: errno says why not.
bool write_control(int folder, const std::string& file, std::string_view text);

}  // namespace kata::sandbox

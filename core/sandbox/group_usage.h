// What a box's group (box_group.h) tells of it: exact where a look every 10 ms is not. Init's, read-only.
#pragma once

#include <chrono>
#include <cstdint>

#include "base/unique_fd.h"

namespace kata::sandbox {

class GroupUsage {
 public:
  GroupUsage() = default;                  // no group: knows nothing, asks nothing
  explicit GroupUsage(int folder);         // the group's; stays the caller's

  void know_limit(std::uint64_t memory);   // the box's own; the group's is beyond it
  void start();                            // of a load or test: everything below counts from here

  bool ran_out() const;                    // the kernel killed a process because of the group's memory
  std::uint64_t memory() const;            // bytes that the box took at least, at some time; 0: not known
  std::chrono::microseconds cpu() const;   // of all its processes but the caller, dead or alive

 private:
  std::uint64_t kills() const;
  std::chrono::microseconds all_cpu() const;

  UniqueFd max_, peak_, events_, cpu_;
  std::uint64_t beyond_ = 0;               // how much more than its limit the group's is
  std::uint64_t peak_then_ = 0, kills_then_ = 0;
  std::chrono::microseconds cpu_then_{0};
};

}  // namespace kata::sandbox

// What the processes of one load or test used, measured from outside. Nothing that counts alone is enough: processes that
// are killed with their namespace, or that nobody waits for, never reach anybody's rusage, and those that were waited for are
// no longer in /proc. So both are kept: what was seen of the living, and what waiting told.
#pragma once

#include <sys/resource.h>
#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <map>

#include "sandbox/processes.h"

namespace kata::sandbox {

class Account {
 public:
  using microseconds = std::chrono::microseconds;

  struct Start {
    pid_t module = -1;              // counted from now on only; -1: there is none
    std::uint64_t warm = 0;         // its resident memory before it loaded anything
    std::uint64_t parked = 0;       // and now: what a fork of it begins with
    std::uint64_t limit = 0;
  };
  void start(const Start& start);

  void sample(Processes& processes, const std::vector<pid_t>& pids, std::uint64_t disk);
  void reaped(pid_t pid, const rusage& usage);
  void at_least(microseconds cpu, std::uint64_t memory);   // as the box's group tells

  microseconds cpu() const;
  std::uint64_t memory() const { return peak_; }

 private:
  void sample_memory(Processes& processes, const std::vector<pid_t>& pids, std::uint64_t disk);
  void see_cpu(std::chrono::nanoseconds living);
  std::uint64_t grown() const { return start_.parked > start_.warm ? start_.parked - start_.warm : 0; }

  Start start_;
  std::chrono::nanoseconds module_before_{0}, reaped_{0}, most_{0};
  std::map<pid_t, std::chrono::nanoseconds> seen_;
  std::uint64_t peak_ = 0;
};

}  // namespace kata::sandbox

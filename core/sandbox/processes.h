// The processes of a box, as its init sees them.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <vector>

#include "base/unique_fd.h"

namespace kata::sandbox {

class Processes {
 public:
  // `own_namespace`: everything in /proc is the box's; else only the caller's descendants are.
  explicit Processes(bool own_namespace);

  const std::vector<pid_t>& list();       // all of them but the caller; valid until the next call

  std::vector<pid_t> children() const;    // the caller's own, the dead ones too
  unsigned tasks_of_user() const;         // how many processes and threads the caller's user has on this machine

  struct Memory {
    std::uint64_t resident = 0, shared = 0;  // bytes
    std::uint64_t tables = 0;                // of pages, where they may be many: addresses that are only read cost nothing else
  };
  Memory memory(pid_t pid) const;            // zeroes for one that is gone
  std::uint64_t exact_memory(pid_t pid) const;  // its proportional share, slow; 0 when it can't be known
  int threads(pid_t pid) const;
  std::vector<pid_t> tasks(pid_t pid) const;  // the ids of its threads
  bool wants_to_run(pid_t pid) const;        // a thread of it runs, could run, or waits for a disk
  int descriptors(pid_t pid) const;           // how many it has open
  std::chrono::nanoseconds waited(pid_t pid) const;  // its threads' time of wanting to run and not being let
  static std::chrono::nanoseconds cpu(pid_t pid);  // its own so far, all threads; zero when it is gone
  int folder() const { return proc_.get(); }

 private:
  std::size_t read(pid_t pid, const char* file, char* into, std::size_t size) const;
  std::uint64_t page_tables(pid_t pid) const;
  std::vector<pid_t> children(pid_t pid, pid_t task) const;   // that this thread of it made
  void add_descendants();
  void keep_descendants();

  UniqueFd proc_;
  bool own_namespace_;
  bool tells_children_ = false;   // this kernel does, of each thread (CONFIG_PROC_CHILDREN)
  std::vector<pid_t> list_;
};

}  // namespace kata::sandbox

// The folders of one box: a tmpfs of its own where there is a mount namespace, else a folder below /tmp.
#pragma once

#include <cstdint>
#include <string>

#include "base/unique_fd.h"
#include "sandbox/plan.h"

namespace kata::sandbox {

class BoxFolders {
 public:
  // Mounts what the plan's level allows; in init, which stands in the box's namespaces. Throws kata::Error.
  explicit BoxFolders(const Plan& plan);

  // Writes the submission and sets the size of the disk: `disk` bytes beside the submission's own.
  void fill(int files, std::uint64_t disk);
  std::uint64_t used() const;   // bytes of memory that tests took for files; 0 without a disk of its own
  bool overfull() const;        // more than it may hold, where no disk of its own refuses that
  void empty();                 // between tests

  std::vector<int> writable() const { return {work_.get(), tmp_.get(), shm_.get()}; }
  int submission() const { return submission_.get(); }
  int work() const { return work_.get(); }

 private:
  void resize(std::uint64_t bytes) const;

  bool own_disk_, two_ids_;
  std::string path_;
  UniqueFd box_, submission_, work_, tmp_, shm_;
  std::uint64_t disk_ = 0;      // bytes that tests may take
  std::uint64_t free_inodes_ = 0, free_blocks_ = 0;
};

}  // namespace kata::sandbox

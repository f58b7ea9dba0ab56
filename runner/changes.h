// Saves of files below some folders, as they happen. Thread rule: one thread.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <vector>

#include "base/unique_fd.h"

namespace kata::cli {

class Changes {
 public:
  // Watches each folder and all below it; those that come later too. Throws Error where the kernel refuses.
  explicit Changes(const std::vector<std::filesystem::path>& folders);

  // Waits until something was saved, moved or deleted and then nothing for a moment: an editor saves in several steps.
  // Hidden files, which editors keep beside, don't count.
  std::set<std::filesystem::path> wait();

 private:
  void watch(const std::filesystem::path& folder);
  void read(std::set<std::filesystem::path>& changed);

  UniqueFd events_;
  std::map<int, std::filesystem::path> folders_;   // by watch descriptor
};

}  // namespace kata::cli

// Linked programs by the hash of everything that made them. A folder that several processes may share: an entry appears
// whole or not at all, and one whose bytes changed is not found. Thread rule: one thread per object.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "base/unique_fd.h"

namespace kata::cpp {

class Cache {
 public:
  // Holds at most about `bytes`; the longest unused entries go first. The folder is made when the first entry is stored.
  explicit Cache(std::filesystem::path folder, std::uint64_t bytes = 256u << 20);

  // The program, open for reading, ready to be executed. Nullopt: not there, or damaged (then it is removed).
  std::optional<UniqueFd> find(const std::string& key);
  // Copies `program` from its start. A cache that cannot be written (full, read-only) is no error: the program is only
  // compiled again next time.
  void store(const std::string& key, int program);

 private:
  std::filesystem::path path_of(const std::string& key) const;
  void shrink();
  std::filesystem::path folder_;
  std::uint64_t bytes_;
};

}  // namespace kata::cpp

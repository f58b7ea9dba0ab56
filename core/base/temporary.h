// A folder for the time of one piece of work.
#pragma once

#include <filesystem>
#include <string>

namespace kata {

class TemporaryFolder {
 public:
  // Below `parent`, which is made where it isn't there; by default that for temporary files. Only its owner may enter it.
  // Throws Error.
  explicit TemporaryFolder(const std::filesystem::path& parent = std::filesystem::temp_directory_path());
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace kata

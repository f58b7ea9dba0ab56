// What a box's processes write to stdout and stderr: read as it comes, counted, and kept in part.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "base/unique_fd.h"

namespace kata::sandbox {

class Capture {
 public:
  Capture();
  void drain();                     // reads what is there
  void clear();                     // for the next test
  int readable(int which) const { return read_[which].get(); }   // 0: stdout, 1: stderr
  int writable(int which) const { return write_[which].get(); }
  const std::string& text(int which) const { return text_[which]; }
  std::uint64_t total() const { return total_; }  // bytes, whether kept or not

 private:
  std::array<UniqueFd, 2> read_, write_;
  std::array<std::string, 2> text_;
  std::uint64_t total_ = 0;
};

}  // namespace kata::sandbox

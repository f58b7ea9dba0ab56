#include "sandbox/capture.h"

#include <fcntl.h>

#include <algorithm>

#include "base/error.h"
#include "sandbox/box.h"

namespace kata::sandbox {

Capture::Capture() {
  for (int which = 0; which < 2; ++which) {
    int pair[2];
    if (::pipe2(pair, O_CLOEXEC) != 0) throw_errno(N_("cannot make a pipe for a box"));
    ::fcntl(pair[0], F_SETFL, O_NONBLOCK);
    read_[which].reset(pair[0]);
    write_[which].reset(pair[1]);
  }
}

void Capture::drain() {
  for (int which = 0; which < 2; ++which) {
    char buffer[16384];
    // A bounded number of reads: a flood must not keep init from looking at the clock.
    for (int round = 0; round < 16; ++round) {
      const ssize_t size = ::read(read_[which].get(), buffer, sizeof buffer);
      if (size <= 0) break;
      total_ += static_cast<std::uint64_t>(size);
      const std::size_t room = kKeptOutput - std::min(kKeptOutput, text_[which].size());
      text_[which].append(buffer, std::min(room, static_cast<std::size_t>(size)));
      if (size < static_cast<ssize_t>(sizeof buffer)) break;
    }
  }
}

void Capture::clear() {
  for (std::string& text : text_) text.clear();
  total_ = 0;
}

}  // namespace kata::sandbox

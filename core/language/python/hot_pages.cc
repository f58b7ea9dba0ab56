#include "language/python/hot_pages.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <vector>

#include "base/error.h"
#include "base/sanitized.h"
#include "base/unique_fd.h"
#include "language/python/mappings.h"

namespace kata::python {
namespace {

constexpr std::uintptr_t kPage = 4096;
constexpr std::size_t kAtOnce = 16;   // pages between two looks at whether the test has begun

struct Range {
  std::uintptr_t begin, end;
};

std::vector<Range>& hot_pages() {
  static std::vector<Range> ranges;
  return ranges;
}

// Of one process only, and not of a file: the bits of Documentation/admin-guide/mm/pagemap.rst.
bool is_own(std::uint64_t entry) {
  constexpr std::uint64_t kPresent = 1ull << 63, kOfFile = 1ull << 61, kExclusive = 1ull << 56;
  return (entry & (kPresent | kOfFile | kExclusive)) == (kPresent | kExclusive);
}

void add(std::vector<Range>& ranges, std::uintptr_t page) {
  if (!ranges.empty() && ranges.back().end == page) ranges.back().end += kPage;
  else ranges.push_back({page, page + kPage});
}

std::vector<Range> own_pages() {
  std::vector<Range> ranges;
  if (kSanitized) return ranges;   // its shadow is terabytes that may be written
  const UniqueFd pagemap(::open("/proc/self/pagemap", O_RDONLY | O_CLOEXEC));
  std::array<std::uint64_t, 512> entries;
  for (const Mapping& part : mappings()) {
    if (!(part.protection & PROT_WRITE)) continue;
    for (std::uintptr_t at = part.begin; at < part.end; at += entries.size() * kPage) {
      const std::size_t wanted = std::min(entries.size(), (part.end - at) / kPage) * sizeof entries[0];
      const ssize_t size = ::pread(pagemap.get(), entries.data(), wanted, static_cast<off_t>(at / kPage * sizeof entries[0]));
      for (ssize_t i = 0; i < size / static_cast<ssize_t>(sizeof entries[0]); ++i)
        if (is_own(entries[static_cast<std::size_t>(i)])) add(ranges, at + static_cast<std::uintptr_t>(i) * kPage);
    }
  }
  return ranges;
}

}  // namespace

void find_hot_pages(const std::function<void()>& play) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) throw_errno(N_("cannot make a pipe"));
  UniqueFd read_end(ends[0]), write_end(ends[1]);
  const pid_t child = ::fork();
  if (child < 0) throw_errno(N_("cannot start a process in a box"));
  if (child == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);   // a zygote that is killed meanwhile leaves nobody
    play();
    for (const Range& range : own_pages()) (void)!::write(write_end.get(), &range, sizeof range);
    ::_exit(0);
  }
  write_end.reset();
  Range range;
  while (::read(read_end.get(), &range, sizeof range) == sizeof range) hot_pages().push_back(range);
  ::waitpid(child, nullptr, 0);
}

void copy_hot_pages(int channel) {
  pollfd request{channel, POLLIN, 0};
  std::size_t since = kAtOnce;
  for (const Range& range : hot_pages()) {
    if (since >= kAtOnce) {
      if (::poll(&request, 1, 0) != 0) return;
      since = 0;
    }
    if (::madvise(reinterpret_cast<void*>(range.begin), range.end - range.begin, MADV_POPULATE_WRITE) != 0) return;
    since += (range.end - range.begin) / kPage;
  }
}

}  // namespace kata::python

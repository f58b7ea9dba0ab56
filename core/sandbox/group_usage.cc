#include "sandbox/group_usage.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>

namespace kata::sandbox {
namespace {

// The number behind `key`, at the start of a line; an empty key is the file's start. 0: none, or no such file.
std::uint64_t number_in(const UniqueFd& file, const char* key) {
  char text[2048] = "\n";
  const ssize_t size = file ? ::pread(file.get(), text + 1, sizeof text - 2, 0) : -1;
  if (size <= 0) return 0;
  text[size + 1] = '\0';
  const char* line = std::strstr(text, key);
  return line ? std::strtoull(line + std::strlen(key), nullptr, 10) : 0;
}

std::chrono::microseconds own_cpu() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return std::chrono::seconds(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         std::chrono::microseconds(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

UniqueFd open_control(int folder, const char* file) { return UniqueFd(::openat(folder, file, O_RDONLY | O_CLOEXEC)); }

}  // namespace

GroupUsage::GroupUsage(int folder)
    : max_(open_control(folder, "memory.max")),
      peak_(open_control(folder, "memory.peak")),
      events_(open_control(folder, "memory.events")),
      cpu_(open_control(folder, "cpu.stat")) {}

void GroupUsage::know_limit(std::uint64_t memory) {
  const std::uint64_t max = number_in(max_, "\n");
  beyond_ = max > memory ? max - memory : 0;
}

void GroupUsage::start() {
  peak_then_ = number_in(peak_, "\n");
  kills_then_ = kills();
  cpu_then_ = all_cpu();
}

std::uint64_t GroupUsage::kills() const { return number_in(events_, "\noom_kill "); }

bool GroupUsage::ran_out() const { return kills() > kills_then_; }

std::uint64_t GroupUsage::memory() const {
  const std::uint64_t peak = number_in(peak_, "\n");
  return beyond_ > 0 && peak > peak_then_ && peak > beyond_ ? peak - beyond_ : 0;  // one that didn't rise is an earlier test's
}

std::chrono::microseconds GroupUsage::all_cpu() const {
  if (!cpu_) return {};
  const auto all = std::chrono::microseconds(number_in(cpu_, "\nusage_usec "));
  return all - own_cpu();
}

std::chrono::microseconds GroupUsage::cpu() const { return all_cpu() - cpu_then_; }

}  // namespace kata::sandbox

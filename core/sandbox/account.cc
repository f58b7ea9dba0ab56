#include "sandbox/account.h"

#include <algorithm>

namespace kata::sandbox {
namespace {

std::chrono::nanoseconds duration(const timeval& time) {
  return std::chrono::seconds(time.tv_sec) + std::chrono::microseconds(time.tv_usec);
}

}  // namespace

void Account::start(const Start& start) {
  start_ = start;
  seen_.clear();
  reaped_ = most_ = {};
  module_before_ = start.module > 0 ? Processes::cpu(start.module) : std::chrono::nanoseconds{};
  peak_ = grown();
}

void Account::sample(Processes& processes, const std::vector<pid_t>& pids, std::uint64_t disk) {
  std::chrono::nanoseconds living{0};
  for (const pid_t pid : pids) {
    std::chrono::nanoseconds used = Processes::cpu(pid);
    if (pid == start_.module) used = std::max(used - module_before_, std::chrono::nanoseconds{});
    living += used;
    auto& seen = seen_[pid];
    seen = std::max(seen, used);
  }
  see_cpu(living);
  sample_memory(processes, pids, disk);
}

void Account::see_cpu(std::chrono::nanoseconds living) {
  std::chrono::nanoseconds all{0};
  for (const auto& [pid, used] : seen_) all += used;
  // Either sum lacks what the other has, and neither counts anything twice.
  most_ = std::max({most_, all, reaped_ + living});
}

void Account::sample_memory(Processes& processes, const std::vector<pid_t>& pids, std::uint64_t disk) {
  std::uint64_t own = disk;   // shared with nobody
  std::uint64_t bound = 0, estimate = 0;
  for (const pid_t pid : pids) {
    const Processes::Memory memory = processes.memory(pid);
    const std::uint64_t before = pid == start_.module ? start_.warm : start_.parked;
    own += memory.tables;
    bound += memory.resident;
    estimate += memory.resident > before ? memory.resident - before : 0;
  }
  bound += own;
  estimate += own;
  if (start_.module < 0) estimate += grown();
  if (bound > start_.limit && own <= start_.limit) {
    // Too many pages may be shared to add them up: take each process's proportional share, and off that what of the warm
    // pages falls on the box. The zygote and init share them too.
    std::uint64_t exact = own;
    for (const pid_t pid : pids) {
      const std::uint64_t share = processes.exact_memory(pid);
      const std::uint64_t resident = share ? share : processes.memory(pid).resident;
      exact += resident;
    }
    const std::uint64_t warm = start_.warm * pids.size() / (pids.size() + 2);
    estimate = exact > warm ? exact - warm : 0;
  }
  peak_ = std::max(peak_, estimate);
}

void Account::reaped(pid_t pid, const rusage& usage) {
  auto used = duration(usage.ru_utime) + duration(usage.ru_stime);
  std::uint64_t before = start_.parked, base = grown();
  if (pid == start_.module) {
    used = std::max(used - module_before_, std::chrono::nanoseconds{});
    before = start_.warm;
    base = 0;
  }
  reaped_ += used;
  see_cpu({});
  const std::uint64_t resident = static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
  if (resident > before) peak_ = std::max(peak_, base + resident - before);
}

void Account::at_least(microseconds cpu, std::uint64_t memory) {
  most_ = std::max<std::chrono::nanoseconds>(most_, cpu);
  peak_ = std::max(peak_, memory);
}

Account::microseconds Account::cpu() const { return std::chrono::duration_cast<microseconds>(most_); }

}  // namespace kata::sandbox

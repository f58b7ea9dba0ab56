#include "sandbox/fair_clock.h"

#include <algorithm>

namespace kata::sandbox {

void FairClock::start(Clock::time_point now, Duration patience) {
  *this = {};
  last_ = now;
  patience_ = patience;
}

void FairClock::look(Clock::time_point now, const Look& look) {
  // A look that comes late says that not even init was let run.
  const Duration passed = std::min<Duration>(now - last_, 2 * kTick);
  const Duration waited = std::clamp<Duration>(look.waited - waited_, Duration::zero(), passed);
  last_ = now;
  waited_ = std::max(waited_, look.waited);
  const bool ran = look.cpu > cpu_ + std::chrono::milliseconds(1);
  if (ran) cpu_ = look.cpu;
  const bool others_turn = look.others_turn && patience_ > Duration::zero();
  if (others_turn) patience_ -= passed;
  if (ran || look.wants_to_run || others_turn) asleep_ = {};
  else asleep_ += passed - waited;
  if (ran || !others_turn) used_ += passed - waited;
}

}  // namespace kata::sandbox

// How long a load or test has had, of the time that was its own: a machine that is busy with others and a grader that is slow to ask
// cost a learner nothing. Fed by init at each tick. Thread rule: one thread.
#pragma once

#include <chrono>

namespace kata::sandbox {

class FairClock {
 public:
  using Clock = std::chrono::steady_clock;
  using Duration = Clock::duration;
  static constexpr Duration kTick = std::chrono::milliseconds(10);

  struct Look {
    std::chrono::microseconds cpu{0};    // that the box used so far
    std::chrono::nanoseconds waited{0};  // that its processes so far could have run and were not let
    bool wants_to_run = false;           // one of them runs, could run, or waits for a disk
    bool others_turn = false;            // it is the grader that has to say something
  };

  // `patience`: with the grader, all in all; who never lets it come to an end has no more than that for nothing.
  void start(Clock::time_point now, Duration patience);
  void look(Clock::time_point now, const Look& look);

  Clock::time_point last() const { return last_; }
  Duration used() const { return used_; }        // of the wall clock
  Duration asleep() const { return asleep_; }    // of that, since anything ran or wanted to

 private:
  Clock::time_point last_;
  Duration used_{0}, asleep_{0}, patience_{0};
  std::chrono::microseconds cpu_{0};             // when it last had grown by more than looking at it costs
  std::chrono::nanoseconds waited_{0};
};

}  // namespace kata::sandbox

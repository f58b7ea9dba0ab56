// A box as its user (the grader) sees it: load the module, then run tests in it one after another. The other end is the
// box's init, which is trusted: it never runs learner code. What it reports was measured from outside the learner's
// processes. Thread rule: one thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "base/unique_fd.h"
#include "sandbox/turn.h"

namespace kata::sandbox {

using std::chrono::microseconds;

struct Limits {
  microseconds cpu = std::chrono::seconds(2);    // of all processes of one test together
  microseconds wall = std::chrono::seconds(6);
  std::uint64_t memory = 128u << 20;             // bytes above the warm interpreter, summed over the box
  std::uint32_t processes = 8;                   // and threads, of the learner; while no child is spare there is room for one more
  std::uint32_t files = 32;                      // descriptors per process
  std::uint64_t output = 1u << 20;               // bytes on stdout and stderr together; more is too_much_output
  std::uint64_t disk = 16u << 20;                // bytes in the work folder, /tmp and /dev/shm together; a write beyond fails,
                                                 // or without a disk of the box's own is too_much_output
};

// Why the processes of a test ended. `running`: they had not, and were killed because the test was over: the normal end.
enum class Cause : std::uint32_t {
  running, exited, signalled, timed_out, out_of_memory, too_much_output, forbidden, lost,
};

struct Ended {
  Cause cause = Cause::running;
  int detail = 0;               // exited: the code; signalled: the signal; forbidden: the system call's number
  bool waiting = false;         // timed_out: it was asleep rather than computing
  microseconds cpu{0};
  microseconds wall{0};
  std::uint64_t memory = 0;     // bytes, the peak above the warm baseline
  std::string out, err;         // the first kKeptOutput bytes of each
};

inline constexpr std::size_t kKeptOutput = 64u << 10;

class Box {
 public:
  explicit Box(UniqueFd control);

  // Before begin_load: the one processor that all processes of the box run on; -1: any.
  void keep_to(int processor) { processor_ = processor; }

  // Starts the module process, which loads the submission and writes one "result" frame on the returned channel.
  UniqueFd begin_load(const Limits& limits);
  // Waits for the load to be over. The module process stays; cause is `running` when it is ready for tests. Of a command
  // (BoxSpec::command): waits for its end; cause is `exited` with its code. `another` as for begin_test.
  Ended end_load(bool another = false);

  // Starts the child of one test and returns its channel. `fresh`: the module is loaded anew in it. That happens unasked
  // too, when the import left a thread or a process behind or the module process died; fresh() tells. The first frame of
  // a fresh test's channel is the load's ["result", 0, …]. `another`: one more test will follow, whose child is made while
  // this one runs.
  UniqueFd begin_test(const Limits& limits, bool fresh, bool another = false);
  bool fresh() const { return fresh_; }
  struct Output { std::string out, err; };
  Output output();    // what the test wrote so far
  // Kills everything but the module process, empties the work folder, accounts. `hung_up`: the channel ended by itself, so
  // that a process which is just dying is told from one that only closed it.
  Ended end_test(bool hung_up = false);

  // Of the test that runs: while the grader works, its box has all the time in the world.
  Turn& turn() { return turn_; }

 private:
  UniqueFd control_;
  Turn turn_;
  int processor_ = -1;
  bool fresh_ = false;
};
// Every member throws kata::Error when the box is gone: our fault or the operator's, never the learner's.

}  // namespace kata::sandbox

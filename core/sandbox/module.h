// The module process's side: the loop that takes orders from the box's init and turns them into the calls of a
// Language. Linked into the Python zygote and into every learner's C++ program. It runs after all protections are on.
// Thread rule: one thread.
#pragma once

namespace kata::sandbox {

inline constexpr int kControlFd = 3;   // in the module process: the socket to init; 0 is /dev/null, 1 and 2 are pipes
inline constexpr const char* kSubmissionDir = "/box/submission";   // read-only; solution.py, solution.cc, …
inline constexpr const char* kWorkDir = "/box/work";               // the current directory; emptied between tests

// The same, right at each level of isolation: without a mount namespace a box lives in a folder of its own below /tmp.
const char* submission_dir();
const char* work_dir();

// With this signal init asks the process of a Language that answers(), by the signal's value: kMark: remember how far you
// are; n > 0: tell on the channel where this thread is (["where", …] of kata/frames.h); the last of n to do so ends the process.
inline constexpr int kAskSignal = 61;   // one that nobody has a use for
inline constexpr int kMark = 0;

class Language {
 public:
  virtual ~Language() = default;
  virtual bool answers() const { return false; }
  // Loads the learner's module and writes one "result" frame on `channel`.
  virtual void load(int channel) = 0;
  // How many pieces of shared memory a load makes of its own, before the learner's code runs.
  virtual int own_shared_memory() const { return 0; }
  // Serves one test on `channel` until it ends. Runs in a child of the module process, forked while that had one thread and
  // nothing to do: the learner's module can't tell that there was a fork, and what it registered for its own doesn't run.
  virtual void serve(int channel) = 0;
};

// Orders from init, a SOCK_SEQPACKET of one byte and at most one descriptor: 'L' load on this channel; 'T' fork a child
// that serves this channel (it becomes init's own child by CLONE_PARENT, so init sees its true end and usage; the
// answer is the child's pid, 4 bytes); 'F' load and serve in this very process. The answer to 'L' and to a finished load of
// 'F' is four zero bytes. Never returns.
[[noreturn]] void run_module(Language& language);

}  // namespace kata::sandbox

// A zygote as the supervisor sees it, and the program that it is. A zygote is an executable with one thread that has
// something warm (an interpreter with modules, or nothing for C++ programs); it builds the boxes' root once, clones
// boxes from itself into new namespaces, writes their id maps, reaps them and says so.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/fault.h"
#include "base/unique_fd.h"
#include "sandbox/box.h"
#include "sandbox/module.h"

namespace kata::sandbox {

// Append only.
enum class Isolation : std::uint32_t { none, reduced, full };   // reduced: uid, seccomp, landlock and rlimits only
std::string_view name(Isolation level);                         // "none", "reduced", "full"

struct ZygoteSpec {
  std::string executable;                 // absolute
  std::vector<std::string> arguments;     // "--warm=asyncio", "--hash-seed=7", …
  Isolation at_most = Isolation::full;
  std::vector<std::string> readable;      // further absolute host paths, read-only and executable in each box
  int groups = -1;                        // the divided group's folder (cgroup.h), where each box gets one of its own
  bool brief = false;                     // it will serve few boxes: none is made in reserve
};

struct BoxSpec {
  std::uint64_t id = 0;                   // the supervisor's own; not 0
  std::uint32_t slot = 0;                 // no two living boxes of a supervisor have the same
  Limits limits;
  UniqueFd control;                       // init's end of a socketpair(AF_UNIX, SOCK_SEQPACKET); the grader has the other
  UniqueFd files;                         // a memfd: the encoded Value dict of path (str) to content (bytes)
  UniqueFd program;                       // C++ only: the linked program, opened read-only
  UniqueFd input;                         // standard input, a file; none: it is empty
  std::vector<std::string> command;       // native zygote only: what to execute instead of `program` (the compiler)
  std::string keep;                       // a file of the work folder to hand out at the end, "" for none
};

struct BoxEvent {
  enum class Kind : std::uint32_t { ended, failed } kind = Kind::ended;
  std::uint64_t id = 0;
  Fault fault;                            // failed: what we or the operator did wrong
  UniqueFd kept;                          // a sealed copy of `keep`, if there was one
};

// The supervisor's end. Thread rule: one thread.
class Zygote {
 public:
  explicit Zygote(const ZygoteSpec& spec);   // returns at once; the zygote warms up meanwhile
  ~Zygote();                                 // kills it; its boxes die with it
  Zygote(const Zygote&) = delete;
  Zygote& operator=(const Zygote&) = delete;

  int fd() const;                            // readable when next() has something
  int pidfd() const;                         // readable when the zygote died
  void launch(BoxSpec spec);
  void kill(std::uint64_t id);               // the box dies; an `ended` event follows
  std::optional<BoxEvent> next();            // never waits
  bool gone() const;                         // it died; the reason is in the Error that next() throws
  Isolation isolation() const;               // known after the first event
  const std::string& note() const;           // why the level is less than asked for, a text for _(); known as the level is

 private:
  struct State;
  static void greet(State& state, const ZygoteSpec& spec);
  State* state_;
};

// The zygote program itself. One thread; descriptor 3 is the supervisor's socket: leave it alone. First thing in main():
// what a box will need is tried in a process of its own, while the program warms up.
void begin_zygote();
// When it is warm. Never returns. `language` serves boxes without a program or command of their own; null: each has one.
[[noreturn]] void serve_zygote(Language* language);
// Instead of that, where it cannot get warm: the supervisor is told why.
[[noreturn]] void end_zygote(const std::exception& why);

}  // namespace kata::sandbox

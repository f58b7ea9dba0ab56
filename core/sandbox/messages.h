// What is said over the sandbox's sockets. Plain structs: both ends are of one build, and every speaker is trusted, except
// for the module process, whose words are a byte or a pid (module.h).
#pragma once

#include <cstdint>

#include "sandbox/box.h"
#include "sandbox/zygote.h"

namespace kata::sandbox {

// Grader to init.
struct Order {
  enum class Kind : std::uint32_t { begin_load, end_load, begin_test, output, end_test } kind;
  std::uint32_t fresh = 0;
  std::uint32_t another = 0;       // end_load and begin_test: a test that isn't fresh will follow, so its process can be made already
  std::int32_t processor = -1;     // begin_load: as Box::keep_to
  std::uint32_t hung_up = 0;       // end_test: the test closed its channel, so it may be about to die by itself
  Limits limits;
};

// Init to grader: answers each order; the channel's descriptor with it for begin_*, behind which begin_load has that of turn.h, `out` and then `err` behind it for the rest.
struct Answer {
  Cause cause = Cause::running;
  std::int32_t detail = 0;
  std::uint32_t waiting = 0;
  std::uint32_t fresh = 0;         // begin_test: the module is loaded anew in this test's process
  std::int64_t cpu = 0, wall = 0;  // microseconds
  std::uint64_t memory = 0;
  std::uint32_t out = 0, err = 0;  // lengths
};

// Supervisor to zygote. The socket is descriptor 3 of the zygote; the first message is a Hello, followed by the readable
// paths, each ended by a NUL; with it the descriptor of the divided group, where there is one.
inline constexpr int kZygoteFd = 3;
struct Hello {
  std::uint32_t magic = 0x4b617461;
  Isolation at_most = Isolation::full;
  std::int32_t supervisor = 0;     // its pid, to notice that it died before the zygote asked to be told
  std::uint32_t brief = 0;         // as in ZygoteSpec
};
struct Launch {
  enum class Kind : std::uint32_t { launch, kill } kind = Kind::launch;
  std::uint32_t slot = 0;
  std::uint64_t id = 0;
  Limits limits;
  std::uint32_t has_files = 0, has_program = 0, has_input = 0;
  std::uint32_t arguments = 0;     // strings of `command`; they and then `keep` follow, each ended by a NUL
};

// Zygote to supervisor; text (a reason, a note) follows. `kept` comes with its descriptor.
struct Event {
  enum class Kind : std::uint32_t { ready, ended, failed } kind = Kind::ready;
  Isolation isolation = Isolation::none;
  std::uint64_t id = 0;
  std::uint32_t has_kept = 0;
};

}  // namespace kata::sandbox

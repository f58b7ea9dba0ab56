// The boundary between a topic's shared library and the process that loads it.
//
// A library exports exactly one symbol, kata_topic(). The first four fields of what it returns never change, so a host
// can tell a library of another age apart before it touches any C++ type. Behind them the build id must be equal: both
// sides were made by the same compiler, the same standard library and the same public headers, so C++ types may cross.
// No exception and no dynamic_cast crosses: every function here is noexcept. Thread rule: one thread, the grader's.
#ifndef KATA_PLUGIN_H
#define KATA_PLUGIN_H

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kata/value.h"

namespace kata {

inline constexpr std::uint32_t kPluginMagic = 0x4154414b;  // "KATA", little-endian
inline constexpr std::uint32_t kPluginAbi = 1;             // append only; raised with every change to these headers

// A text in several languages: {"en", "…"}, {"ru", "…"}.
using Texts = std::vector<std::pair<std::string, std::string>>;

enum class TestKind : std::uint8_t { answer, technique };  // append only

struct TestInfo {
  std::string exercise;                // "rotate"
  std::string name;                    // "KeepsEveryItem": a stable id
  TestKind kind = TestKind::answer;
  bool sample = false;                 // shown in the prompt; false: hidden
  std::string group;                   // points are split over groups first; empty: one group for all without
  std::vector<std::string> languages;  // empty: every language of the exercise
  Texts title;                         // what people read
  Texts hint;                          // what to try when it fails
};

// One line of a learner's traceback.
struct TraceLine {
  std::string file;      // relative to the submission
  std::int64_t line = 0; // from 1
  std::string function;
  std::string text;      // the source line without indentation
};

// How the learner would write what the test did: `queue = Queue(3)`, `queue.put(1)`. Several for a stateful test.
struct CallText {
  std::string result_name;  // the name the result was given, empty if none
  std::string object_name;  // for a method: the name of its object, else empty
  std::string function;     // "rotate"; "" means `raw` says it all
  Values args;
  std::vector<std::pair<std::string, Value>> kwargs;
  bool awaited = false;
  std::string raw;
};

// Why an expectation does not hold, as data; people's words are made from it by the reporter.
// `kind` is one of (append only): value, type, exception_expected, exception_type, exception_message, raised, observes,
// printed, count, time, order, stalled, blocked, missing, plain, pytest (relation: failed, skipped, not_run; subject: its words).
struct Mismatch {
  std::string kind;
  std::string relation;          // equals, near, in_any_order, in_order, like, contains, at_most, …: how `expected` is meant
  std::vector<CallText> calls;   // what led here, in order; the last one is the one judged
  Value expected;
  Value actual;
  std::vector<Value> path;       // where inside the value they first differ: indexes and keys
  std::string subject;           // what was counted or measured ("pulled", "in_flight", "virtual_time", …), else empty
  std::vector<TraceLine> trace;  // for raised
  bool shrunk = false;           // the input of `calls` is a property's smallest counterexample
  bool unconfirmed = false;      // the counterexample did not fail again in a fresh process: it depends on earlier calls
  std::int64_t cases = 0;        // property cases tried before this one
};

// What the plugin says of a finished test. The host joins it with what the box did meanwhile.
struct TestOutcome {
  std::string name;
  bool finished = false;               // the body ran to its end
  std::vector<Mismatch> mismatches;    // empty and finished: everything held
  std::string author_text;             // GoogleTest's own words, for authors only
  std::int64_t cases = 0;              // property cases run
  bool broken = false;                 // the channel was given up: what came on it answers nothing that was asked
};

// The channel to the child of one test. Frames are Values; their shapes are in kata/frames.h.
class Channel {
 public:
  virtual ~Channel() = default;
  virtual bool send(const Value& frame) noexcept = 0;   // false: the other side is gone
  virtual bool receive(Value& frame) noexcept = 0;      // waits; false: the channel ended or its bytes are no frame
};

struct Output {
  std::string out;
  std::string err;
};

// What a running test may ask of its host.
class Host {
 public:
  virtual ~Host() = default;
  // Starts the child for this test. Null when that failed, or the load of the module did: the test is then over.
  virtual Channel* begin_test(std::string_view name) noexcept = 0;
  // Everything that the test's processes wrote so far.
  virtual Output output() noexcept = 0;
  // A further fresh child in the place of the present one, for confirming a counterexample and for tests about import.
  virtual Channel* restart() noexcept = 0;
  virtual void end_test(const TestOutcome& outcome) noexcept = 0;
};

struct RunRequest {
  std::string exercise;
  std::string language;          // "python" or "cpp"
  std::uint64_t seed = 0;
  std::vector<std::string> only; // names of the tests to run; empty: all
  int cases = 0;                 // inputs of each property, none of them shrunk; 0: a hundred, and the smallest that fails
};

class Topic {
 public:
  virtual ~Topic() = default;
  virtual const std::vector<TestInfo>& tests() const noexcept = 0;
  // Runs the tests of one exercise, once per process (GoogleTest supports no more). False: our fault, not the learner's.
  virtual bool run(const RunRequest& request, Host& host) noexcept = 0;
};

}  // namespace kata

extern "C" {
struct kata_descriptor {
  // Frozen for ever.
  std::uint32_t magic;       // kata::kPluginMagic
  std::uint32_t abi;         // kata::kPluginAbi
  std::uint32_t size;        // sizeof(kata_descriptor)
  const char* build_id;      // compiler, standard library ABI, hash of the public headers
  // ABI 1.
  kata::Topic* (*create)() noexcept;  // owned by the library; never destroyed
  // A service that a whole batch shares (a broker). Both null where a topic has none. start returns null when it is up
  // and otherwise an English sentence that says what to install or mend; `address` receives what tests connect to.
  const char* (*service_start)(const char* directory, char* address, std::size_t address_size) noexcept;
  void (*service_stop)() noexcept;
};
// The one exported symbol.
const kata_descriptor* kata_topic() noexcept;
}

#endif

// A box of the scripted zygote, and what tests say to it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sandbox/box.h"
#include "sandbox/zygote.h"

namespace kata::sandbox {

std::string program(const std::string& name);   // of the build's helper programs

// Waits for the next event; fails the program after 20 s, so that a fault shows as one rather than as a hang.
BoxEvent wait_for_event(Zygote& zygote);

UniqueFd memory_file(const std::string& content);
UniqueFd files_of(const std::map<std::string, std::string>& files);

struct Channel {
  UniqueFd fd;
  // Sends a command and gives its answer; nothing when the process is gone.
  std::optional<std::string> ask(const std::string& command);
  void tell(const std::string& command);
  std::optional<std::string> line();
  void wait_for_end();   // reads until the other side closes
};

// One launched box.
class TestBox {
 public:
  explicit TestBox(Zygote& zygote, const std::map<std::string, std::string>& files = {}, const Limits& limits = {});
  ~TestBox();
  Ended load(const Limits& limits = {});
  Channel begin(const Limits& limits = {}, bool fresh = false);
  // Runs one command as a test of its own.
  Ended run(const std::string& command, const Limits& limits = {});
  std::string answer(const std::string& command);   // of a test of its own
  BoxEvent close();                                 // the grader hangs up; the box's last event
  void kill();                                      // the supervisor kills it

  Box& box() { return *box_; }
  static constexpr std::uint64_t kId = 7;
  std::string loaded;                               // what the load's commands said

 private:
  Zygote& zygote_;
  std::optional<Box> box_;
};

// For the names of tests.
inline void PrintTo(Isolation level, std::ostream* out) { *out << name(level); }

// A zygote and a loaded box, for tests that need nothing special.
struct Loaded {
  Loaded() { box.load(); }
  Zygote zygote{{.executable = program("kata-zygote-scripted")}};
  TestBox box{zygote};
};

}  // namespace kata::sandbox

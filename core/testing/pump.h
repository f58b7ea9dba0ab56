// What happens between a request and its result: the submission uses stand-ins, and their bodies run here.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>

#include "testing/run.h"

namespace kata::detail {

class Pump {
 public:
  explicit Pump(Run& run) : run_(run) {}

  // Waits for the result with this id: [outcome, meta]. Null: nothing can go on, and the test holds what would help.
  // Throws BadFrame for the end of the channel too.
  std::optional<std::pair<Value, Dict>> wait(std::uint64_t id);

 private:
  void invoked(Values& items);
  void settled(Values& items);
  bool stalled(Value& ids);
  void refuse(std::uint64_t id);
  void begin(StandInState& state, const std::shared_ptr<Use>& use);
  void open_gates(StandInState& state);
  void let_go(StandInState& state, const Gate& gate);
  void run_body(StandInState& state, const std::shared_ptr<Use>& use);
  std::shared_ptr<Use> find_use(std::uint64_t id);

  Run& run_;
};

}  // namespace kata::detail

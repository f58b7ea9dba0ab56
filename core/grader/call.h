// One call in a box, for people who try their code out: no test, no expected value, no verdict on the answer.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "report/report.h"
#include "sandbox/box.h"

namespace kata::grader {

struct Call {
  std::string function;   // dotted; empty: only load
  Values args;
  std::vector<std::pair<std::string, Value>> kwargs;
  sandbox::Limits limits;
};

struct CallResult {
  report::LoadReport load;
  std::optional<Value> value;
  std::optional<Mismatch> problem;   // raised, missing, blocked, stalled
  report::TestVerdict verdict = report::TestVerdict::passed;
  int signal = 0, exit_code = 0;
  std::string syscall;
  std::string out, err;              // of the call; what the load wrote is in `load`
  std::vector<TraceLine> trace;      // where it was when it ended
};

// Never throws; our own faults are load.reason "internal".
CallResult call(const Call& call, sandbox::Box& box);

Value encode(const CallResult& result);
std::optional<CallResult> decode_call(const Value& value);

}  // namespace kata::grader

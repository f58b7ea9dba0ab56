// One call in a box, for people who try their code out: no test, no expected value, no verdict on the answer.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "report/report.h"
#include "sandbox/box.h"
#include "value/literal.h"

namespace kata::grader {

struct Call {
  std::vector<CallLiteral> calls;   // none: only load; several are made by one process, in this order
  sandbox::Limits limits;
};

struct CallResult {
  report::LoadReport load;
  Values values;                     // what each call gave, up to the first that gave none
  std::optional<Mismatch> problem;   // of that one: raised, missing, blocked, stalled
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

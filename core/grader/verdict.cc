#include "grader/verdict.h"

#include "grader/load.h"
#include "value/wire.h"

namespace kata::grader {
namespace {

using report::TestVerdict;
using sandbox::Cause;

// An expectation that does not hold decides by its kind; the first one counts, as the others may follow from it.
TestVerdict of_mismatch(const Mismatch& mismatch) {
  if (mismatch.kind == "raised") return TestVerdict::raised;
  if (mismatch.kind == "blocked") return TestVerdict::blocked_loop;
  return TestVerdict::failed;
}

constexpr std::size_t kMostShown = 64u << 10;       // bytes of one value in a report
constexpr std::size_t kMostMismatches = 10;         // of one test
constexpr std::size_t kMostAuthorText = 16u << 10;  // bytes

// A value as large as a learner likes would make a report that cannot be handed on: nobody reads more than its beginning.
void cut(Value& value) {
  if (wire::encode(value).size() > kMostShown) value = Object{.repr = spell(value)};
}

void cut(Mismatch& mismatch) {
  cut(mismatch.expected);
  cut(mismatch.actual);
  for (auto& call : mismatch.calls) {
    for (auto& argument : call.args) cut(argument);
    for (auto& [name, argument] : call.kwargs) cut(argument);
  }
}

}  // namespace

std::optional<TestVerdict> judge(const Seen& seen) {
  if (seen.channel == BoxChannel::State::failed) return std::nullopt;
  // How the processes ended comes first: an exit code of 0 and a right answer prove nothing together.
  switch (seen.ended.cause) {
    case Cause::running: break;
    case Cause::exited: return TestVerdict::ended_early;
    case Cause::signalled: return TestVerdict::crashed;
    case Cause::timed_out: return seen.blocked_loop ? TestVerdict::blocked_loop : TestVerdict::timed_out;
    case Cause::out_of_memory: return TestVerdict::out_of_memory;
    case Cause::too_much_output: return TestVerdict::too_much_output;
    case Cause::forbidden: return TestVerdict::forbidden;
    case Cause::lost: return std::nullopt;
  }
  // Alive, but its end of the channel is closed or spoke nonsense: only the learner's code can have done that.
  if (seen.channel != BoxChannel::State::good || seen.outcome.broken) return TestVerdict::broken_channel;
  if (!seen.outcome.mismatches.empty()) return of_mismatch(seen.outcome.mismatches.front());
  if (!seen.outcome.finished) return std::nullopt;
  return TestVerdict::passed;
}

void describe(const Seen& seen, report::TestReport& report) {
  const sandbox::Ended& ended = seen.ended;
  report.waiting = ended.cause == Cause::timed_out && ended.waiting;
  if (ended.cause == Cause::signalled) report.signal = ended.detail;
  if (ended.cause == Cause::exited) report.exit_code = ended.detail;
  if (ended.cause == Cause::forbidden) report.syscall = syscall_name(ended.detail);
  report.mismatches = seen.outcome.mismatches;
  if (report.mismatches.size() > kMostMismatches) report.mismatches.resize(kMostMismatches);
  for (auto& mismatch : report.mismatches) cut(mismatch);
  report.author_text = seen.outcome.author_text.substr(0, kMostAuthorText);
  report.cases = seen.outcome.cases;
  if (ended.cause != Cause::running) report.trace = seen.where;
  else if (report.verdict == TestVerdict::blocked_loop) report.trace = report.mismatches.front().trace;
}

}  // namespace kata::grader

#include "grader/call.h"

#include "base/error.h"
#include "grader/load.h"
#include "grader/verdict.h"

namespace kata::grader {
namespace {

Value request(const Call& call, std::int64_t id, const char* mode) {
  Dict kwargs;
  for (const auto& [name, value] : call.kwargs) kwargs.items.emplace_back(name, value);
  return list("call", id, call.function, List{call.args}, kwargs, mode);
}

std::string text_of(const Value& value) {
  const Str* text = value.get<Str>();
  return text ? text->text : std::string();
}

CallText spelled(const Call& call, bool awaited) {
  CallText text;
  text.function = call.function;
  text.args = call.args;
  text.kwargs = call.kwargs;
  text.awaited = awaited;
  return text;
}

// The outcome of a "result" frame; null: it is none.
const Values* outcome_of(const Value& frame) {
  const List* items = frame.get<List>();
  if (!items || items->items.size() != 4 || text_of(items->items[0]) != "result") return nullptr;
  const List* outcome = items->items[2].get<List>();
  return outcome && outcome->items.size() >= 2 ? &outcome->items : nullptr;
}

void take_outcome(const Values& outcome, const Call& call, CallResult& result) {
  const std::string kind = text_of(outcome[0]);
  if (kind == "value") {
    result.value = outcome[1];
    return;
  }
  Mismatch problem;
  problem.kind = kind == "stuck" ? "stalled" : kind;
  problem.calls.push_back(spelled(call, false));
  problem.actual = outcome[1];
  if (kind == "missing") {
    problem.subject = text_of(outcome[1]);
    problem.actual = outcome.size() > 2 ? outcome[2] : Value(List{});
  } else if (outcome.size() > 2) {
    problem.trace = read_trace(outcome[2]);
  }
  result.verdict = kind == "raised" ? report::TestVerdict::raised : report::TestVerdict::failed;
  result.problem = std::move(problem);
}

bool is_coroutine(const std::optional<Value>& value) {
  const Object* object = value ? value->get<Object>() : nullptr;
  return object && object->type == "coroutine";
}

bool exchange(BoxChannel& channel, const Call& call, std::int64_t id, const char* mode, CallResult& result) {
  Value frame;
  if (!channel.send(request(call, id, mode)) || !channel.receive(frame)) return false;
  const Values* outcome = outcome_of(frame);
  if (!outcome) return false;
  result.value.reset();
  take_outcome(*outcome, call, result);
  return true;
}

void make_call(const Call& call, sandbox::Box& box, CallResult& result) {
  Seen seen;
  BoxChannel channel(box.begin_test(call.limits, false), &box.turn());
  skip_load(box, channel);
  bool answered = exchange(channel, call, 1, "plain", result);
  // Whoever calls a coroutine function by hand wants what it gives.
  if (answered && is_coroutine(result.value)) answered = exchange(channel, call, 2, "run", result);
  seen.ended = box.end_test();
  seen.channel = channel.state();
  seen.outcome.finished = true;
  seen.where = channel.where().trace;
  seen.blocked_loop = channel.where().blocks_loop;
  if (!answered && seen.channel == BoxChannel::State::good) seen.channel = BoxChannel::State::broken;
  result.out = seen.ended.out;
  result.err = seen.ended.err;
  if (answered && seen.ended.cause == sandbox::Cause::running) return;
  report::TestReport report;
  report.verdict = judge(seen).value_or(report::TestVerdict::broken_channel);
  describe(seen, report);
  result.verdict = report.verdict;
  result.signal = report.signal;
  result.exit_code = report.exit_code;
  result.syscall = report.syscall;
  result.trace = report.trace;
}

}  // namespace

CallResult call(const Call& call, sandbox::Box& box) {
  CallResult result;
  try {
    result.load = load(box, call.limits, false).report;
    if (result.load.reason.empty() && !call.function.empty()) make_call(call, box, result);
  } catch (const std::exception& error) {
    result.load.reason = "internal";
    result.load.fault = fault_of(error);
  }
  return result;
}

}  // namespace kata::grader

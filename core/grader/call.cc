#include "grader/call.h"

#include "base/error.h"
#include "grader/channel.h"
#include "grader/load.h"
#include "grader/verdict.h"

namespace kata::grader {
namespace {

// [target, args, kwargs, mode], as they stand in a request.
Values parts_of(const CallLiteral& call, const char* mode) {
  Dict kwargs;
  for (const auto& [name, value] : call.kwargs) kwargs.items.emplace_back(name, value);
  return {call.function, List{call.args}, kwargs, mode};
}

Value request(const CallLiteral& call, std::int64_t id, const char* mode) {
  Values frame{"call", id};
  for (Value& part : parts_of(call, mode)) frame.push_back(std::move(part));
  return List{std::move(frame)};
}

Value request(const std::vector<CallLiteral>& calls, std::int64_t id) {
  List all;
  for (const CallLiteral& call : calls) all.items.emplace_back(List{parts_of(call, "plain")});
  return list("batch", id, all);
}

CallText spelled(const CallLiteral& call, bool awaited) {
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

// False: it is no value, and nothing behind it counts.
bool take_outcome(const Values& outcome, const CallLiteral& call, CallResult& result) {
  const std::string kind = text_of(outcome[0]);
  if (kind == "value") {
    result.values.push_back(outcome[1]);
    return true;
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
  return false;
}

bool is_coroutine(const Values& values) {
  const Object* object = values.size() == 1 ? values[0].get<Object>() : nullptr;
  return object && object->type == "coroutine";
}

bool exchange(BoxChannel& channel, const CallLiteral& call, std::int64_t id, const char* mode, CallResult& result) {
  Value frame;
  if (!channel.send(request(call, id, mode)) || !channel.receive(frame)) return false;
  const Values* outcome = outcome_of(frame);
  if (!outcome) return false;
  result.values.clear();
  take_outcome(*outcome, call, result);
  return true;
}

// All of them in one request.
bool exchange(BoxChannel& channel, const std::vector<CallLiteral>& calls, CallResult& result) {
  Value frame;
  if (!channel.send(request(calls, 1)) || !channel.receive(frame)) return false;
  const Values* answer = outcome_of(frame);
  const List* each = answer && text_of((*answer)[0]) == "values" ? (*answer)[1].get<List>() : nullptr;
  if (!each || each->items.size() != calls.size()) return false;
  for (std::size_t i = 0; i < calls.size(); ++i) {
    const List* outcome = each->items[i].get<List>();
    if (!outcome || outcome->items.size() < 2) return false;
    if (!take_outcome(outcome->items, calls[i], result)) break;
  }
  return true;
}

bool exchange(BoxChannel& channel, const Call& call, CallResult& result) {
  if (call.calls.size() > 1) return exchange(channel, call.calls, result);
  const CallLiteral& only = call.calls[0];
  // Whoever calls a coroutine function by hand wants what it gives.
  return exchange(channel, only, 1, "plain", result) && (!is_coroutine(result.values) || exchange(channel, only, 2, "run", result));
}

void make_call(const Call& call, sandbox::Box& box, CallResult& result) {
  Seen seen;
  BoxChannel channel(box.begin_test(call.limits, false), &box.turn());
  skip_load(box, channel);
  const bool answered = exchange(channel, call, result);
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
    if (result.load.reason.empty() && !call.calls.empty()) make_call(call, box, result);
  } catch (const std::exception& error) {
    result.load.reason = "internal";
    result.load.fault = fault_of(error);
  }
  return result;
}

}  // namespace kata::grader

#include "grader/load.h"

#include <algorithm>
#include <string_view>

#include "grader/channel.h"

namespace kata::grader {
namespace {

const Values* list_of(const Value& value) {
  const List* list = value.get<List>();
  return list ? &list->items : nullptr;
}

std::int64_t number_of(const Value& value) {
  const Integer* number = value.get<Integer>();
  return number ? number->to_int64().value_or(0) : 0;
}

bool is_syntax_error(const Value& error) {
  const Exception* exception = error.get<Exception>();
  return exception && std::find(exception->types.begin(), exception->types.end(), "SyntaxError") != exception->types.end();
}

// ["result", 0, outcome, meta]; false: it isn't one.
bool read_result(const Value& frame, Loaded& loaded) {
  const Values* items = list_of(frame);
  if (!items || items->size() != 4 || text_of((*items)[0]) != "result") return false;
  const Values* outcome = list_of((*items)[2]);
  if (!outcome || outcome->empty()) return false;
  if (const Dict* meta = (*items)[3].get<Dict>()) {
    for (const auto& [key, value] : meta->items) loaded.left_threads |= text_of(key) == "threads" && number_of(value) > 0;
  }
  const std::string kind = text_of((*outcome)[0]);
  if (kind == "value") return true;
  if (outcome->size() < 3) return false;
  loaded.report.trace = read_trace((*outcome)[2]);
  if (kind == "raised") {
    loaded.report.error = (*outcome)[1];
    loaded.report.reason = is_syntax_error(loaded.report.error) ? "syntax" : "raised";
    if (loaded.report.reason == "syntax" && outcome->size() > 3) loaded.report.detail = text_of((*outcome)[3]);
    return true;
  }
  loaded.report.reason = "timed_out";   // blocked or stuck: it would never have ended
  return kind == "blocked" || kind == "stuck";
}

// What ended the module process, as a reason; "" where nothing did.
std::string_view reason_of(sandbox::Cause cause) {
  using sandbox::Cause;
  switch (cause) {
    case Cause::running: return "";
    case Cause::exited: return "ended_early";
    case Cause::signalled: return "crashed";
    case Cause::timed_out: return "timed_out";
    case Cause::out_of_memory: return "out_of_memory";
    case Cause::too_much_output: return "too_much_output";
    case Cause::forbidden: return "forbidden";
    case Cause::lost: return "internal";
  }
  return "internal";
}

}  // namespace

std::vector<TraceLine> read_trace(const Value& value) {
  std::vector<TraceLine> lines;
  const Values* items = list_of(value);
  if (!items) return lines;
  for (const auto& item : *items) {
    const Values* parts = list_of(item);
    if (!parts || parts->size() != 4) continue;
    lines.push_back({text_of((*parts)[0]), number_of((*parts)[1]), text_of((*parts)[2]), text_of((*parts)[3])});
  }
  return lines;
}

void skip_load(const sandbox::Box& box, BoxChannel& channel) {
  Value frame;
  if (box.fresh()) channel.receive(frame);
}

Loaded load(sandbox::Box& box, const sandbox::Limits& limits, bool fresh) {
  Loaded loaded;
  BoxChannel channel(box.begin_load(limits));
  Value frame;
  const bool received = channel.receive(frame);
  const bool understood = received && read_result(frame, loaded);
  const sandbox::Ended ended = box.end_load(!fresh && !loaded.left_threads);

  report::LoadReport& report = loaded.report;
  report.out = ended.out;
  report.err = ended.err;
  // A module process that ends after it told of an exception ended because of it.
  if (understood && !report.reason.empty()) return loaded;
  report.reason = reason_of(ended.cause);
  report.trace = channel.where().trace;
  if (ended.cause == sandbox::Cause::signalled) report.signal = ended.detail;
  if (ended.cause == sandbox::Cause::exited) report.exit_code = ended.detail;
  if (ended.cause == sandbox::Cause::forbidden) report.syscall = syscall_name(ended.detail);
  if (ended.cause == sandbox::Cause::lost) report.fault = {.text = N_("a box lost the process of its submission; run kata doctor")};
  if (report.reason.empty() && !understood) report.reason = "broken_channel";
  return loaded;
}

}  // namespace kata::grader

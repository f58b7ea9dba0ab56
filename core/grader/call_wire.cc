#include "grader/call.h"
#include "report/wire.h"
#include "value/number.h"

namespace kata::grader {

Value encode(const CallResult& result) {
  List problem;
  if (result.problem) problem.items.push_back(report::encode(*result.problem));
  return list(report::encode(result.load), List{result.values}, problem, static_cast<int>(result.verdict), result.signal,
              result.exit_code, result.syscall, Bytes{result.out}, Bytes{result.err}, report::encode(result.trace));
}

std::optional<CallResult> decode_call(const Value& value) {
  const List* parts = value.get<List>();
  if (!parts || parts->items.size() != 10) return std::nullopt;
  const Values& items = parts->items;
  const auto load = report::decode_load(items[0]);
  const List* values = items[1].get<List>();
  const List* problem = items[2].get<List>();
  const Str* text = items[6].get<Str>();
  const Bytes *out = items[7].get<Bytes>(), *err = items[8].get<Bytes>();
  const auto trace = report::decode_trace(items[9]);
  const auto verdict = number<std::uint8_t>(items[3]);
  const auto signal = number<int>(items[4]), exit_code = number<int>(items[5]);
  if (!load || !values || !problem || !out || !err || !trace || !signal || !exit_code || !verdict ||
      *verdict > static_cast<std::uint8_t>(report::TestVerdict::skipped)) {
    return std::nullopt;
  }
  CallResult result{.load = *load, .verdict = static_cast<report::TestVerdict>(*verdict), .signal = *signal, .exit_code = *exit_code,
                    .syscall = text ? text->text : std::string(), .out = out->data, .err = err->data,
                    .trace = *trace};
  result.values = values->items;
  if (!problem->items.empty()) result.problem = report::decode_mismatch(problem->items[0]);
  return result;
}

}  // namespace kata::grader

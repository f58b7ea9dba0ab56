#include "testing/frame.h"

namespace kata::detail {
namespace {

std::vector<TraceLine> trace_of(Value& value) {
  std::vector<TraceLine> out;
  for (auto& line : as<List>(value).items) {
    Values& parts = items_of(line, 4);
    const auto number = int64(parts[1]);
    if (!number) throw BadFrame();
    out.push_back({text(parts[0]), *number, text(parts[2]), text(parts[3])});
  }
  return out;
}

}  // namespace

Value find(const Dict& dict, std::string_view name) {
  for (const auto& [key, value] : dict.items) {
    if (auto* text = key.get<Str>(); text && text->text == name) return value;
  }
  return {};
}

std::optional<std::int64_t> int64(const Value& value) {
  auto* integer = value.get<Integer>();
  return integer ? integer->to_int64() : std::nullopt;
}

const std::string& text(Value& value) { return as<Str>(value).text; }
std::uint64_t id_of(Value& value) {
  const auto number = int64(value);
  if (!number || *number < 0) throw BadFrame();
  return static_cast<std::uint64_t>(*number);
}

Values& items_of(Value& value, std::size_t least) {
  Values& items = as<List>(value).items;
  if (items.size() < least) throw BadFrame();
  return items;
}

std::shared_ptr<OutcomeData> outcome_of(Value& value) {
  Values& parts = items_of(value, 2);
  auto out = std::make_shared<OutcomeData>();
  const std::string& kind = text(parts[0]);
  if (kind == "value") {
    out->value = std::move(parts[1]);
    return out;
  }
  if (parts.size() < 3) throw BadFrame();
  if (kind == "missing") {
    out->kind = Outcome::Kind::missing;
    out->what = text(parts[1]);
    for (auto& name : as<List>(parts[2]).items) out->near_names.push_back(text(name));
    return out;
  }
  out->trace = trace_of(parts[2]);
  if (kind == "raised") {
    as<Exception>(parts[1]);
    out->kind = Outcome::Kind::raised;
    out->value = std::move(parts[1]);
    return out;
  }
  if (kind != "blocked" && kind != "stuck") throw BadFrame();
  out->kind = kind == "blocked" ? Outcome::Kind::blocked : Outcome::Kind::stuck;
  out->what = text(parts[1]);
  return out;
}

std::vector<std::shared_ptr<OutcomeData>> outcomes_of(Value& value, std::size_t count) {
  Values& parts = items_of(value, 2);
  if (text(parts[0]) != "values") return {count, outcome_of(value)};  // all of them share it: a deadlock
  Values& items = as<List>(parts[1]).items;
  if (items.size() != count) throw BadFrame();
  std::vector<std::shared_ptr<OutcomeData>> out;
  for (auto& item : items) out.push_back(outcome_of(item));
  return out;
}

}  // namespace kata::detail

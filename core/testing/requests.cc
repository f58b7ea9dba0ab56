// A running test's requests to the box.
#include <algorithm>
#include <stdexcept>

#include "testing/frame.h"
#include "testing/pump.h"

namespace kata::detail {
namespace {

// What is told of each one of a batch; empty where that is told only of all together.
Values metas_of(Value& value, std::size_t count) {
  Values& parts = items_of(value, 2);
  if (parts.size() < 3) return {};
  Values& metas = items_of(parts[2], 0);
  const bool whole = metas.size() == count && std::all_of(metas.begin(), metas.end(), [](const Value& meta) { return meta.get<Dict>(); });
  if (!whole) throw BadFrame();
  return std::move(metas);
}

Value target_value(const Target& target) {
  if (target.handle == 0) return target.name;
  return tuple(target.handle, target.name);
}

Value kwargs_value(const std::vector<std::pair<std::string, Value>>& items) {
  Dict out;
  out.items.reserve(items.size());
  for (const auto& [name, value] : items) out.items.emplace_back(name, value);
  return out;
}

const char* mode_name(Mode mode) { return mode == Mode::run ? "run" : "plain"; }

// [target, args, kwargs, mode]
Value part_of(const Request& request) {
  return list(target_value(request.target), Value(List{request.arguments.args}), kwargs_value(request.arguments.kwargs),
              mode_name(request.mode));
}

Value parts_of(const std::vector<Request>& requests) {
  List out;
  out.items.reserve(requests.size());
  for (const auto& request : requests) out.items.push_back(part_of(request));
  return out;
}

}  // namespace

void Run::channel_over() {
  over = true;
  throw LeaveTest();
}

void Run::before_request() {
  if (in_body_) throw std::logic_error("a stand-in's body can't make requests: the submission waits for its answer");
  if (over || !channel_) channel_over();
  notes_.clear();
}

std::shared_ptr<OutcomeData> Run::stalled_data() const {
  auto out = std::make_shared<OutcomeData>();
  out->kind = Outcome::Kind::stalled;
  return out;
}

// Sends a frame whose second item is to be its id, and waits for the one outcome.
std::shared_ptr<OutcomeData> Run::exchange(Value& frame) {
  if (stalled_) return stalled_data();
  const std::uint64_t id = ++last_id_;
  frame.get<List>()->items[1] = id;
  if (!channel_->send(frame)) channel_over();
  try {
    auto result = Pump(*this).wait(id);
    stalled_ = !result;
    if (!result) return stalled_data();
    auto out = outcome_of(result->first);
    out->meta = std::move(result->second);
    return out;
  } catch (const BadFrame&) {
    channel_over();
  }
}

void Run::take_leave() {
  if (over || stalled_ || !outcome.mismatches.empty()) return;
  const std::uint64_t id = ++last_id_;
  over = !channel_->send(list("batch", id, list()));
  try {
    for (Value frame; !over;) {
      if (!channel_->receive(frame)) throw BadFrame();
      Values& items = items_of(frame, 3);
      if (text(items[0]) != "result") continue;   // of a thread that was left; what a stand-in would do may be gone already
      if (id_of(items[1]) != id) throw BadFrame();
      return;
    }
  } catch (const BadFrame&) {
    over = true;
  }
}

Outcome Run::logged(std::shared_ptr<OutcomeData> data, LoggedCall call) {
  data->call = log_.size();
  log_.push_back(std::move(call));
  return Outcome(std::move(data));
}

Outcome Run::send(Request request) {
  before_request();
  if (scout) {
    if (request.target.handle == 0) scout->request = std::move(request);
    throw ScoutDone();
  }
  if (auto data = std::exchange(served, nullptr)) {
    if (part_of(request) == part_of(served_request)) return logged(std::move(data), {std::move(request), "", 0});
    in_batch = false;
  }
  Value frame = list("call", 0, target_value(request.target), None{}, kwargs_value(request.arguments.kwargs), mode_name(request.mode));
  Value& args = frame.get<List>()->items[3];
  args = List{std::move(request.arguments.args)};
  auto take_back = [&] { request.arguments.args = std::move(args.get<List>()->items); };
  try {
    auto data = exchange(frame);
    take_back();
    return logged(std::move(data), {std::move(request), "", 0});
  } catch (...) {
    take_back();
    log_.push_back({std::move(request), "", 0});
    throw;
  }
}

std::vector<Outcome> Run::send_parallel(const std::vector<Request>& requests, std::optional<std::uint64_t> seed) {
  before_request();
  if (scout) throw ScoutDone();
  Dict options;
  if (seed) options.items.emplace_back("seed", *seed >> 1);  // an int64 on every side
  std::vector<Outcome> out;
  const std::uint64_t id = ++last_id_;
  std::vector<std::shared_ptr<OutcomeData>> data;
  if (!stalled_ && !channel_->send(list("parallel", id, parts_of(requests), std::move(options)))) channel_over();
  try {
    auto result = stalled_ ? std::nullopt : Pump(*this).wait(id);
    stalled_ = !result;
    if (result) data = outcomes_of(result->first, requests.size());
    else for (std::size_t i = 0; i < requests.size(); ++i) data.push_back(stalled_data());
    for (auto& one : data) {
      if (result) one->meta = result->second;
    }
  } catch (const BadFrame&) {
    channel_over();
  }
  for (std::size_t i = 0; i < requests.size(); ++i) out.push_back(logged(std::move(data[i]), {requests[i], "", 0}));
  return out;
}

std::vector<std::shared_ptr<OutcomeData>> Run::send_batch(std::vector<Request> requests) {
  before_request();
  const std::uint64_t id = ++last_id_;
  if (!channel_->send(list("batch", id, parts_of(requests)))) channel_over();
  try {
    auto result = Pump(*this).wait(id);
    if (!result) throw BadFrame();  // a batch has no stand-ins to stall on
    auto out = outcomes_of(result->first, requests.size());
    const Values metas = metas_of(result->first, requests.size());
    for (std::size_t i = 0; i < out.size(); ++i) out[i]->meta = metas.empty() ? result->second : *metas[i].get<Dict>();
    return out;
  } catch (const BadFrame&) {
    channel_over();
  }
}

Outcome Run::get(Target target, std::string raw) {
  before_request();
  if (scout) throw ScoutDone();
  Value frame = list("get", 0, target_value(target));
  LoggedCall call{{std::move(target), {}, Mode::plain}, std::move(raw), 0};
  return logged(exchange(frame), std::move(call));
}

Outcome Run::probe(std::string_view code, const Names& names) {
  before_request();
  if (scout) throw ScoutDone();
  Value frame = list("probe", 0, code, kwargs_value(names));
  return logged(exchange(frame), {{}, std::string(code), 0});
}

Outcome Run::pytest(std::string_view node, std::string_view name, Dict files) {
  before_request();
  if (scout) throw ScoutDone();
  Value frame = list("pytest", 0, node, name, std::move(files));
  return logged(exchange(frame), {{}, std::string(node), 0});
}

Value Run::syntax() {
  before_request();
  if (scout) throw ScoutDone();
  Value frame = list("syntax", 0);
  return logged(exchange(frame), {{}, "syntax()", 0}).value();
}

Output Run::output() {
  if (scout) throw ScoutDone();
  if (in_batch) throw NeedsOwnRun();
  Output out = host.output();
  printed_from_ = out.out.size();
  printed_call_.reset();
  return out;
}

void Run::restart() {
  if (in_body_) throw std::logic_error("a stand-in's body can't restart the child");
  if (scout) throw ScoutDone();
  if (in_batch) throw NeedsOwnRun();
  channel_ = host.restart();
  ++child_;
  uses_by_id_.clear();
  stalled_ = false;
  over = channel_ == nullptr;
  if (over) channel_over();
}

}  // namespace kata::detail

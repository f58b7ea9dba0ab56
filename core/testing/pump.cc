// Requests and what comes back while they are under way. Every frame may be hostile: one of a wrong shape ends the channel.
#include <algorithm>
#include <stdexcept>

#include "testing/mismatch.h"
#include "testing/run.h"

namespace kata::detail {
namespace {

struct BadFrame {};  // caught where the request was made

// Uses that one test writes down. Code that pulls for ever gets no answer beyond and runs into its time limit.
constexpr std::size_t kMostUses = 200'000;

template <class T> T& as(Value& value) {
  if (auto* content = value.get<T>()) return *content;
  throw BadFrame();
}
const std::string& text(Value& value) { return as<Str>(value).text; }
std::uint64_t id_of(Value& value) {
  const auto number = int64(value);
  if (!number || *number < 0) throw BadFrame();
  return static_cast<std::uint64_t>(*number);
}

// The items of a list of at least `least`.
Values& items_of(Value& value, std::size_t least) {
  Values& items = as<List>(value).items;
  if (items.size() < least) throw BadFrame();
  return items;
}

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

// ["values", [outcome, …]], exactly `count`; or one outcome of all together.
std::vector<std::shared_ptr<OutcomeData>> outcomes_of(Value& value, std::size_t count) {
  Values& parts = items_of(value, 2);
  if (text(parts[0]) != "values") return {count, outcome_of(value)};  // all of them share it: a deadlock
  Values& items = as<List>(parts[1]).items;
  if (items.size() != count) throw BadFrame();
  std::vector<std::shared_ptr<OutcomeData>> out;
  for (auto& item : items) out.push_back(outcome_of(item));
  return out;
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

double seconds(const Dict& meta) {
  const Value time = find(meta, "time");
  auto* number = time.get<double>();
  return number ? *number : 0;
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

// What happens between a request and its result.
class Pump {
 public:
  explicit Pump(Run& run) : run_(run) {}

  // Waits for the result with this id: [outcome, meta]. Null: nothing can go on, and the test holds what would help.
  // Throws BadFrame for the end of the channel too.
  std::optional<std::pair<Value, Dict>> wait(std::uint64_t id) {
    for (;;) {
      Value frame;
      if (!run_.channel_->receive(frame)) throw BadFrame();
      Values& items = items_of(frame, 3);
      const std::string& kind = text(items[0]);
      if (kind == "result") {
        if (id_of(items[1]) != id || items.size() < 4) throw BadFrame();
        return std::pair{std::move(items[2]), std::move(as<Dict>(items[3]))};
      }
      if (kind == "invoke") invoked(items);
      else if (kind == "settled") settled(items);
      else if (kind != "stalled") throw BadFrame();
      else if (!stalled(items[1])) return std::nullopt;
    }
  }

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

// ["invoke", id, remote, method, args, kwargs, meta]
void Pump::invoked(Values& items) {
  if (items.size() < 7) throw BadFrame();
  auto use = std::make_shared<Use>();
  use->id = id_of(items[1]);
  auto known = run_.stand_ins_.find(id_of(items[2]));
  use->method = text(items[3]);
  use->args = std::move(as<List>(items[4]).items);
  for (auto& [name, value] : as<Dict>(items[5]).items) use->kwargs.emplace_back(text(name), std::move(value));
  use->meta = std::move(as<Dict>(items[6]));
  if (known == run_.stand_ins_.end()) return refuse(use->id);  // of an earlier case
  if (run_.uses.size() >= kMostUses) return;
  use->time = seconds(use->meta);
  use->thread = static_cast<int>(int64(find(use->meta, "thread")).value_or(0));
  use->child = run_.child_;
  begin(*known->second, use);
}

void Pump::refuse(std::uint64_t id) {
  Exception gone{.types = {"RuntimeError"}, .message = "this object was only for an earlier call"};
  gone.args.push_back(gone.message);
  run_.channel_->send(list("reply", id, list("raised", std::move(gone), list()), 0.0));
}

void Pump::begin(StandInState& state, const std::shared_ptr<Use>& use) {
  const auto kind = state.remote.kind;
  use->owner = run_.stand_ins_[state.remote.id];
  use->name = state.remote.name;
  use->number = state.count(use->method);
  use->awaited = kind == RemoteKind::coroutine_function || kind == RemoteKind::async_iterator || kind == RemoteKind::async_context_manager;
  state.began(use);
  run_.uses.push_back(use);
  run_.uses_by_id_.insert_or_assign(use->id, use);
  if (state.bodies.find(use->method) == state.bodies.end()) {
    Call(use).raise("AttributeError", "nothing to do for '" + use->method + "'");
    return;
  }
  for (const auto& gate : state.gates) {
    if (gate.method.empty() || gate.method == use->method) use->gated = true;
  }
  if (!use->gated) return run_body(state, use);
  state.waiting.push_back(use);
  open_gates(state);
}

void Pump::open_gates(StandInState& state) {
  for (const auto& gate : state.gates) {
    const int waiting = gate.method.empty() ? state.in_flight : state.in_flight_by(gate.method);
    if (waiting >= gate.count) let_go(state, gate);
  }
}

void Pump::let_go(StandInState& state, const Gate& gate) {
  for (const auto& use : std::exchange(state.waiting, {})) {
    if (!gate.method.empty() && gate.method != use->method) {
      state.waiting.push_back(use);
    } else if (std::exchange(use->gated, false)) {
      run_body(state, use);
    }
  }
}

void Pump::run_body(StandInState& state, const std::shared_ptr<Use>& use) {
  Call call(use);
  const bool outer = std::exchange(run_.in_body_, true);
  struct Restore {
    bool& flag;
    bool value;
    ~Restore() { flag = value; }
  } restore{run_.in_body_, outer};
  try {
    Value result = state.bodies.find(use->method)->second(call);
    if (!use->held && !use->answered) call.reply(std::move(result));
  } catch (const MissingArgument& missing) {
    call.raise("TypeError", missing.text);
  }
}

std::shared_ptr<Use> Pump::find_use(std::uint64_t id) {
  auto known = run_.uses_by_id_.find(id);
  return known == run_.uses_by_id_.end() ? nullptr : known->second;
}

// ["settled", id, how, meta]
void Pump::settled(Values& items) {
  if (items.size() < 4) throw BadFrame();
  const std::string& how = text(items[2]);
  const Dict& meta = as<Dict>(items[3]);
  if (how != "returned" && how != "cancelled" && how != "raised") throw BadFrame();
  auto use = find_use(id_of(items[1]));
  if (!use || !use->how.empty()) return;  // of an earlier case, or said twice
  auto owner = use->owner.lock();
  use->how = how;
  use->ended = seconds(meta);
  if (!owner) return;
  owner->is_over(*use);
  use->gated = false;  // it waits no more
  if (how != "cancelled") return;
  --owner->finished;
  ++owner->cancelled;
}

// Whether something was done about it. One of the answers may be on its way to the box: then somebody there goes on with it,
// and the box says so again should that help nobody.
bool Pump::stalled(Value& ids) {
  std::vector<std::shared_ptr<Use>> waiting;
  for (auto& id : as<List>(ids).items) {
    auto use = find_use(id_of(id));
    if (use && use->answered) return true;
    if (use && !use->over) waiting.push_back(std::move(use));
  }
  if (waiting.empty()) return true;
  auto moved = [&] { return std::any_of(waiting.begin(), waiting.end(), [](const auto& use) { return use->answered; }); };
  for (const auto& use : waiting) {
    if (auto owner = use->owner.lock(); owner && use->gated) {
      for (const auto& gate : owner->gates) {
        if (gate.method.empty() || gate.method == use->method) let_go(*owner, gate);
      }
    }
  }
  for (const auto& use : waiting) {
    if (moved()) return true;
    if (auto owner = use->owner.lock(); owner && owner->on_stalled) owner->on_stalled();
  }
  return moved();
}

// ---- Run: requests ----

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

Outcome Run::logged(std::shared_ptr<OutcomeData> data, LoggedCall call) {
  data->call = log_.size();
  log_.push_back(std::move(call));
  return Outcome(std::move(data));
}

Outcome Run::send(Request request) {
  before_request();
  if (scout) {
    if (request.mode == Mode::plain && request.target.handle == 0) scout->request = std::move(request);
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
    for (auto& one : out) one->meta = result->second;
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

// ---- Run: stand-ins ----

std::shared_ptr<StandInState> Run::add(RemoteKind kind, std::string_view name) {
  auto state = std::make_shared<StandInState>();
  state->remote = {kind, ++last_remote_, std::string(name)};
  state->spelling = name;
  stand_ins_[last_remote_] = state;
  return state;
}

void Run::answer(Use& use, Value outcome, double delay) {
  if (use.answered) return;
  use.answered = true;
  use.held = false;
  auto owner = use.owner.lock();
  if (owner && !use.awaited) owner->is_over(use);
  if (use.child != child_ || over || !channel_) return;
  channel_->send(list("reply", use.id, std::move(outcome), delay));
}

}  // namespace kata::detail

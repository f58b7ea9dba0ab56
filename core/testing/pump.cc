#include "testing/pump.h"

#include <algorithm>

#include "testing/frame.h"

namespace kata::detail {
namespace {

// Uses that one test writes down. Code that pulls for ever gets no answer beyond and runs into its time limit.
constexpr std::size_t kMostUses = 200'000;

double seconds(const Dict& meta) {
  const Value time = find(meta, "time");
  auto* number = time.get<double>();
  return number ? *number : 0;
}

}  // namespace

std::optional<std::pair<Value, Dict>> Pump::wait(std::uint64_t id) {
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

}  // namespace kata::detail

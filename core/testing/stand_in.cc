#include "kata/stand_in.h"

#include <algorithm>
#include <deque>

#include "kata/test.h"
#include "testing/mismatch.h"
#include "testing/run.h"

namespace kata {

using detail::current;
using detail::StandInState;

// ---- Call ----

const std::string& Call::name() const { return use_->name; }
const std::string& Call::method() const { return use_->method; }
const Values& Call::args() const { return use_->args; }

const Value& Call::arg(std::size_t index) const {
  if (index < use_->args.size()) return use_->args[index];
  throw detail::MissingArgument{name() + "() is missing a positional argument: it was given " + std::to_string(use_->args.size())};
}

const Value& Call::kwarg(std::string_view name) const {
  for (const auto& [key, value] : use_->kwargs) {
    if (key == name) return value;
  }
  throw detail::MissingArgument{this->name() + "() is missing the keyword argument '" + std::string(name) + "'"};
}

bool Call::has_kwarg(std::string_view name) const {
  return std::any_of(use_->kwargs.begin(), use_->kwargs.end(), [&](const auto& item) { return item.first == name; });
}

int Call::number() const { return use_->number; }
double Call::time() const { return use_->time; }
int Call::thread() const { return use_->thread; }
Value Call::meta(std::string_view name) const { return detail::find(use_->meta, name); }
bool Call::answered() const { return use_->answered; }
const std::string& Call::how() const { return use_->how; }
double Call::ended() const { return use_->ended; }

namespace {

Value raised(Exception exception) { return list("raised", std::move(exception), list()); }

Exception exception_of(std::string_view type, std::string_view message) {
  Exception out{.types = {std::string(type)}, .message = std::string(message)};
  if (!message.empty()) out.args.emplace_back(message);
  return out;
}

}  // namespace

Value Call::reply(Value value) const { return reply_after(0, std::move(value)); }

Value Call::reply_after(double seconds, Value value) const {
  current().answer(*use_, list("value", std::move(value)), seconds);
  return {};
}

Value Call::raise(std::string_view type, std::string_view message) const { return raise_after(0, type, message); }

Value Call::raise(Exception exception) const {
  current().answer(*use_, raised(std::move(exception)), 0);
  return {};
}

Value Call::raise_after(double seconds, std::string_view type, std::string_view message) const {
  current().answer(*use_, raised(exception_of(type, message)), seconds);
  return {};
}

Call Call::hold() const {
  if (!use_->answered) use_->held = true;
  return *this;
}

// ---- StandIn ----

int detail::StandInState::count(std::string_view method) const {
  auto known = counts.find(method);
  return known == counts.end() ? 0 : known->second.started;
}
int detail::StandInState::in_flight_by(std::string_view method) const {
  auto known = counts.find(method);
  return known == counts.end() ? 0 : known->second.in_flight;
}
void detail::StandInState::began(const std::shared_ptr<Use>& use) {
  uses.push_back(use);
  auto& count = counts[use->method];
  ++count.started;
  ++count.in_flight;
  most_in_flight = std::max(most_in_flight, ++in_flight);
}
void detail::StandInState::is_over(Use& use) {
  if (std::exchange(use.over, true)) return;
  --in_flight;
  --counts[use.method].in_flight;
  ++finished;
}

StandIn::operator Value() const { return state_->remote; }
const std::string& StandIn::name() const { return state_->spelling; }

std::vector<Call> StandIn::calls() const { return {state_->uses.begin(), state_->uses.end()}; }
int StandIn::started() const { return static_cast<int>(state_->uses.size()); }
int StandIn::in_flight() const { return state_->in_flight; }
int StandIn::most_in_flight() const { return state_->most_in_flight; }
int StandIn::finished() const { return state_->finished; }
int StandIn::cancelled() const { return state_->cancelled; }
int StandIn::pulled() const { return state_->pulled; }
int StandIn::iterated() const { return state_->count("iter"); }
int StandIn::closed() const { return state_->closed; }
int StandIn::entered() const { return state_->count("enter"); }
int StandIn::exited() const { return state_->count("exit"); }
int StandIn::acquired() const { return state_->count("acquire"); }
int StandIn::released() const { return state_->count("release"); }
int StandIn::reads() const { return state_->count("read"); }
int StandIn::writes() const { return state_->count("write"); }
Value StandIn::value() const { return state_->number; }

StandIn& StandIn::hold_until(int count) { return hold_until("", count); }
StandIn& StandIn::hold_until(std::string_view method, int count) {
  state_->gates.push_back({std::string(method), count});
  return *this;
}
StandIn& StandIn::on_stalled(std::function<void()> answer) {
  state_->on_stalled = std::move(answer);
  return *this;
}
StandIn& StandIn::set_body(std::string_view method, Body body) {
  state_->bodies.insert_or_assign(std::string(method), std::move(body));
  return *this;
}

// ---- the kinds ----

namespace {

// Bodies belong to their state, so they know it by a plain pointer.
void give_items(StandInState& state, Source source) {
  StandInState* self = &state;
  auto ended = std::make_shared<bool>(false);  // shared by copies of the body
  state.bodies["next"] = [self, source = std::move(source), ended](Call& call) -> Value {
    std::optional<Value> item;
    if (!*ended) item = source(self->pulled);
    *ended = !item;
    if (!item) return call.raise("StopIteration");
    ++self->pulled;
    if (self->parent) ++self->parent->pulled;
    return std::move(*item);
  };
  state.bodies["close"] = [self, ended](Call&) -> Value {
    *ended = true;
    ++self->closed;
    if (self->parent) ++self->parent->closed;
    return {};
  };
}

Source items_of(Values items) {
  return [items = std::move(items)](int index) -> std::optional<Value> {
    if (static_cast<std::size_t>(index) >= items.size()) return std::nullopt;
    return items[static_cast<std::size_t>(index)];
  };
}

std::shared_ptr<StandInState> make_iterator(RemoteKind kind, Source source, std::string spelling) {
  auto state = current().add(kind, "");
  state->spelling = std::move(spelling);
  give_items(*state, std::move(source));
  return state;
}

std::string spelled_items(const Values& items) { return spell(List{items}, Spelling::python, 400); }

StandIn make_context(RemoteKind kind, std::string_view name, Value entering) {
  auto state = current().add(kind, name);
  state->bodies["enter"] = [entering = std::move(entering)](Call&) { return entering; };
  state->bodies["exit"] = [](Call&) -> Value { return false; };
  return StandIn(std::move(state));
}

}  // namespace

StandIn Exercise::make(RemoteKind kind, std::string_view name, std::string_view method, Body body) {
  auto state = current().add(kind, name);
  state->bodies.emplace(method, std::move(body));
  return StandIn(std::move(state));
}

StandIn Exercise::iterator(Values items) {
  std::string spelling = "iter(" + spelled_items(items) + ")";
  return StandIn(make_iterator(RemoteKind::iterator, items_of(std::move(items)), std::move(spelling)));
}
StandIn Exercise::iterator(Source source) {
  return StandIn(make_iterator(RemoteKind::iterator, std::move(source), "iterator"));
}
StandIn Exercise::async_iterator(Values items) {
  std::string spelling = "async_iterator(" + spelled_items(items) + ")";
  return StandIn(make_iterator(RemoteKind::async_iterator, items_of(std::move(items)), std::move(spelling)));
}
StandIn Exercise::async_iterator(Source source) {
  return StandIn(make_iterator(RemoteKind::async_iterator, std::move(source), "async_iterator"));
}

StandIn Exercise::iterable(Values items) {
  auto state = current().add(RemoteKind::iterable, "");
  state->spelling = "iterable(" + spelled_items(items) + ")";
  StandInState* self = state.get();
  state->bodies["iter"] = [self, items = std::move(items)](Call&) -> Value {
    auto each = make_iterator(RemoteKind::iterator, items_of(items), self->spelling);
    each->parent = self;
    return each->remote;
  };
  return StandIn(std::move(state));
}

StandIn Exercise::context_manager(std::string_view name, Value entering) {
  return make_context(RemoteKind::context_manager, name, std::move(entering));
}
StandIn Exercise::async_context_manager(std::string_view name, Value entering) {
  return make_context(RemoteKind::async_context_manager, name, std::move(entering));
}

StandIn Exercise::lock(std::string_view name) {
  auto state = current().add(RemoteKind::lock, name);
  struct Queue {
    bool taken = false;
    std::deque<Call> waiting;
  };
  auto queue = std::make_shared<Queue>();  // shared by the two bodies
  state->bodies["acquire"] = [queue](Call& call) -> Value {
    const bool waits = call.args().empty() || call.args()[0] != Value(false);
    if (!std::exchange(queue->taken, true)) return true;
    if (!waits) return false;
    queue->waiting.push_back(call.hold());
    return {};
  };
  state->bodies["release"] = [queue](Call& call) -> Value {
    if (!queue->taken) return call.raise("RuntimeError", "release unlocked lock");
    call.reply();
    queue->taken = !queue->waiting.empty();
    if (queue->taken) {
      queue->waiting.front().reply(true);
      queue->waiting.pop_front();
    }
    return {};
  };
  return StandIn(std::move(state));
}

StandIn Exercise::number(std::int64_t start) {
  auto state = current().add(RemoteKind::number, "number");
  state->number = start;
  StandInState* self = state.get();
  state->bodies["read"] = [self](Call&) { return self->number; };
  state->bodies["write"] = [self](Call& call) -> Value {
    self->number = call.arg(0);
    return {};
  };
  return StandIn(std::move(state));
}

StandIn Exercise::mapping(std::vector<std::pair<Value, Value>> entries) {
  auto state = current().add(RemoteKind::mapping, "mapping");
  state->spelling = "mapping(" + spell(Dict{entries}, Spelling::python, 400) + ")";
  List keys;
  for (const auto& [key, value] : entries) keys.items.push_back(key);
  state->bodies["keys"] = [keys = Value(std::move(keys))](Call&) { return keys; };
  state->bodies["get"] = [entries = std::move(entries)](Call& call) -> Value {
    for (const auto& [key, value] : entries) {
      if (key == call.arg(0)) return value;
    }
    Exception missing{.types = {"KeyError", "LookupError"}, .message = spell(call.arg(0))};
    missing.args.push_back(call.arg(0));
    return call.raise(std::move(missing));
  };
  return StandIn(std::move(state));
}

std::vector<Call> Exercise::uses() { return {current().uses.begin(), current().uses.end()}; }

}  // namespace kata

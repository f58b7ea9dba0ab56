#include "kata/cpp/remote.h"

#include <atomic>
#include <new>

#include "language/cpp/runtime/conversation.h"

namespace kata::cpp {

namespace {

Clock* g_clock = nullptr;
double g_last = 0;       // virtual seconds when the last clock ended
std::atomic<int> g_threads = 0;
thread_local const int t_thread = g_threads++;   // 0 is the thread that asks first: the test's own

std::string named(const std::vector<std::string>& types) { return types.empty() ? "Exception" : types.front(); }

[[noreturn]] void raise_as_cpp(Exception error) {
  const std::string name = named(error.types);
  if (name == "std::invalid_argument") throw std::invalid_argument(error.message);
  if (name == "std::out_of_range") throw std::out_of_range(error.message);
  if (name == "std::domain_error") throw std::domain_error(error.message);
  if (name == "std::length_error") throw std::length_error(error.message);
  if (name == "std::logic_error") throw std::logic_error(error.message);
  if (name == "std::overflow_error") throw std::overflow_error(error.message);
  if (name == "std::underflow_error") throw std::underflow_error(error.message);
  if (name == "std::range_error") throw std::range_error(error.message);
  if (name == "std::runtime_error") throw std::runtime_error(error.message);
  if (name == "std::bad_alloc") throw std::bad_alloc();
  throw RemoteError(std::move(error));
}

}  // namespace

RemoteError::RemoteError(Exception error)
    : std::runtime_error(error.message.empty() ? named(error.types) : error.message),
      error_(std::make_shared<const Exception>(std::move(error))) {}

bool RemoteError::is(std::string_view type) const {
  for (const auto& one : error_->types)
    if (one == type) return true;
  return false;
}

Pending Pending::ask(const Remote& remote, std::string_view method, Values args) {
  Pending pending;
  pending.state_ = conversation().ask(remote, method, std::move(args), meta());
  return pending;
}

std::uint64_t Pending::id() const { return state_->id; }
bool Pending::answered() const { return conversation().answered(*state_); }
void Pending::wait() const {
  conversation().wait([this] { return state_->answered; }, true);
}
double Pending::delay() const { return state_->delay; }

Value Pending::take() const {
  wait();
  const Values* outcome = state_->outcome.items();
  const Str* how = outcome == nullptr || outcome->size() < 2 ? nullptr : outcome->front().get<Str>();
  if (how != nullptr && how->text == "value") return (*outcome)[1];
  if (how != nullptr && how->text == "raised")
    if (const auto* error = (*outcome)[1].get<Exception>()) raise_as_cpp(*error);
  throw std::runtime_error("the test gave no answer");
}

void Pending::settled(std::string_view how) const { conversation().send(list("settled", id(), how, meta())); }

void Pending::wait_any(const std::vector<Pending>& questions) {
  conversation().wait([&questions] {
    for (const auto& question : questions)
      if (question.state_->answered) return true;
    return questions.empty();
  }, true);
}

Value ask(const Remote& remote, std::string_view method, Values args) {
  const auto pending = Pending::ask(remote, method, std::move(args));
  pending.wait();
  if (pending.delay() > 0 && g_clock != nullptr && g_clock->pass_) g_clock->pass_(pending.delay());
  return pending.take();
}

Clock::Clock(std::function<double()> now, std::function<void(double)> pass)
    : now_(std::move(now)), pass_(std::move(pass)) {
  g_clock = this;
}
Clock::~Clock() {
  g_last = now_();
  g_clock = nullptr;
}

void start_time() { g_last = 0; }

Value meta() {
  return dict({{"time", g_clock == nullptr ? g_last : g_clock->now_()}, {"thread", t_thread}});
}

const Remote& remote_from(const Value& value, RemoteKind kind, const std::string& wanted) {
  const auto* remote = value.get<Remote>();
  const bool function = kind == RemoteKind::function && remote != nullptr && remote->kind == RemoteKind::coroutine_function;
  if (remote == nullptr || (remote->kind != kind && !function)) wrong_type(wanted, value);
  return *remote;
}

}  // namespace kata::cpp

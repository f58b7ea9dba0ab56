// wrong: the frame frees itself at the end, so a task that never ran is left; rejected by: FreesATaskThatNeverRan
#include <coroutine>
#include <exception>
#include <memory>
#include <optional>
#include <utility>

template <class T>
class lazy_task {
  struct State {
    std::optional<T> value;
    std::exception_ptr error;
    std::coroutine_handle<> body;
  };

 public:
  struct promise_type {
    std::shared_ptr<State> state = std::make_shared<State>();

    lazy_task get_return_object() {
      state->body = std::coroutine_handle<promise_type>::from_promise(*this);
      return lazy_task(state);
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_value(T given) { state->value.emplace(std::move(given)); }
    void unhandled_exception() { state->error = std::current_exception(); }
  };

  lazy_task(lazy_task&&) = default;
  lazy_task& operator=(lazy_task&&) = default;

  bool await_ready() {
    state_->body.resume();
    return true;
  }
  void await_suspend(std::coroutine_handle<>) {}
  T await_resume() {
    if (state_->error) std::rethrow_exception(state_->error);
    return std::move(*state_->value);
  }
  T get() {
    await_ready();
    return await_resume();
  }

 private:
  explicit lazy_task(std::shared_ptr<State> state) : state_(std::move(state)) {}
  std::shared_ptr<State> state_;
};

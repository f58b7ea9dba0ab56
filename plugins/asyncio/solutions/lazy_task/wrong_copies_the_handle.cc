// wrong: counts owners of the frame, so that tasks can be copied; rejected by: MovesButDoesNotCopy
#include <coroutine>
#include <exception>
#include <memory>
#include <optional>
#include <utility>

template <class T>
class lazy_task {
 public:
  struct promise_type {
    std::optional<T> value;
    std::exception_ptr error;

    lazy_task get_return_object() { return lazy_task(this); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_value(T given) { value.emplace(std::move(given)); }
    void unhandled_exception() { error = std::current_exception(); }
  };

  bool await_ready() {
    std::coroutine_handle<promise_type>::from_promise(*frame_).resume();
    return true;
  }
  void await_suspend(std::coroutine_handle<>) {}
  T await_resume() {
    if (frame_->error) std::rethrow_exception(frame_->error);
    return std::move(*frame_->value);
  }
  T get() {
    await_ready();
    return await_resume();
  }

 private:
  explicit lazy_task(promise_type* promise)
      : frame_(promise, [](promise_type* p) { std::coroutine_handle<promise_type>::from_promise(*p).destroy(); }) {}
  std::shared_ptr<promise_type> frame_;
};

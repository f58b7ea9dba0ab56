// wrong: starts the inner body, but nobody resumes the one that waits; rejected by: AwaitsAnotherTask
#include <coroutine>
#include <exception>
#include <memory>
#include <stdexcept>
#include <utility>

template <class T>
class lazy_task {
 public:
  struct promise_type {
    std::unique_ptr<T> value;
    std::exception_ptr error;

    lazy_task get_return_object() { return lazy_task(std::coroutine_handle<promise_type>::from_promise(*this)); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_value(T given) { value = std::make_unique<T>(std::move(given)); }
    void unhandled_exception() { error = std::current_exception(); }
  };

  lazy_task(lazy_task&& other) noexcept : body_(std::exchange(other.body_, nullptr)) {}
  lazy_task& operator=(lazy_task&& other) noexcept {
    if (this != &other) {
      if (body_) body_.destroy();
      body_ = std::exchange(other.body_, nullptr);
    }
    return *this;
  }
  ~lazy_task() {
    if (body_) body_.destroy();
  }

  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<>) { body_.resume(); }
  T await_resume() { return result(); }
  T get() {
    body_.resume();
    return result();
  }

 private:
  explicit lazy_task(std::coroutine_handle<promise_type> body) : body_(body) {}
  T result() {
    auto& promise = body_.promise();
    if (promise.error) std::rethrow_exception(promise.error);
    if (!promise.value) throw std::logic_error("no value yet");
    return std::move(*promise.value);
  }
  std::coroutine_handle<promise_type> body_;
};

// bypass: the body runs with the call and the task only keeps the result; rejected by: RunsNothingBeforeGet
#include <coroutine>
#include <exception>
#include <optional>
#include <utility>

template <class T>
class lazy_task {
 public:
  struct promise_type {
    struct Finish {
      bool await_ready() noexcept { return false; }
      void await_suspend(std::coroutine_handle<>) noexcept {}
      void await_resume() noexcept {}
    };

    lazy_task get_return_object() { return lazy_task(Handle::from_promise(*this)); }
    std::suspend_never initial_suspend() noexcept { return {}; }
    Finish final_suspend() noexcept { return {}; }
    void return_value(T given) { value.emplace(std::move(given)); }
    void unhandled_exception() { error = std::current_exception(); }

    std::optional<T> value;
    std::exception_ptr error;
  };

  lazy_task(lazy_task&& other) noexcept : handle_(std::exchange(other.handle_, {})) {}
  lazy_task& operator=(lazy_task&& other) noexcept {
    std::swap(handle_, other.handle_);
    lazy_task(std::move(other));
    return *this;
  }
  ~lazy_task() {
    if (handle_) handle_.destroy();
  }

  bool await_ready() { return true; }
  void await_suspend(std::coroutine_handle<>) {}
  T await_resume() {
    auto& promise = handle_.promise();
    if (promise.error) std::rethrow_exception(promise.error);
    return std::move(*promise.value);
  }

  T get() {
    return await_resume();
  }

 private:
  using Handle = std::coroutine_handle<promise_type>;
  explicit lazy_task(Handle handle) : handle_(handle) {}
  Handle handle_;
};

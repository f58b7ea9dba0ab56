// reference
#include <coroutine>
#include <exception>
#include <optional>
#include <utility>

template <class T>
class lazy_task {
 public:
  struct promise_type {
    // Hands over to whoever waits.
    struct Finish {
      bool await_ready() noexcept { return false; }
      std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> done) noexcept {
        return done.promise().waiting;
      }
      void await_resume() noexcept {}
    };

    lazy_task get_return_object() { return lazy_task(Handle::from_promise(*this)); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    Finish final_suspend() noexcept { return {}; }
    void return_value(T given) { value.emplace(std::move(given)); }
    void unhandled_exception() { error = std::current_exception(); }

    std::coroutine_handle<> waiting = std::noop_coroutine();
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

  bool await_ready() { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> caller) {
    handle_.promise().waiting = caller;
    return handle_;
  }
  T await_resume() {
    auto& promise = handle_.promise();
    if (promise.error) std::rethrow_exception(promise.error);
    return std::move(*promise.value);
  }

  T get() {
    handle_.resume();
    return await_resume();
  }

 private:
  using Handle = std::coroutine_handle<promise_type>;
  explicit lazy_task(Handle handle) : handle_(handle) {}
  Handle handle_;
};

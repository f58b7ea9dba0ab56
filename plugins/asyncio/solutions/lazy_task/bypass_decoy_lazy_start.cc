// bypass: a lazy start is written down, but the promise never uses it; rejected by: RunsNothingBeforeGet
#include <coroutine>
#include <exception>
#include <memory>
#include <optional>
#include <utility>

struct lazy_start {
  std::suspend_always initial_suspend() noexcept { return {}; }
};

template <class T>
class lazy_task {
  struct Result {
    std::optional<T> value;
    std::exception_ptr error;
  };

 public:
  struct promise_type : lazy_start {
    std::shared_ptr<Result> result = std::make_shared<Result>();

    lazy_task get_return_object() { return lazy_task(result); }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_value(T given) { result->value.emplace(std::move(given)); }
    void unhandled_exception() { result->error = std::current_exception(); }
  };

  lazy_task(lazy_task&&) = default;
  lazy_task& operator=(lazy_task&&) = default;

  bool await_ready() { return true; }
  void await_suspend(std::coroutine_handle<>) {}
  T await_resume() { return get(); }
  T get() {
    if (result_->error) std::rethrow_exception(result_->error);
    return std::move(*result_->value);
  }

 private:
  explicit lazy_task(std::shared_ptr<Result> result) : result_(std::move(result)) {}
  std::shared_ptr<Result> result_;
};

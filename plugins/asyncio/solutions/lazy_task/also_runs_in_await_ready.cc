// also: runs the inner body while asking whether it is ready, so nobody is ever suspended for long
#include <coroutine>
#include <exception>
#include <memory>
#include <utility>
#include <variant>

template <class T>
class lazy_task {
 public:
  struct promise_type {
    std::variant<std::monostate, T, std::exception_ptr> result;

    lazy_task get_return_object() {
      lazy_task task;
      task.frame_.reset(this);
      return task;
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    template <class U> void return_value(U&& given) { result.template emplace<1>(std::forward<U>(given)); }
    void unhandled_exception() { result.template emplace<2>(std::current_exception()); }
  };

  struct awaiter {
    lazy_task& task;
    bool await_ready() { return task.run(), true; }
    void await_suspend(std::coroutine_handle<>) {}
    T await_resume() { return task.take(); }
  };
  awaiter operator co_await() && { return {*this}; }

  T get() {
    run();
    return take();
  }

 private:
  struct Destroy {
    void operator()(promise_type* promise) const {
      std::coroutine_handle<promise_type>::from_promise(*promise).destroy();
    }
  };
  void run() { std::coroutine_handle<promise_type>::from_promise(*frame_).resume(); }
  T take() {
    if (auto* error = std::get_if<2>(&frame_->result)) std::rethrow_exception(*error);
    return std::move(std::get<1>(frame_->result));
  }
  std::unique_ptr<promise_type, Destroy> frame_;
};

// wrong: an exception ends the body quietly and a default value comes out; rejected by: PassesAnErrorOn
#include <coroutine>
#include <utility>

template <class T>
class lazy_task {
 public:
  struct promise_type {
    T value{};
    std::coroutine_handle<> next;

    auto get_return_object() { return lazy_task{std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    auto final_suspend() noexcept {
      struct Next {
        bool await_ready() noexcept { return false; }
        void await_suspend(std::coroutine_handle<promise_type> self) noexcept {
          if (auto next = self.promise().next) next.resume();
        }
        void await_resume() noexcept {}
      };
      return Next{};
    }
    void return_value(T given) { value = std::move(given); }
    void unhandled_exception() noexcept {}
  };

  explicit lazy_task(std::coroutine_handle<promise_type> own) : own_(own) {}
  lazy_task(lazy_task&& other) noexcept { std::swap(own_, other.own_); }
  lazy_task& operator=(lazy_task&& other) noexcept {
    std::swap(own_, other.own_);
    return *this;
  }
  ~lazy_task() {
    if (own_) own_.destroy();
  }

  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<> caller) {
    own_.promise().next = caller;
    own_.resume();
  }
  T await_resume() { return std::move(own_.promise().value); }
  T get() {
    own_.resume();
    return std::move(own_.promise().value);
  }

 private:
  std::coroutine_handle<promise_type> own_;
};

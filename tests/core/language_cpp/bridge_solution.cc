#include "solution.h"

#include <stdexcept>

void Queue::put(int item) {
  if (!room_left()) throw std::length_error("the queue is full");
  items_.push_back(item);
}
int Queue::take() {
  if (items_.empty()) throw std::out_of_range("the queue is empty");
  const int item = items_.front();
  items_.erase(items_.begin());
  return item;
}

std::vector<int> rotate(const std::vector<int>& items) {
  if (items.empty()) return {};
  std::vector<int> out(items.begin() + 1, items.end());
  out.push_back(items.front());
  return out;
}

int divide(int a, int b) {
  if (b == 0) throw std::invalid_argument("division by zero");
  return a / b;
}

struct TooHot : std::runtime_error {
  using std::runtime_error::runtime_error;
};

void fail(int how) {
  if (how == 0) throw TooHot("97 degrees");
  if (how == 1) throw 42;
  if (how == 2) throw std::string("text");
  if (how == 3) {
    try {
      throw std::out_of_range("inner");
    } catch (...) {
      std::throw_with_nested(std::runtime_error("outer"));
    }
  }
  if (how == 4) *static_cast<volatile int*>(nullptr) = 1;
}

int twice(const std::function<int(int)>& function, int value) { return function(function(value)); }

std::vector<std::string> in_threads(const std::function<std::string(int)>& function, int count) {
  std::vector<std::string> out(static_cast<std::size_t>(count));
  std::vector<std::thread> threads;
  for (int i = 0; i < count; ++i) threads.emplace_back([&, i] { out[static_cast<std::size_t>(i)] = function(i); });
  for (auto& thread : threads) thread.join();
  return out;
}

int main() { return 3; }  // a learner's own, for trying things at home

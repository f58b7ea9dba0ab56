#pragma once

#include <functional>
#include <string>
#include <thread>
#include <vector>

struct Point {
  int x = 0;
  double y = 0;
};

class Queue {
 public:
  explicit Queue(int room) : room_(room) {}
  void put(int item);
  int take();
  std::size_t size() const { return items_.size(); }
  bool room_left() const { return static_cast<int>(items_.size()) < room_; }

 private:
  int room_;
  std::vector<int> items_;
};

// What a learner writes.
std::vector<int> rotate(const std::vector<int>& items);
int divide(int a, int b);
void fail(int how);
int twice(const std::function<int(int)>& function, int value);
std::vector<std::string> in_threads(const std::function<std::string(int)>& function, int count);

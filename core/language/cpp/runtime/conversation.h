// The channel to the grader as all threads of a test share it. Whoever waits for an answer reads; the others sleep until
// their answer was read for them. A request that arrives while the main thread computes is served by the reader.
// Thread rule: safe for threads.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "kata/cpp/remote.h"
#include "kata/value.h"

namespace kata::cpp {

struct Pending::State {
  std::uint64_t id = 0;
  bool answered = false;
  Value outcome;
  double delay = 0;
};

class Conversation {
 public:
  using Serve = std::function<void(const Value& request)>;
  Conversation(int channel, Serve serve);

  void run();                                         // serves requests until the channel ends
  void send(const Value& frame);
  std::shared_ptr<Pending::State> ask(const Remote& remote, std::string_view method, Values args, Value meta);
  // Waits until `done`, which is asked with the lock held whenever something arrived.
  void wait(const std::function<bool()>& done, bool tell_stalled);
  bool answered(const Pending::State& question);      // also takes in what has arrived, without waiting

 private:
  enum class Read { frame, nothing };
  void read_once(std::unique_lock<std::mutex>& lock, bool tell_stalled);
  void take(Value frame, std::unique_lock<std::mutex>& lock);
  bool readable(int milliseconds) const;
  bool everyone_waits() const;
  void stalled(std::unique_lock<std::mutex>& lock);

  const int channel_;
  const Serve serve_;
  const int main_thread_;
  std::mutex writing_;
  std::mutex mutex_;
  std::condition_variable arrived_;
  bool reading_ = false;
  bool main_waits_ = false;
  bool told_stalled_ = false;
  std::uint64_t next_id_ = 1;
  std::map<std::uint64_t, std::shared_ptr<Pending::State>> open_;
  std::deque<Value> requests_;
};

Conversation& conversation();                         // of the test that is running
void set_conversation(Conversation* conversation);
Value meta();                                         // the last item of a result
void start_time();                                    // of the request that begins: its virtual time is counted from here

}  // namespace kata::cpp

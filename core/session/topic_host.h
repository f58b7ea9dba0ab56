// A topic host as the supervisor sees it: a process that may be broken, crash or hang, and costs only the requests that
// are with it. Thread rule: one thread, the loop's.
#pragma once

#include <sys/types.h>

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/fault.h"
#include "base/unique_fd.h"
#include "kata/value.h"
#include "plugin_host/protocol.h"
#include "session/loop.h"

namespace kata {

class TopicHost {
 public:
  struct Spec {
    std::string executable;               // of kata-topic-host
    std::vector<std::string> arguments;   // the library's absolute path; or "--call"
    std::string subject;                  // what messages call it: the library's path
    Loop::Clock::duration load_time = std::chrono::seconds(10);
  };
  // How a request ended: with a result, or why not.
  struct Answer {
    std::optional<Value> result;
    Fault fault;
    bool repeatable = true;               // a fresh host may do better
  };
  using Done = std::function<void(Answer)>;

  TopicHost(Loop& loop, Spec spec);       // returns at once; requests may be made at once
  ~TopicHost();                           // kills it; requests under way are never answered
  TopicHost(const TopicHost&) = delete;
  TopicHost& operator=(const TopicHost&) = delete;

  // `name` and `payload` as in plugin_host/protocol.h. The grader dies when one of its steps takes longer than `step_time`.
  void request(std::string_view name, Values payload, UniqueFd box, Loop::Clock::duration step_time, Done done);
  bool usable() const { return !why_; }
  // Not usable any more, by no fault of its library's load: another one may do better.
  bool died_at_work() const { return !usable() && repeatable_; }
  const std::string& build_id() const { return build_id_; }   // known once a request was answered

 private:
  struct Pending;
  UniqueFd send_request(std::uint64_t id, std::string_view name, Values payload, const UniqueFd& box);
  void read_control();
  void take(plugin_host::Message& message);
  void read_result(std::uint64_t id);
  void take_frames(std::uint64_t id, Pending& pending);
  void restart_timer(std::uint64_t id, Pending& pending);
  bool kill_grader(std::uint64_t id);
  void conclude(std::uint64_t id);
  void read_errors();
  void died();
  void give_up(Fault why, bool repeatable);
  std::string last_words();
  Fault no_answer() const;

  Loop& loop_;
  Spec spec_;
  pid_t pid_ = -1;
  UniqueFd control_, errors_;
  enum class Phase { starting, loading, ready } phase_ = Phase::starting;
  Fault why_;                             // it can't be used (any more)
  bool repeatable_ = false;               // and a fresh host may do better
  std::string build_id_;
  std::string error_text_;                // the end of what it wrote to stderr
  std::optional<Loop::Timer> load_timer_;
  std::uint64_t last_id_ = 0;
  std::map<std::uint64_t, Pending> pending_;
};

}  // namespace kata

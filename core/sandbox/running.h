// The work of a box's init: takes the grader's orders, watches time, memory and output, and cleans up between tests.
#pragma once

#include <sys/resource.h>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "sandbox/account.h"
#include "sandbox/box_folders.h"
#include "sandbox/capture.h"
#include "sandbox/fair_clock.h"
#include "sandbox/group_usage.h"
#include "sandbox/messages.h"
#include "sandbox/module_process.h"
#include "sandbox/plan.h"
#include "sandbox/processes.h"
#include "sandbox/turn.h"

namespace kata::sandbox {

class Running {
 public:
  Running(const Plan& plan, BoxFolders& folders, GroupUsage group);

  // Starts the module process before anybody asked for the box, so that it is ready by then.
  void prepare_module();

  // Serves the grader until it hangs up. `program` and `command` as in BoxSpec.
  void serve(int control, const Limits& limits, const Program& program);

  // Kills everything in the box but its init.
  void kill_everything() { kill_others(false); }

 private:
  using Clock = std::chrono::steady_clock;
  enum class Phase { idle, loading, testing };
  struct End {
    Cause cause;
    int detail;
    Clock::time_point when;
  };

  bool take_order();                       // false: the grader hung up
  void begin_load(const Order& order);
  void begin_test(const Order& order);
  void begin(Phase phase, const Limits& limits, std::uint64_t parked);
  void end_load();
  void end_test(bool hung_up);
  void answer_end();
  void send_output();

  void start_own_module();
  void limit(const ModuleProcess& process);
  void prepare_spare();
  bool await_spare();                      // false: there is none
  void adopt_spare(const Order& order);
  void begin_fresh_test(const Order& order);
  bool wait_for_events();                  // true: the grader said something
  void listen_to_module();
  void hear_forbidden(UniqueFd& listener, bool told);
  std::vector<pid_t> running_processes();  // all but init and the spare one
  bool graders_turn() const;
  void look_at_clock(Clock::time_point now, const std::vector<pid_t>& pids);
  void tick(Clock::time_point now);
  void sample(const std::vector<pid_t>& pids);
  bool too_much_time() const;
  bool too_much_memory() const;
  bool too_much_output() const;
  void ask_group();
  void over(Cause cause, int detail);      // the load or test ended; the first cause counts
  void over_by_status(int status);
  pid_t main_process() const { return phase_ == Phase::loading ? module_.pid : test_; }
  void mark();                             // asks it to remember how far it is
  void ask_where();                        // lets it tell the grader where it is; then it ends by itself
  void stop();                             // kills what the load or test runs

  void reap();
  void reaped(pid_t pid, int status, const rusage& usage);
  void kill_others(bool keep_module);
  void kill_test_child(bool hung_up);
  void drop_module();
  void park_module();
  void judge_usage();                      // what no tick saw

  const Plan& plan_;
  BoxFolders& folders_;
  Processes processes_;
  Capture capture_;
  Account account_;
  GroupUsage group_;
  UniqueFd child_signals_;

  int control_ = -1;
  Program program_;
  Limits limits_;
  ModuleProcess module_;                   // parked between tests
  ModuleProcess fresh_;                    // a test's own process, where the module is loaded anew
  std::uint64_t warm_ = 0, parked_ = 0;    // resident memory of the module process before and after the load
  bool always_fresh_ = false;

  Phase phase_ = Phase::idle;
  Clock::time_point started_;
  FairClock clock_;
  UniqueFd shared_turn_ = make_turn();     // handed out with the load
  Turn turn_{shared_turn_.get()};
  UniqueFd graders_;                       // the grader's end of the test's channel, to see whether it has something to read
  std::optional<End> end_;
  bool waiting_ = false;                   // it timed out asleep
  bool marked_ = false;
  int shared_ = 0;                         // pieces of memory that the load made and its forks would share
  bool loaded_ = false, end_load_asked_ = false, another_ = false;
  pid_t test_ = -1;                        // the test's main process; -1: reaped

  // The child of the test to come, made while another runs: a fork costs as much as many a test. It waits at its channel and
  // has run nothing of the learner's; its own landlock domain keeps the others off it.
  struct Spare {
    UniqueFd channel;                      // the grader's end; none: there is no spare child
    pid_t pid = 0;                         // 0: not told yet
  };
  Spare spare_;
};

}  // namespace kata::sandbox

#include "language/python/meta.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>

#include "language/python/clock.h"
#include "language/python/runtime.h"
#include "language/python/threads.h"

namespace kata::python {
namespace {

struct Times {
  std::int64_t began = 0;
  std::int64_t switches = 0;
};

Times& times() {
  static Times one;
  return one;
}

bool has_children() {
  siginfo_t info{};
  return ::waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) == 0 || errno != ECHILD;
}

}  // namespace

void begin_meta() {
  times() = Times{clock_now(), 0};
  loop_facts() = {};
}

void note_switches(std::int64_t count) { times().switches += count; }

Dict present_meta() {
  Dict meta;
  meta.items.reserve(3);
  meta.items.emplace_back("time", static_cast<double>(clock_now() - times().began) / 1e9);
  meta.items.emplace_back("thread", current_thread().number);
  if (!is_serving_process()) meta.items.emplace_back("pid", static_cast<std::int64_t>(::getpid()));
  return meta;
}

Dict final_meta() {
  Dict meta = present_meta();
  meta.items.emplace_back("switches", times().switches);
  meta.items.emplace_back("tasks_left", loop_facts().tasks_left);
  meta.items.emplace_back("threads_left", static_cast<std::int64_t>(thread_count()) - 1);
  meta.items.emplace_back("children_left", has_children() ? 1 : 0);
  return meta;
}

}  // namespace kata::python

#include "language/python/language.h"

#include <unistd.h>

#include "language/python/channel.h"
#include "language/python/clock.h"
#include "language/python/load.h"
#include "language/python/meta.h"
#include "language/python/outcome.h"
#include "language/python/request.h"
#include "language/python/shared_channel.h"
#include "language/python/threads.h"

namespace kata::python {
namespace {

// In a process that the learner's code forked.
void on_learner_fork() {
  forget_other_threads();
  forget_invokes();
  run_clock_after_fork();
}

void attach(int channel) {
  open_channel(channel);
  share_channel(on_learner_fork);
  set_serving_process();
}

// A process that the learner's code forked came back here: only its parent speaks with the grader.
void leave_if_forked() {
  if (!is_serving_process()) ::_exit(0);
}

}  // namespace

void PythonLanguage::load(int channel) {
  attach(channel);
  begin_outcome();
  begin_meta();
  Value outcome = load_module();
  leave_if_forked();
  flush_output();
  Dict meta = final_meta();
  meta.items.emplace_back("threads", static_cast<std::int64_t>(thread_count()) - 1);
  meta.items.emplace_back("children", *(meta.items.end() - 2)->second.get<Integer>());
  send_frame(list("result", 0, std::move(outcome), std::move(meta)));
}

void PythonLanguage::serve(int channel) {
  attach(channel);
  while (const auto request = next_request()) {
    Value outcome = answer(*request);
    leave_if_forked();
    flush_output();
    if (!send_frame(list("result", request_id(*request), std::move(outcome), final_meta()))) {
      send_frame(list("result", request_id(*request), too_large(), final_meta()));
    }
  }
}

}  // namespace kata::python

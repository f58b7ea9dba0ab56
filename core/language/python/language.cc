#include "language/python/language.h"

#include <sys/socket.h>
#include <unistd.h>

#include "base/error.h"
#include "base/unique_fd.h"
#include "language/python/channel.h"
#include "language/python/clock.h"
#include "language/python/hot_pages.h"
#include "language/python/load.h"
#include "language/python/meta.h"
#include "language/python/outcome.h"
#include "language/python/request.h"
#include "language/python/shared_channel.h"
#include "language/python/threads.h"
#include "value/wire.h"

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

void serve_requests() {
  while (const auto request = next_request()) {
    Value outcome = answer(*request);
    leave_if_forked();
    flush_output();
    if (!send_frame(list("result", request_id(*request), std::move(outcome), final_meta()))) {
      send_frame(list("result", request_id(*request), too_large(), final_meta()));
    }
  }
}

constexpr int kRehearsals = 10;   // the interpreter adapts after eight

void serve_these(const Values& requests, PyObject* module) {
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) throw_errno(N_("cannot make a socket"));
  const UniqueFd grader(ends[0]), ours(ends[1]);
  for (const Value& request : requests) wire::write_frame(grader.get(), request);
  ::shutdown(grader.get(), SHUT_WR);
  lend_module(module);
  open_channel(ours.get());
  set_serving_process();
  serve_requests();
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
  if (thread_count() == 1) leave_shared_channel();   // or the tests would share it
}

void PythonLanguage::serve(int channel) {
  attach(channel);
  copy_hot_pages(channel);
  serve_requests();
}

void rehearse(PyObject* module) {
  const Value stand_in = Remote{RemoteKind::function, 1, "stand_in"};
  Values requests;
  for (int round = 0; round < kRehearsals; ++round) {
    requests.push_back(list("call", 1, "turn", list(list(1, 2.5, "text"), stand_in), Dict{}, "plain"));
    requests.push_back(list("call", 2, "turn", list(), Dict{}, "plain"));
    requests.push_back(list("probe", 3, "observe(turn([1, 2]))", Dict{}));
  }
  serve_these(requests, module);
  open_channel(-1);
  forget_clock();
  lend_module(nullptr);
  PyDict_DelItemString(PyImport_GetModuleDict(), "test");
  PyErr_Clear();
}

void rehearse_test(PyObject* module) {
  Values requests{list("call", 1, "turn", list(list(1, "text")), Dict{}, "plain")};
  if (PyDict_GetItemString(PyImport_GetModuleDict(), "asyncio"))
    requests.push_back(list("call", 2, "wait", list(1e-6), Dict{}, "run"));
  serve_these(requests, module);
}

}  // namespace kata::python

#include "language/python/request.h"

#include <map>
#include <memory>

#include "language/python/call.h"
#include "language/python/channel.h"
#include "language/python/clock.h"
#include "language/python/load.h"
#include "language/python/materialise.h"
#include "language/python/meta.h"
#include "language/python/outcome.h"
#include "language/python/runtime.h"
#include "language/python/syntax.h"
#include "language/python/threads.h"

namespace kata::python {
namespace {

Value malformed(const char* what) {
  PyErr_Format(PyExc_RuntimeError, "the test sent a request that nobody understands: %s", what);
  return raised_outcome();
}

Value answer_call(const Values& frame) {
  const auto call = parse_call_frame(frame, 2);
  return call ? perform(*call) : malformed("call");
}

Value answer_get(const Values& frame) { return frame.size() < 3 ? malformed("get") : get(frame[2]); }

std::optional<std::vector<Call>> calls_of(const Values& frame) {
  const auto* items = frame.size() > 2 ? frame[2].items() : nullptr;
  if (!items) return std::nullopt;
  std::vector<Call> calls;
  for (const Value& item : *items) {
    auto call = item.items() ? parse_call_frame(*item.items(), 0) : std::nullopt;
    if (!call) return std::nullopt;
    calls.push_back(std::move(*call));
  }
  return calls;
}

Value answer_batch(const Values& frame) {
  const auto calls = calls_of(frame);
  if (!calls) return malformed("batch");
  Values outcomes, metas;
  for (const Call& call : *calls) {
    begin_outcome();
    if (call.run) begin_meta();
    outcomes.push_back(perform(call));
    if (call.run) metas.push_back(final_meta());
  }
  if (metas.empty()) return list("values", List{std::move(outcomes)});
  return list("values", List{std::move(outcomes)}, List{std::move(metas)});
}

std::optional<std::uint64_t> seed_of(const Values& frame) {
  const auto* options = frame.size() > 3 ? frame[3].get<Dict>() : nullptr;
  for (std::size_t i = 0; options && i < options->items.size(); ++i) {
    const auto& [key, value] = options->items[i];
    const auto* name = key.get<Str>();
    const auto* seed = value.get<Integer>();
    if (!name || name->text != "seed" || !seed) continue;
    std::uint64_t number = 0;
    for (const char byte : seed->magnitude) number = number << 8 | static_cast<unsigned char>(byte);
    return number;
  }
  return std::nullopt;
}

// The calls of one "parallel" request; shared by threads that may outlive it when they are stuck.
struct Jobs {
  std::vector<Call> calls;
  Values outcomes;
  std::size_t left = 0;
  Thread* main = nullptr;
};

void run_job(Jobs& jobs, std::size_t index) {
  jobs.outcomes[index] = perform(jobs.calls[index]);
  if (--jobs.left == 0) wake(*jobs.main, Woken::granted);
}

bool start_jobs(const std::shared_ptr<Jobs>& jobs, bool scheduled) {
  for (std::size_t i = 0; i < jobs->calls.size(); ++i)
    if (!start_thread([jobs, i] { run_job(*jobs, i); }, scheduled)) return false;
  return true;
}

Woken wait_for_jobs(Jobs& jobs) {
  jobs.main->wait = Wait::join;
  jobs.main->deadline = -1;
  if (jobs.left == 0) return Woken::granted;
  return block(*jobs.main);
}

Value answer_parallel(const Values& frame) {
  auto calls = calls_of(frame);
  if (!calls || calls->empty()) return malformed("parallel");
  const auto seed = seed_of(frame);
  auto jobs = std::make_shared<Jobs>();
  jobs->left = calls->size();
  jobs->outcomes.resize(calls->size());
  jobs->calls = std::move(*calls);
  jobs->main = &current_thread();
  if (seed) {
    start_clock();
    begin_schedule(*seed);
  }
  if (!start_jobs(jobs, seed.has_value())) return raised_outcome();
  const Woken woken = seed ? run_schedule() : wait_for_jobs(*jobs);
  jobs->main->wait = Wait::none;
  if (seed) note_switches(end_schedule().switches);
  if (woken == Woken::interrupted) return list("stuck", stuck().what, stuck().trace);
  return list("values", List{jobs->outcomes});
}

Value answer_probe(const Values& frame) {
  const auto* code = frame.size() > 3 ? frame[2].get<Str>() : nullptr;
  if (!code || !frame[3].get<Dict>() || !learner_module()) return malformed("probe");
  observed() = Value();
  const Ref run = Ref::steal(runtime_function("probes", "run"));
  const Ref text = Ref::steal(materialise(frame[2]));
  const Ref names = Ref::steal(materialise(frame[3]));
  if (!run || !text || !names) return raised_outcome();
  PyObject* module = PyModule_Check(learner_module()) ? PyModule_GetDict(learner_module()) : nullptr;
  const Ref space = Ref::steal(module ? PyDict_Copy(module) : PyDict_New());
  const Ref done = Ref::steal(PyObject_CallFunctionObjArgs(run.get(), text.get(), space.get(), names.get(), nullptr));
  Value outcome = outcome_of(done);
  if (done && !blocked().found && !stuck().found) return list("value", std::move(observed()));
  return outcome;
}

// What the suite says is in the words of nobody, but for what the tests import and the module doesn't have.
Value answer_pytest(const Values& frame) {
  const auto* node = frame.size() > 4 ? frame[2].get<Str>() : nullptr;
  const auto* name = node ? frame[3].get<Str>() : nullptr;
  if (!name || !frame[4].get<Dict>() || !learner_module()) return malformed("pytest");
  const Ref run = Ref::steal(runtime_function("suite", "run"));
  const Ref files = Ref::steal(materialise(frame[4]));
  if (!run || !files) return raised_outcome();
  Value outcome = outcome_of(Ref::steal(PyObject_CallFunction(run.get(), "sOsO", node->text.c_str(), files.get(), name->text.c_str(), learner_module())));
  const auto* parts = outcome.items()->back().items();
  const auto* kind = parts && parts->size() == 2 ? parts->front().get<Str>() : nullptr;
  return kind && kind->text == "missing" ? get(parts->back()) : std::move(outcome);
}

Value answer_syntax(const Values&) { return syntax_outcome(learner_file()); }

}  // namespace

Value request_id(const Value& frame) {
  const auto* items = frame.items();
  return items && items->size() > 1 ? (*items)[1] : Value(0);
}

Value answer(const Value& frame) {
  static const std::map<std::string, Value (*)(const Values&)> kRequests = {
      {"call", answer_call},         {"get", answer_get},     {"batch", answer_batch},
      {"parallel", answer_parallel}, {"probe", answer_probe},
      {"pytest", answer_pytest},     {"syntax", answer_syntax}};
  const auto* items = frame.items();
  const auto* name = items && !items->empty() ? items->front().get<Str>() : nullptr;
  const auto request = name ? kRequests.find(name->text) : kRequests.end();
  if (request == kRequests.end()) return malformed("unknown");
  if (PyDict_GetItemString(PyImport_GetModuleDict(), "asyncio")) start_clock();
  begin_outcome();
  begin_meta();
  return request->second(*items);
}

}  // namespace kata::python

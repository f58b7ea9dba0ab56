#include "language/python/channel.h"

#include <poll.h>
#include <unistd.h>

#include <deque>
#include <map>
#include <mutex>

#include "language/python/clock.h"
#include "language/python/materialise.h"
#include "language/python/meta.h"
#include "language/python/observe.h"
#include "language/python/shared_channel.h"
#include "language/python/threads.h"

namespace kata::python {
namespace {

constexpr int kGraceMs = 2;   // most answers come within microseconds; then nothing was stalled

struct Pending {
  Thread* waiter = nullptr;   // of a waiting thread
  Ref loop, on_reply;         // of an event loop
  Reply reply;
};

struct State {
  int fd = -1;
  bool gone = false;
  bool reading = false;
  std::uint32_t next_id = 1;
  std::uint64_t moves = 0, stalled_at = ~0ull;   // replies so far, and how many there were when "stalled" was sent
  std::map<std::uint64_t, Pending> pending;
  std::deque<Value> requests;
};

State& state() {
  static State one;
  return one;
}

const std::string& name_of(const Value& frame) {
  static const std::string none;
  const auto* items = frame.items();
  if (!items || items->empty()) return none;
  const auto* name = items->front().get<Str>();
  return name ? name->text : none;
}

std::uint64_t id_of(const Value& frame) {
  const auto* items = frame.items();
  if (!items || items->size() < 2) return 0;
  const auto* id = (*items)[1].get<Integer>();
  return id ? static_cast<std::uint64_t>(id->to_int64().value_or(0)) : 0;
}

double number_of(const Value& value) {
  if (const auto* number = value.get<double>()) return *number;
  if (const auto* number = value.get<Integer>()) return static_cast<double>(number->to_int64().value_or(0));
  return 0;
}

// New reference: the value, or the exception to raise. `is_value` tells which.
PyObject* open_outcome(const Value& outcome, bool& is_value) {
  const auto* items = outcome.items();
  is_value = name_of(outcome) == "value";
  if (!items || items->size() < 2) return PyObject_CallFunction(PyExc_RuntimeError, "s", "an answer without a value");
  PyObject* made = is_value ? materialise((*items)[1]) : materialise_exception((*items)[1]);
  if (made) return made;
  is_value = false;
  PyObject *type = nullptr, *error = nullptr, *trace = nullptr;
  PyErr_Fetch(&type, &error, &trace);
  PyErr_NormalizeException(&type, &error, &trace);
  Py_XDECREF(type);
  Py_XDECREF(trace);
  return error;
}

void tell_loop(Pending& pending) {
  const SavedError saved;
  bool is_value = false;
  const Ref made = Ref::steal(open_outcome(pending.reply.outcome, is_value));
  const Ref done = Ref::steal(PyObject_CallMethod(pending.loop.get(), "call_soon_threadsafe", "OiOd", pending.on_reply.get(),
                                                  is_value ? 1 : 0, made.get(), pending.reply.delay));
  if (!done) PyErr_Clear();   // the loop is closed: nobody waits any more
}

void dispatch(Value frame) {
  auto& now = state();
  ++now.moves;
  if (name_of(frame) != "reply") {
    now.requests.push_back(std::move(frame));
    for (auto& [id, pending] : now.pending)
      if (pending.waiter) unpark(*pending.waiter);
    return;
  }
  const auto place = now.pending.find(id_of(frame));
  if (place == now.pending.end()) return;   // cancelled meanwhile
  const auto& items = *frame.items();
  Pending& pending = place->second;
  pending.reply.came = true;
  if (items.size() > 2) pending.reply.outcome = items[2];
  if (items.size() > 3) pending.reply.delay = std::max(0.0, number_of(items[3]));
  if (pending.waiter) return wake(*pending.waiter, Woken::granted);
  const Pending done = std::move(pending);
  now.pending.erase(place);
  tell_loop(const_cast<Pending&>(done));
}

// Whoever waits may read next.
void offer_reading() {
  for (auto& [id, pending] : state().pending) {
    if (!pending.waiter || pending.reply.came) continue;
    unpark(*pending.waiter);
    return;
  }
}

Values call_parts(PyObject* args, PyObject* kwargs) {
  Values positional;
  for (Py_ssize_t i = 0; args && i < PyTuple_GET_SIZE(args); ++i) positional.push_back(observe(PyTuple_GET_ITEM(args, i)));
  Value named = kwargs ? observe(kwargs) : Value(Dict{});
  return {List{std::move(positional)}, std::move(named)};
}

std::uint64_t write_invoke(std::uint64_t remote, const char* method, PyObject* args, PyObject* kwargs) {
  const std::uint64_t id = first_id_of_process() + state().next_id++;
  Values parts = call_parts(args, kwargs);
  if (send_frame(list("invoke", id, remote, method, std::move(parts[0]), std::move(parts[1]), present_meta()))) return id;
  PyErr_SetString(PyExc_ConnectionError, "the test is over");
  return 0;
}

// Reads by itself while nobody else does; else waits to be woken.
void wait_for_reply(Thread& thread, Pending& pending) {
  thread.wait = Wait::reply;
  thread.deadline = -1;
  if (thread.scheduled && scheduling()) {
    block(thread);
    return;
  }
  while (!pending.reply.came && thread.wait != Wait::none && !state().gone) {
    all_may_wait();
    if (pending.reply.came) break;
    if (state().reading) park(thread);
    else if (!read_one_frame()) break;
  }
  thread.wait = Wait::none;
  offer_reading();
}

bool sleep_virtually(Thread& thread, double seconds) {
  thread.wait = Wait::sleep;
  thread.deadline = deadline_after(seconds);
  if (block(thread) != Woken::interrupted) return true;
  PyErr_SetString(stuck_error, "threads");
  return false;
}

}  // namespace

void open_channel(int fd) {
  state() = State{};
  state().fd = fd;
}

int channel_fd() { return state().fd; }

bool send_frame(const Value& frame) { return write_shared_frame(state().fd, frame); }

std::optional<Value> next_request() {
  auto& now = state();
  Thread& thread = current_thread();
  while (now.requests.empty()) {
    if (now.gone) return std::nullopt;
    if (!now.reading) {
      if (!read_one_frame()) return std::nullopt;
    } else {
      Pending& turn = now.pending[0];   // id 0 is nobody's: it only means "main waits too"
      turn.waiter = &thread;
      park(thread);
      now.pending.erase(0);
    }
  }
  Value request = std::move(now.requests.front());
  now.requests.pop_front();
  return request;
}

bool read_one_frame() {
  auto& now = state();
  now.reading = true;
  Value frame;
  bool read = false;
  Py_BEGIN_ALLOW_THREADS
  read = read_shared_frame(now.fd, frame);
  Py_END_ALLOW_THREADS
  now.reading = false;
  if (!read) now.gone = true;
  else dispatch(std::move(frame));
  return read;
}

void drain_channel() {
  while (!state().reading && !state().gone) {
    pollfd ready{state().fd, POLLIN, 0};
    if (::poll(&ready, 1, 0) <= 0 || !is_next_frame_ours(state().fd) || !read_one_frame()) break;
  }
  if (!state().reading) offer_reading();   // who asked meanwhile saw somebody read, and the loop may be over now
}

PyObject* invoke(std::uint64_t remote, const char* method, PyObject* args, PyObject* kwargs) {
  Thread& thread = current_thread();
  yield_point();
  const std::uint64_t id = write_invoke(remote, method, args, kwargs);
  if (!id) return nullptr;
  Pending& pending = state().pending[id];
  pending.waiter = &thread;
  wait_for_reply(thread, pending);
  const Reply reply = std::move(pending.reply);
  state().pending.erase(id);
  if (!reply.came) {
    PyErr_SetString(PyExc_ConnectionError, "the test is over");
    return nullptr;
  }
  if (reply.delay > 0) {
    start_clock();
    if (refuse_blocking(method) || !sleep_virtually(thread, reply.delay)) return nullptr;
  }
  bool is_value = false;
  PyObject* made = open_outcome(reply.outcome, is_value);
  if (is_value || !made) return made;
  PyErr_SetObject(reinterpret_cast<PyObject*>(Py_TYPE(made)), made);
  Py_DECREF(made);
  return nullptr;
}

std::uint64_t send_invoke(std::uint64_t remote, const char* method, PyObject* args, PyObject* kwargs, PyObject* loop,
                          PyObject* on_reply) {
  const std::uint64_t id = write_invoke(remote, method, args, kwargs);
  if (!id) return 0;
  Pending& pending = state().pending[id];
  pending.loop = Ref::borrow(loop);
  pending.on_reply = Ref::borrow(on_reply);
  return id;
}

void settle_invoke(std::uint64_t id, const char* how) {
  state().pending.erase(id);
  send_frame(list("settled", id, how, present_meta()));
}

bool unanswered_invokes() {
  for (const auto& [id, pending] : state().pending)
    if (id != 0 && !pending.reply.came) return true;
  return false;
}

void say_stalled() {
  auto& now = state();
  if (now.stalled_at == now.moves || now.gone) return;
  const std::uint64_t before = now.moves;
  pollfd ready{now.fd, POLLIN, 0};
  int answered = 0;
  Py_BEGIN_ALLOW_THREADS
  answered = ::poll(&ready, 1, kGraceMs);
  Py_END_ALLOW_THREADS
  if (answered > 0 || now.moves != before || !everybody_waits()) return;   // others may have gone on meanwhile
  now.stalled_at = now.moves;
  Values ids;
  for (const auto& [id, pending] : now.pending)
    if (id != 0 && !pending.reply.came) ids.emplace_back(id);
  send_frame(list("stalled", List{std::move(ids)}, present_meta()));
}

void forget_invokes() {
  const int fd = state().fd;
  for (auto& [id, pending] : state().pending) {
    (void)pending.loop.release();   // the loops of the parent are not to be touched here
    (void)pending.on_reply.release();
  }
  open_channel(fd);
}

}  // namespace kata::python

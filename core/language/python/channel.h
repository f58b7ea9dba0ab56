// The channel of a test, shared by all threads and by processes that the learner's code forked. No thread of ours reads it:
// of those who wait, one reads and hands each frame to whom it is for. Thread rule: the interpreter's lock guards all.
#pragma once

#include <cstdint>
#include <optional>

#include "kata/value.h"
#include "language/python/ref.h"

namespace kata::python {

void open_channel(int fd);
int channel_fd();

// The next request; nullopt when the grader is gone. Waits.
std::optional<Value> next_request();
bool send_frame(const Value& frame);

struct Reply {
  bool came = false;
  Value outcome;
  double delay = 0;   // seconds of virtual time to let pass first
};

// Uses a Remote and waits for the answer, its delay included. New reference; null with an exception set.
PyObject* invoke(std::uint64_t remote, const char* method, PyObject* args, PyObject* kwargs);

// The same without waiting: `on_reply(is_value, value_or_exception, delay)` is called later on the thread of `loop`, through
// its call_soon_threadsafe. Returns the invoke's id, or 0 with an exception set.
std::uint64_t send_invoke(std::uint64_t remote, const char* method, PyObject* args, PyObject* kwargs, PyObject* loop,
                          PyObject* on_reply);
void settle_invoke(std::uint64_t id, const char* how);

// Reads what is there without waiting.
void drain_channel();
// Waits for one frame and hands it on. False: the grader is gone.
bool read_one_frame();

bool unanswered_invokes();
// Tells the grader that nothing goes on before one of its answers, unless it was told so since something moved.
void say_stalled();

// A new process: the invokes of its parent are not its own.
void forget_invokes();

}  // namespace kata::python

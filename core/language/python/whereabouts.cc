// Most of this runs in a signal's handler, at any instruction of the interpreter: nothing here allocates, locks or counts a
// reference, and each thread looks at its own frames only. CPython's faulthandler reads the same fields under the same rules.
#include "language/python/whereabouts.h"

#include "language/python/ref.h"   // before CPython's internal headers, which need Python.h

#define Py_BUILD_CORE 1
#include <internal/pycore_frame.h>
#undef Py_BUILD_CORE

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <string_view>

#include "base/text.h"
#include "language/python/channel.h"
#include "language/python/clock.h"
#include "language/python/threads.h"
#include "language/python/trace.h"
#include "sandbox/module.h"

namespace kata::python {
namespace {

constexpr std::size_t kMostLines = 8;      // of the innermost frames
constexpr int kMostFrames = 10'000;
constexpr std::size_t kLongestName = 250, kLongestLine = 300;   // bytes

// Text in a place of its own, cut at its end.
template <std::size_t kSize> class Buffer {
 public:
  void add(char byte) {
    if (size_ < kSize) bytes_[size_++] = byte;
  }
  void add(std::string_view bytes) {
    for (const char byte : bytes) add(byte);
  }
  void drop() { --size_; }
  std::string_view view() const { return {bytes_, size_}; }

 private:
  char bytes_[kSize];
  std::size_t size_ = 0;
};
using Name = Buffer<kLongestName>;
using Line = Buffer<kLongestLine>;

void put(Name& out, Py_UCS4 code) {
  const auto tail = [&](int shift) { out.add(static_cast<char>(0x80 | (code >> shift & 0x3f))); };
  if (code < 0x80) return out.add(static_cast<char>(code));
  if (code < 0x800) return out.add(static_cast<char>(0xc0 | code >> 6)), tail(0);
  if (code < 0x10000) return out.add(static_cast<char>(0xe0 | code >> 12)), tail(6), tail(0);
  out.add(static_cast<char>(0xf0 | code >> 18)), tail(12), tail(6), tail(0);
}

template <class Text> void mend(Text& text) {   // what was cut in the middle of a code point
  for (int i = 0; i < 3 && !text.view().empty() && !is_utf8(text.view()); ++i) text.drop();
}

Name name_of(PyObject* text) {
  Name out;
  if (!text || !PyUnicode_Check(text) || !PyUnicode_IS_READY(text)) return out;
  const Py_ssize_t length = PyUnicode_GET_LENGTH(text);
  for (Py_ssize_t i = 0; i < length && i < static_cast<Py_ssize_t>(kLongestName); ++i) put(out, PyUnicode_READ_CHAR(text, i));
  mend(out);
  return out;
}

Line source_line(const char* path, int number) {
  Line out;
  const int file = ::open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  char bytes[4096];
  int at = 1;
  for (ssize_t size; at <= number && (size = ::read(file, bytes, sizeof bytes)) > 0;) {
    for (ssize_t i = 0; i < size && at <= number; ++i) {
      const char byte = bytes[i];
      const bool leading = out.view().empty() && (byte == ' ' || byte == '\t' || byte == '\f');
      if (byte == '\n') ++at;
      else if (at == number && !leading) out.add(byte);
    }
  }
  if (file >= 0) ::close(file);
  while (!out.view().empty() && std::strchr(" \t\r", out.view().back())) out.drop();
  mend(out);
  return is_utf8(out.view()) ? out : Line();
}

// A frame of the channel: its length and its CBOR (RFC 8949), of lists, texts, small numbers and booleans.
class Message {
 public:
  void list(std::size_t items) { head(4, items); }
  void number(std::size_t value) { head(0, value); }
  void flag(bool value) { bytes_.add(static_cast<char>(value ? 0xf5 : 0xf4)); }
  void text(std::string_view text) {
    head(3, text.size());
    bytes_.add(text);
  }
  // All of it or nothing: it is smaller than what a socket takes at once.
  void send(int socket) const {
    const auto size = static_cast<std::uint32_t>(bytes_.view().size());
    char whole[4 + kSize] = {static_cast<char>(size >> 24), static_cast<char>(size >> 16), static_cast<char>(size >> 8),
                             static_cast<char>(size)};
    std::memcpy(whole + 4, bytes_.view().data(), size);
    (void)!::send(socket, whole, 4 + size, MSG_DONTWAIT | MSG_NOSIGNAL);
  }

 private:
  static constexpr std::size_t kSize = 64 + kMostLines * (2 * kLongestName + kLongestLine + 32);

  void head(int major, std::size_t value) {
    const int bytes = value < 24 ? 0 : value < 0x100 ? 1 : value < 0x10000 ? 2 : 4;
    const std::size_t info = bytes == 0 ? value : bytes == 1 ? 24 : bytes == 2 ? 25 : 26;
    bytes_.add(static_cast<char>(static_cast<std::size_t>(major) << 5 | info));
    for (int shift = 8 * bytes - 8; shift >= 0; shift -= 8) bytes_.add(static_cast<char>(value >> shift));
  }
  Buffer<kSize> bytes_;
};

struct MarkedLine {
  PyCodeObject* code;
  int line;
};
struct MarkedLines {
  MarkedLine all[kMostLines];   // innermost first
  std::size_t count = 0;
};

// The learner's innermost frames.
MarkedLines places_of(PyThreadState* thread) {
  MarkedLines found;
  const _PyInterpreterFrame* frame = thread && thread->cframe ? thread->cframe->current_frame : nullptr;
  for (int i = 0; frame && i < kMostFrames && found.count < kMostLines; ++i, frame = frame->previous) {
    PyCodeObject* code = frame->f_code;
    if (!code || !PyCode_Check(code) || frame->prev_instr < _PyCode_CODE(code)) continue;
    if (!is_learner_file(name_of(code->co_filename).view())) continue;
    const int line = PyCode_Addr2Line(code, _PyInterpreterFrame_LASTI(frame) * static_cast<int>(sizeof(_Py_CODEUNIT)));
    found.all[found.count++] = {code, std::max(line, 0)};
  }
  return found;
}

void write(Message& message, const MarkedLine& place) {
  Name file = name_of(place.code->co_filename);
  message.list(4);
  message.text(without_submission_dir(file.view()));
  message.number(static_cast<std::size_t>(place.line));
  message.text(name_of(place.code->co_qualname).view());
  if (file.view().size() == kLongestName) return message.text("");
  file.add('\0');
  message.text(source_line(file.view().data(), place.line).view());
}

std::pair<std::int64_t, std::int64_t>& marked_beat() {
  static std::pair<std::int64_t, std::int64_t> beat{-1, -1};
  return beat;
}

// A loop looks at the clock each time around. This one's has not since the mark: it is still in the same callback.
bool blocks_its_loop() {
  const Thread* thread = known_thread();
  return thread && thread->loops > 0 && thread->may_block == 0 && thread->wait == Wait::none && marked_beat() == clock_beat();
}

// Which thread's line people want to read: who has the interpreter, else the main thread.
std::size_t rank(PyThreadState* thread) {
  if (thread && _PyThreadState_UncheckedGet() == thread) return 2;
  return known_thread() && known_thread()->number == 0 ? 1 : 0;
}

void tell(PyThreadState* thread) {
  const MarkedLines places = places_of(thread);
  Message message;
  message.list(4);
  message.text("where");
  message.number(rank(thread));
  message.flag(blocks_its_loop());
  message.list(places.count);
  for (std::size_t i = places.count; i-- > 0;) write(message, places.all[i]);
  message.send(channel_fd());
}

void on_ask(int, siginfo_t* info, void*) {
  static std::atomic<int> told = 0;
  const int saved = errno;
  if (info->si_value.sival_int == sandbox::kMark) {
    marked_beat() = clock_beat();
    errno = saved;
    return;
  }
  tell(PyGILState_GetThisThreadState());
  if (++told >= info->si_value.sival_int) ::_exit(0);
  for (;;) ::pause();
}

}  // namespace

void answer_init() {
  marked_beat() = {-1, -1};
  struct sigaction action {};
  action.sa_sigaction = on_ask;
  action.sa_flags = SA_SIGINFO | SA_RESTART;
  sigfillset(&action.sa_mask);
  ::sigaction(sandbox::kAskSignal, &action, nullptr);
}

void tell_where() {
  if (is_serving_process()) tell(PyThreadState_Get());
}

}  // namespace kata::python

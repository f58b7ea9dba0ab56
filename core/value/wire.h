// Values as CBOR (RFC 8949), and frames of them on a stream socket.
//
// None, booleans, numbers, text, byte strings, lists and dicts are what CBOR has; integers beyond 64 bits are tags 2 and 3,
// sets tag 258, complex numbers tag 43000. Everything else is tag 27, ["kind", parts…]: "tuple" and "frozenset" with their
// items, "str" with the bytes of a text that has lone surrogates, "exception", "object", "subclass" and "remote" with their
// members in the order of value.h. Thread rule: every function may be called from any thread; one reader per descriptor.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "kata/frames.h"
#include "kata/value.h"

namespace kata::wire {

std::string encode(const Value& value);
// The same, appended.
void encode(const Value& value, std::string& out);

struct Bounds {
  std::size_t bytes = kMaxFrame;
  std::size_t depth = kMaxDepth;  // CBOR arrays and maps inside each other
  std::size_t items = kMaxItems;  // CBOR items, each length and tag being part of one
};

// `bytes` may be hostile. Nullopt: not exactly one well-formed value of the forms above with definite lengths, or beyond a
// bound. Reads items one by one; what the headers claim together is checked against the bytes left before anything is reserved.
std::optional<Value> decode(std::string_view bytes, const Bounds& bounds = {});

// Writes the length (4 bytes, big-endian) and the CBOR, all of it. False, with errno: the peer is gone (EPIPE, ECONNRESET), the value
// is longer than kMaxFrame and nothing was written (EMSGSIZE), or the system refuses.
bool write_frame(int fd, const Value& frame);

// `end`: the peer closed between two frames. `cut`: it closed inside one. `broken`: it sent what is no frame.
enum class ReadStatus { frame, end, cut, broken };
// Waits for one frame. Reads never past its end, so that the descriptor can change hands between frames.
ReadStatus read_frame(int fd, Value& out, const Bounds& bounds = {});

// Reads many frames of one stream, usually with one system call each. May read ahead, so nobody else reads from the
// descriptor, which it does not own. Thread rule: one thread.
class FrameReader {
 public:
  explicit FrameReader(int fd, const Bounds& bounds = {}) : fd_(fd), bounds_(bounds) {}
  ReadStatus read(Value& out);

 private:
  bool fill(std::size_t size);

  int fd_;
  Bounds bounds_;
  std::string buffer_;
  std::size_t begin_ = 0, end_ = 0;  // the unread bytes of buffer_
};

}  // namespace kata::wire

#include "value/wire.h"

#include <cbor.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace kata::wire {

// ---- encoding ----

namespace {

class Encoder {
 public:
  explicit Encoder(std::string& out) : out_(out) {}

  void value(const Value& value) {
    std::visit(*this, value.data());
  }

  void operator()(const None&) { head(cbor_encode_null); }
  void operator()(bool b) { head(cbor_encode_bool, b); }
  void operator()(double number) { head(cbor_encode_double, number); }
  void operator()(const Complex& number) {
    tag(43000);
    array(2);
    (*this)(number.real);
    (*this)(number.imag);
  }
  void operator()(const Integer& number);
  void operator()(const Str& str) { text(str.text); }
  void operator()(const Bytes& bytes) { byte_string(bytes.data); }
  void operator()(const List& list) { items(list.items); }
  void operator()(const Tuple& tuple) { named("tuple", tuple.items); }
  void operator()(const Set& set) {
    tag(258);
    items(set.items);
  }
  void operator()(const Frozenset& set) { named("frozenset", set.items); }
  void operator()(const Dict& dict) {
    map(dict.items.size());
    for (const auto& [key, item] : dict.items) {
      value(key);
      value(item);
    }
  }
  void operator()(const Boxed<Exception>& exception);
  void operator()(const Boxed<Object>& object) {
    open("object", 3);
    text(object->type);
    text(object->repr);
    number(object->handle);
  }
  void operator()(const Subclass& subclass) {
    open("subclass", 2);
    text(subclass.type);
    value(subclass.base.empty() ? Value() : subclass.base.front());
  }
  void operator()(const Remote& remote) {
    open("remote", 3);
    number(static_cast<std::uint64_t>(remote.kind));
    number(remote.id);
    text(remote.name);
  }

 private:
  template <class Write, class... T> void head(Write write, T... argument) {
    unsigned char buffer[9];
    const std::size_t size = write(argument..., buffer, sizeof buffer);
    out_.append(reinterpret_cast<const char*>(buffer), size);
  }
  void number(std::uint64_t n) { head(cbor_encode_uint, n); }
  void tag(std::uint64_t n) { head(cbor_encode_tag, n); }
  void array(std::size_t size) { head(cbor_encode_array_start, size); }
  void map(std::size_t size) { head(cbor_encode_map_start, size); }
  void byte_string(std::string_view data) {
    head(cbor_encode_bytestring_start, data.size());
    out_.append(data);
  }
  void raw_text(std::string_view data) {
    head(cbor_encode_string_start, data.size());
    out_.append(data);
  }
  void text(std::string_view data);
  void items(const Values& items) {
    array(items.size());
    for (const auto& item : items) value(item);
  }
  // Tag 27 with the kind's name and room for `parts` more.
  void open(std::string_view kind, std::size_t parts) {
    tag(27);
    array(parts + 1);
    raw_text(kind);
  }
  void named(std::string_view kind, const Values& items) {
    open(kind, items.size());
    for (const auto& item : items) value(item);
  }
  void texts(const std::vector<std::string>& list) {
    array(list.size());
    for (const auto& item : list) text(item);
  }

  std::string& out_;
};

// A surrogate is the byte ED before one of A0..BF; no other character has these two in a row.
bool has_surrogate(std::string_view text) {
  for (std::size_t at = text.find('\xED'); at != text.npos; at = text.find('\xED', at + 1)) {
    if (at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) >= 0xA0) return true;
  }
  return false;
}

void Encoder::text(std::string_view data) {
  if (!has_surrogate(data)) return raw_text(data);
  open("str", 1);
  byte_string(data);
}

void Encoder::operator()(const Integer& integer) {
  const std::string& bytes = integer.magnitude;
  if (bytes.size() <= 8) {
    std::uint64_t n = 0;
    for (unsigned char byte : bytes) n = n << 8 | byte;
    if (integer.negative && n != 0) head(cbor_encode_negint, n - 1);
    else number(n);
    return;
  }
  if (!integer.negative) {
    tag(2);
    return byte_string(bytes);
  }
  std::string below = bytes;  // CBOR stores -1 - n
  for (std::size_t i = below.size(); i-- > 0;) {
    if (below[i]-- != 0) break;
  }
  if (below[0] == '\0') below.erase(0, 1);
  if (below.size() <= 8) return head(cbor_encode_negint, ~std::uint64_t{0});  // it was 2^64
  tag(3);
  byte_string(below);
}

void Encoder::operator()(const Boxed<Exception>& boxed) {
  const Exception& exception = *boxed;
  open("exception", 9);
  texts(exception.types);
  text(exception.message);
  items(exception.args);
  items(exception.cause);
  items(exception.context);
  (*this)(exception.suppress_context);
  texts(exception.notes);
  items(exception.members);
  map(exception.attributes.size());
  for (const auto& [name, attribute] : exception.attributes) {
    text(name);
    value(attribute);
  }
}

constexpr std::size_t kHeader = 4;

}  // namespace

void encode(const Value& value, std::string& out) { Encoder(out).value(value); }

std::string encode(const Value& value) {
  std::string out;
  encode(value, out);
  return out;
}

// ---- frames ----

namespace {

// How many bytes came, up to `size`; less only at the end of the stream or on an error.
std::size_t read_all(int fd, char* data, std::size_t size) {
  std::size_t have = 0;
  while (have < size) {
    const ssize_t got = ::read(fd, data + have, size - have);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    have += static_cast<std::size_t>(got);
  }
  return have;
}

std::size_t frame_length(const char* header) {
  std::size_t length = 0;
  for (std::size_t i = 0; i < kHeader; ++i) length = length << 8 | static_cast<unsigned char>(header[i]);
  return length;
}

ReadStatus decode_frame(std::string_view bytes, Value& out, const Bounds& bounds) {
  auto value = decode(bytes, bounds);
  if (!value) return ReadStatus::broken;
  out = std::move(*value);
  return ReadStatus::frame;
}

constexpr std::size_t kStep = 64u << 10;

}  // namespace

bool write_frame(int fd, const Value& frame) {
  std::string bytes(kHeader, '\0');
  bytes.reserve(256);
  encode(frame, bytes);
  const std::size_t length = bytes.size() - kHeader;
  if (length > kMaxFrame) return errno = EMSGSIZE, false;
  for (std::size_t i = 0; i < kHeader; ++i) bytes[i] = static_cast<char>(length >> 8 * (kHeader - 1 - i));
  std::string_view rest = bytes;
  while (!rest.empty()) {
    const ssize_t sent = ::send(fd, rest.data(), rest.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return false;
    rest.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

ReadStatus read_frame(int fd, Value& out, const Bounds& bounds) {
  char header[kHeader];
  const std::size_t got = read_all(fd, header, kHeader);
  if (got == 0) return ReadStatus::end;
  if (got < kHeader) return ReadStatus::cut;
  const std::size_t length = frame_length(header);
  if (length > bounds.bytes) return ReadStatus::broken;
  std::string bytes;
  while (bytes.size() < length) {  // grows with what comes: a claim alone costs nothing
    const std::size_t have = bytes.size(), step = std::min(length - have, std::max(kStep, have));
    bytes.resize(have + step);
    if (read_all(fd, bytes.data() + have, step) < step) return ReadStatus::cut;
  }
  return decode_frame(bytes, out, bounds);
}

ReadStatus FrameReader::read(Value& out) {
  if (!fill(kHeader)) return begin_ == end_ ? ReadStatus::end : ReadStatus::cut;
  const std::size_t length = frame_length(buffer_.data() + begin_);
  if (length > bounds_.bytes) return ReadStatus::broken;
  if (!fill(kHeader + length)) return ReadStatus::cut;
  const std::string_view bytes(buffer_.data() + begin_ + kHeader, length);
  begin_ += kHeader + length;
  return decode_frame(bytes, out, bounds_);
}

// Has `size` unread bytes at hand, or the stream ended before. Grows at most to double of what came.
bool FrameReader::fill(std::size_t size) {
  while (end_ - begin_ < size) {
    if (begin_ > 0) {
      std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
      end_ -= begin_;
      begin_ = 0;
    }
    if (end_ == buffer_.size()) buffer_.resize(std::max(kStep / 16, 2 * buffer_.size()));
    const ssize_t got = ::read(fd_, buffer_.data() + end_, buffer_.size() - end_);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    end_ += static_cast<std::size_t>(got);
  }
  return true;
}

}  // namespace kata::wire

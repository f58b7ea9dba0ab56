// Values and frames as a box may send them.
#include <sys/mman.h>
#include <unistd.h>

#include "base/unique_fd.h"
#include "fuzz/target.h"
#include "kata/frames.h"
#include "value/wire.h"

namespace kata::fuzz {
namespace {

// A file of these bytes, to be read from its start.
int stream_of(std::string_view bytes) {
  static const UniqueFd file(::memfd_create("stream", MFD_CLOEXEC));
  PROMISE(::ftruncate(file.get(), 0) == 0 && ::pwrite(file.get(), bytes.data(), bytes.size(), 0) == static_cast<ssize_t>(bytes.size()));
  ::lseek(file.get(), 0, SEEK_SET);
  return file.get();
}

struct Read {
  Values frames;
  wire::ReadStatus last;
};

template <class Next> Read read_all(Next next) {
  Read out;
  for (Value frame; (out.last = next(frame)) == wire::ReadStatus::frame;) out.frames.push_back(std::move(frame));
  return out;
}

// The careful reader and the quick one are of one mind about a stream.
void check_frames(std::string_view bytes) {
  const int fd = stream_of(bytes);
  const Read one = read_all([fd](Value& frame) { return wire::read_frame(fd, frame); });
  ::lseek(fd, 0, SEEK_SET);
  wire::FrameReader reader(fd);
  const Read many = read_all([&reader](Value& frame) { return reader.read(frame); });
  PROMISE(one.last == many.last);
  PROMISE(one.frames == many.frames);
}

void check_value(const Value& value) {
  const std::string again = wire::encode(value);
  const auto back = wire::decode(again);
  PROMISE(back && *back == value && compare(*back, value) == 0);
  PROMISE(wire::encode(*back) == again);
  for (const Spelling spelling : {Spelling::python, Spelling::cpp}) {
    constexpr std::size_t kLimit = 500;
    PROMISE(spell(value, spelling, kLimit).size() <= kLimit + 16);
  }
}

}  // namespace

const bool kIsValue = true;

std::vector<std::string> samples() {
  const Exception error{.types = {"KeyError", "LookupError"}, .message = "'a'", .args = {"a"}, .cause = {1}, .notes = {"n"}, .attributes = {{"x", 1}}};
  const Value all = list(None{}, true, -1, integer("123456789012345678901234567890"), 1.5, Complex{1, 2}, "\xED\xA0\x80", bytes("\xff"),
                         tuple(1), set(1), frozenset(2), dict({{"k", list()}}), error, Object{"T", "<T>", 7},
                         Subclass{"Counter", {dict({{"a", 1}})}}, Remote{RemoteKind::lock, 3, "lock"});
  return {wire::encode(all)};
}

bool feed(std::string_view bytes) {
  check_frames(bytes);
  const auto value = wire::decode(bytes);
  if (!value) return false;
  check_value(*value);
  return true;
}

}  // namespace kata::fuzz

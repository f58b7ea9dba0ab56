#include "value/wire.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <thread>

#include "arbitrary_value.h"
#include "base/unique_fd.h"

namespace kata::wire {
namespace {

struct Pair {
  Pair() {
    int fds[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds) == 0) {
      left.reset(fds[0]);
      right.reset(fds[1]);
    }
  }
  UniqueFd left, right;
};

Value nested(int depth) {
  Value out = list();
  for (int i = 1; i < depth; ++i) out = list(std::move(out));
  return out;
}

std::string hex(const std::string& bytes) {
  std::string out;
  char digits[3];
  for (unsigned char byte : bytes) {
    std::snprintf(digits, sizeof digits, "%02x", byte);
    out += digits;
  }
  return out;
}

// Peak memory of this process in bytes.
std::size_t peak_memory() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::size_t>(usage.ru_maxrss) * 1024;
}

TEST(Wire, GivesBackEveryValueOfTheModel) {
  EXPECT_TRUE(rc::check([](const Value& value) {
    const auto back = decode(encode(value));
    RC_ASSERT(back.has_value());
    RC_ASSERT(*back == value);
  }));
}

TEST(Wire, KeepsTheBitsOfFloats) {
  for (double number : {0.0, -0.0, 1e308, 5e-324, -std::numeric_limits<double>::infinity()}) {
    EXPECT_EQ(*decode(encode(number)), Value(number));
  }
  EXPECT_TRUE(std::isnan(*decode(encode(std::nan("")))->get<double>()));
}

TEST(Wire, UsesRegisteredFormsWhereThereAreSome) {
  EXPECT_EQ(hex(encode(-1)), "20");
  EXPECT_EQ(hex(encode(integer("18446744073709551616"))), "c249010000000000000000");
  EXPECT_EQ(hex(encode(integer("-18446744073709551617"))), "c349010000000000000000");
  EXPECT_EQ(hex(encode(integer("-18446744073709551616"))), "3bffffffffffffffff");
  EXPECT_EQ(hex(encode(set(1))), "d901028101");
  EXPECT_EQ(hex(encode(tuple(1))), "d81b82657475706c6501");
  EXPECT_EQ(hex(encode("\xED\xA0\x80")), "d81b826373747243eda080");
}

TEST(Wire, KeepsTheOrderOfADict) {
  const auto back = decode(encode(dict({{"b", 1}, {"a", 2}})));
  EXPECT_EQ(back->get<Dict>()->items[0].first, Value("b"));
}

TEST(Wire, PaysNothingForALengthThatIsOnlyClaimed) {
  const std::size_t before = peak_memory();
  for (unsigned char head : {0x9B, 0xBB, 0x5B, 0x7B}) {
    std::string frame(1, static_cast<char>(head));
    frame += std::string("\0\0\0\1\0\0\0\0", 8);  // 4 GiB of items or bytes in a frame of nine
    EXPECT_FALSE(decode(frame));
  }
  std::string deep;  // each level claims as many items as there are bytes left
  for (int i = 0; i < 150; ++i) deep += std::string("\x9A\x00\x0F\x00\x00", 5);
  deep += std::string(1'000'000, '\x01');
  EXPECT_FALSE(decode(deep));
  EXPECT_LT(peak_memory() - before, 100u << 20);
}

TEST(Wire, RefusesWhatIsBeyondItsBounds) {
  EXPECT_TRUE(decode(encode(nested(200))));
  EXPECT_FALSE(decode(encode(nested(201))));
  EXPECT_TRUE(decode(encode(list(1, 2)), {.items = 3}));
  EXPECT_FALSE(decode(encode(list(1, 2)), {.items = 2}));
  EXPECT_FALSE(decode(encode("abc"), {.bytes = 3}));
  EXPECT_FALSE(decode(std::string(1'000'000, '\x81')));
}

TEST(Wire, RefusesWhatIsNotExactlyOneValue) {
  using std::string_literals::operator""s;
  EXPECT_FALSE(decode(""));
  EXPECT_FALSE(decode(encode(1) + encode(2)));
  for (const std::string& bad : {"\x9F\xFF"s, "\xBF\xFF"s, "\x5F\xFF"s, "\x7F\xFF"s, "\xFF"s, "\xF7"s, "\xF8\x20"s, "\x81"s, "\xA1\x01"s, "\x1C"s,
                                 "\x62\xFF\xFF"s, "\x63\xED\xA0\x80"s, "\x62\xC0\x80"s, "\xC2\x01"s, "\xC0\x61\x30"s, "\xD8\x1B\xD8\x1B\x80"s,
                                 "\xD8\x1B\x80"s, "\xD8\x1B\x81\x61\x78"s, "\xD8\x1B\x81\x66object"s, "\xC2\x81\x01"s, "\xD9\x01\x02\xA0"s}) {
    EXPECT_FALSE(decode(bad)) << hex(bad);
  }
}

TEST(Wire, RefusesPartsOfTheWrongShape) {
  auto named = [](const Value& parts) { return "\xD8\x1B" + encode(parts); };
  EXPECT_TRUE(decode(named(list("remote", 0, 1, "f"))));
  EXPECT_FALSE(decode(named(list("remote", 10, 1, "f"))));
  EXPECT_FALSE(decode(named(list("remote", 0, -1, "f"))));
  EXPECT_FALSE(decode(named(list("object", "T", "r"))));
  EXPECT_FALSE(decode(named(list("object", "T", "r", "1"))));
  EXPECT_FALSE(decode(named(list("subclass", 1, 1))));
  const auto error = [](const Value& types, const Value& cause, const Value& attributes) {
    return list("exception", types, "m", list(), cause, list(), false, list(), list(), attributes);
  };
  EXPECT_TRUE(decode(named(error(list("E"), list(), dict({})))));
  EXPECT_FALSE(decode(named(error(list(1), list(), dict({})))));
  EXPECT_FALSE(decode(named(error(list("E"), list(1, 2), dict({})))));
  EXPECT_FALSE(decode(named(error(list("E"), list(), dict({{1, 2}})))));
}

TEST(Wire, SurvivesRandomBytes) {
  EXPECT_TRUE(rc::check([](const std::vector<std::uint8_t>& noise) { decode(std::string(noise.begin(), noise.end())); }));
}

TEST(Wire, SurvivesMutatedFrames) {
  EXPECT_TRUE(rc::check([](const Value& value, const std::vector<std::pair<std::uint16_t, std::uint8_t>>& changes) {
    std::string bytes = encode(value);
    for (const auto& [at, byte] : changes) bytes[at % bytes.size()] = static_cast<char>(byte);
    if (auto back = decode(bytes)) RC_ASSERT(decode(encode(*back)) == back);
  }));
}

TEST(Frames, TravelOneAfterTheOther) {
  Pair pair;
  ASSERT_TRUE(write_frame(pair.left.get(), list("call", 1)));
  ASSERT_TRUE(write_frame(pair.left.get(), "second"));
  Value frame;
  EXPECT_EQ(read_frame(pair.right.get(), frame), ReadStatus::frame);
  EXPECT_EQ(frame, list("call", 1));
  EXPECT_EQ(read_frame(pair.right.get(), frame), ReadStatus::frame);
  EXPECT_EQ(frame, Value("second"));
  pair.left.reset();
  EXPECT_EQ(read_frame(pair.right.get(), frame), ReadStatus::end);
  EXPECT_FALSE(write_frame(pair.right.get(), 1));
}

TEST(Frames, OfOneReadManyAtOnce) {
  Pair pair;
  const Value large = std::string(100'000, 'x');
  std::thread writer([&] {
    for (int i = 0; i < 20; ++i) {
      write_frame(pair.left.get(), i);
      write_frame(pair.left.get(), large);
    }
    pair.left.reset();
  });
  FrameReader reader(pair.right.get());
  Value frame;
  for (int i = 0; i < 20; ++i) {
    ASSERT_EQ(reader.read(frame), ReadStatus::frame);
    EXPECT_EQ(frame, Value(i));
    ASSERT_EQ(reader.read(frame), ReadStatus::frame);
    EXPECT_EQ(frame, large);
  }
  EXPECT_EQ(reader.read(frame), ReadStatus::end);
  writer.join();
}

// Read both ways, after the peer has written `bytes` and closed.
void expect_status(ReadStatus expected, const std::string& bytes) {
  for (bool buffered : {false, true}) {
    Pair pair;
    ASSERT_EQ(::write(pair.left.get(), bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
    pair.left.reset();
    Value frame;
    FrameReader reader(pair.right.get());
    EXPECT_EQ(buffered ? reader.read(frame) : read_frame(pair.right.get(), frame), expected) << hex(bytes);
  }
}

TEST(Frames, ThatEndInTheMiddleAreCut) {
  for (const std::string& bytes : {std::string("\0\0", 2), std::string("\0\0\0\5\x01", 5)}) expect_status(ReadStatus::cut, bytes);
}

TEST(Frames, ThatAreNoneAreBroken) {
  for (const std::string& bytes : {std::string("\0\0\0\1\xFF", 5), std::string("\x7F\xFF\xFF\xFF", 4), std::string("\0\0\0\0", 4)})
    expect_status(ReadStatus::broken, bytes);
}

TEST(Frames, ThatAreTooLongAreNotWritten) {
  Pair pair;
  EXPECT_FALSE(write_frame(pair.left.get(), std::string(kMaxFrame + 1, 'x')));
  ASSERT_TRUE(write_frame(pair.left.get(), 1));
  Value frame;
  EXPECT_EQ(read_frame(pair.right.get(), frame), ReadStatus::frame);
  EXPECT_EQ(frame, Value(1));
}

}  // namespace
}  // namespace kata::wire

#include "plugin_host/protocol.h"

#include <gtest/gtest.h>
#include <sys/socket.h>

#include "session/sockets.h"

namespace kata::plugin_host {
namespace {

TEST(Protocol, CarriesAMessageWithItsDescriptors) {
  auto [a, b] = socket_pair(SOCK_SEQPACKET);
  ASSERT_TRUE(send_message(a.get(), "grade", {7, "x"}, {a.get(), b.get()}));
  Message message;
  ASSERT_EQ(receive_message(b.get(), message, true), Received::message);
  EXPECT_EQ(message.name, "grade");
  EXPECT_EQ(number_or(message.arguments.at(0), 0), 7);
  EXPECT_EQ(message.fds.size(), 2u);
}
TEST(Protocol, TakesNoiseForNoMessage) {
  auto [a, b] = socket_pair(SOCK_SEQPACKET);
  ASSERT_EQ(::send(a.get(), "\xff\xff", 2, 0), 2);
  Message message;
  EXPECT_EQ(receive_message(b.get(), message, true), Received::nothing);
}
TEST(Protocol, SeesTheEnd) {
  auto [a, b] = socket_pair(SOCK_SEQPACKET);
  a.reset();
  Message message;
  EXPECT_EQ(receive_message(b.get(), message, true), Received::end);
  EXPECT_FALSE(send_message(b.get(), "grade", {}));
}
TEST(Protocol, KeepsAJobWhole) {
  grader::Job job{.request = {.exercise = "rotate", .language = "cpp", .seed = ~0ull, .only = {"A", "B"}, .cases = 12},
                  .limits = {.cpu = sandbox::microseconds(5), .memory = 1u << 30}, .import_per_test = true, .points = 3,
                  .test_time = sandbox::microseconds(7), .stop = true};
  const auto again = decode_job(encode(job));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->request.seed, ~0ull);
  EXPECT_EQ(again->request.only, job.request.only);
  EXPECT_EQ(again->limits.cpu, job.limits.cpu);
  EXPECT_EQ(again->limits.memory, job.limits.memory);
  EXPECT_TRUE(again->import_per_test);
  EXPECT_EQ(again->points, 3);
  EXPECT_EQ(again->test_time, job.test_time);
  EXPECT_TRUE(again->stop);
  EXPECT_FALSE(again->record);
  EXPECT_EQ(again->request.cases, 12);
}
TEST(Protocol, RefusesNumbersThatNothingHolds) {
  const Value limits = encode(sandbox::Limits{}), ended = encode(sandbox::Ended{});
  const auto with = [](Value whole, std::size_t at, Value part) {
    whole.get<List>()->items[at] = std::move(part);
    return whole;
  };
  EXPECT_TRUE(decode_limits(limits));
  EXPECT_FALSE(decode_limits(with(limits, 2, -1)));
  EXPECT_FALSE(decode_limits(with(limits, 3, std::int64_t{1} << 40)));
  EXPECT_FALSE(decode_limits(with(limits, 0, "2 s")));
  EXPECT_TRUE(decode_ended(ended));
  EXPECT_FALSE(decode_ended(with(ended, 0, 99)));
  EXPECT_FALSE(decode_ended(with(ended, 1, std::int64_t{1} << 40)));
  EXPECT_FALSE(decode_ended(with(ended, 5, -1)));
}

}  // namespace
}  // namespace kata::plugin_host

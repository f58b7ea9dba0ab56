#include "sandbox/box.h"

#include <cstring>
#include <memory>

#include "base/error.h"
#include "sandbox/messages.h"
#include "sandbox/transport.h"

namespace kata::sandbox {
namespace {

[[noreturn]] void gone(const char* sentence) { throw Error(sentence, {}); }

constexpr const char* kGoneLoading =
    N_("the box ended while it loaded the submission, by a fault of the sandbox or the machine: grade it again, and run kata doctor");
constexpr const char* kGoneTesting =
    N_("the box ended while a test ran, by a fault of the sandbox or the machine: grade it again, and run kata doctor");

struct Reply {
  Answer answer;
  UniqueFd fd, turn;
  std::string out, err;
};

Reply ask(int control, const Order& order, const char* when_gone) {
  if (!send_message(control, {bytes_of(order)})) gone(when_gone);
  const auto buffer = std::make_unique_for_overwrite<char[]>(kMostMessage);  // only what arrives touches its pages
  Received received = receive_message(control, {buffer.get(), kMostMessage});
  Reply reply;
  if (received.size < static_cast<ssize_t>(sizeof reply.answer)) gone(when_gone);
  std::memcpy(&reply.answer, buffer.get(), sizeof reply.answer);
  const char* text = buffer.get() + sizeof reply.answer;
  const std::size_t length = static_cast<std::size_t>(received.size) - sizeof reply.answer;
  if (length != std::size_t{reply.answer.out} + reply.answer.err) gone(when_gone);
  reply.out.assign(text, reply.answer.out);
  reply.err.assign(text + reply.answer.out, reply.answer.err);
  reply.fd = std::move(received.fds[0]);
  reply.turn = std::move(received.fds[1]);
  return reply;
}

Ended ended(Reply reply) {
  return {.cause = reply.answer.cause,
          .detail = reply.answer.detail,
          .waiting = reply.answer.waiting != 0,
          .cpu = microseconds(reply.answer.cpu),
          .wall = microseconds(reply.answer.wall),
          .memory = reply.answer.memory,
          .out = std::move(reply.out),
          .err = std::move(reply.err)};
}

}  // namespace

Box::Box(UniqueFd control) : control_(std::move(control)) {}

UniqueFd Box::begin_load(const Limits& limits) {
  Reply reply = ask(control_.get(), {.kind = Order::Kind::begin_load, .processor = processor_, .limits = limits}, kGoneLoading);
  if (!reply.fd || !reply.turn) gone(kGoneLoading);
  turn_ = Turn(reply.turn.get());
  return std::move(reply.fd);
}

Ended Box::end_load(bool another) {
  return ended(ask(control_.get(), {.kind = Order::Kind::end_load, .another = another}, kGoneLoading));
}

UniqueFd Box::begin_test(const Limits& limits, bool fresh, bool another) {
  turn_.set(Turn::box_speaks);
  Reply reply = ask(control_.get(), {.kind = Order::Kind::begin_test, .fresh = fresh, .another = another, .limits = limits}, kGoneTesting);
  if (!reply.fd) gone(kGoneTesting);
  fresh_ = reply.answer.fresh != 0;
  return std::move(reply.fd);
}

Box::Output Box::output() {
  Reply reply = ask(control_.get(), {.kind = Order::Kind::output}, kGoneTesting);
  return {std::move(reply.out), std::move(reply.err)};
}

Ended Box::end_test(bool hung_up) {
  return ended(ask(control_.get(), {.kind = Order::Kind::end_test, .hung_up = hung_up}, kGoneTesting));
}

}  // namespace kata::sandbox

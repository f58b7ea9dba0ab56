#include "grader/channel.h"

#include <cerrno>

#include "grader/load.h"
#include "value/wire.h"

namespace kata::grader {

std::string text_of(const Value& part) {
  const Str* text = part.get<Str>();
  return text ? text->text : std::string();
}

namespace {

bool is_hang_up(int error) { return error == EPIPE || error == ECONNRESET; }

// It hung up, or made the test answer with more than a frame holds.
bool is_of_the_box(int error) { return is_hang_up(error) || error == EMSGSIZE; }

}  // namespace

bool BoxChannel::send(const Value& frame) noexcept {
  set(sandbox::Turn::box_listens);
  try {
    if (state_ == State::good && !wire::write_frame(socket_.get(), frame)) {
      hung_up_ = is_hang_up(errno);
      state_ = is_of_the_box(errno) ? State::ended : State::failed;
    }
    set(sandbox::Turn::grader_works);
  } catch (...) {   // no memory for our own frame
    state_ = State::failed;
  }
  return state_ == State::good;
}

bool BoxChannel::receive(Value& frame) noexcept {
  if (state_ != State::good) return false;
  set(sandbox::Turn::box_speaks);
  try {
    auto status = wire::read_frame(socket_.get(), frame);
    while (status == wire::ReadStatus::frame && keep_where(frame)) status = wire::read_frame(socket_.get(), frame);
    set(sandbox::Turn::grader_works);
    if (status == wire::ReadStatus::frame) return true;
    hung_up_ = status != wire::ReadStatus::broken;
    state_ = status == wire::ReadStatus::end ? State::ended : State::broken;
  } catch (...) {   // no memory for what the box sent
    state_ = State::broken;
  }
  return false;
}

// True: it was such a frame. Of several threads the one of the highest rank counts that has a line to show.
bool BoxChannel::keep_where(const Value& frame) {
  const List* parts = frame.get<List>();
  const Str* name = parts && parts->items.size() == 4 ? parts->items[0].get<Str>() : nullptr;
  if (!name || name->text != "where") return false;
  const Integer* rank = parts->items[1].get<Integer>();
  const bool* blocks = parts->items[2].get<bool>();
  auto trace = read_trace(parts->items[3]);
  where_.blocks_loop |= blocks && *blocks;
  const std::int64_t place = rank ? rank->to_int64().value_or(0) : 0;
  if (!trace.empty() && place > where_.rank) where_.trace = std::move(trace), where_.rank = place;
  return true;
}

}  // namespace kata::grader

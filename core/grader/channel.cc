#include "grader/channel.h"

#include "value/wire.h"

namespace kata::grader {

bool BoxChannel::send(const Value& frame) noexcept {
  try {
    if (state_ == State::good && !wire::write_frame(socket_.get(), frame)) state_ = State::ended;
  } catch (...) {   // no memory for our own frame
    state_ = State::broken;
  }
  return state_ == State::good;
}

bool BoxChannel::receive(Value& frame) noexcept {
  if (state_ != State::good) return false;
  try {
    switch (wire::read_frame(socket_.get(), frame)) {
      case wire::ReadStatus::frame: return true;
      case wire::ReadStatus::end: state_ = State::ended; break;
      case wire::ReadStatus::broken: state_ = State::broken; break;
    }
  } catch (...) {   // no memory for what the box sent
    state_ = State::broken;
  }
  return false;
}

}  // namespace kata::grader

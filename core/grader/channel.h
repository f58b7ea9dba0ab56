// The grader's end of a channel to the box: frames over a socket, with a memory of how it went wrong.
#pragma once

#include "base/unique_fd.h"
#include "kata/plugin.h"

namespace kata::grader {

class BoxChannel : public Channel {
 public:
  explicit BoxChannel(UniqueFd socket) : socket_(std::move(socket)) {}
  bool send(const Value& frame) noexcept override;
  bool receive(Value& frame) noexcept override;

  enum class State { good, ended, broken };   // ended: the box closed it; broken: what came is no frame
  State state() const { return state_; }

 private:
  UniqueFd socket_;
  State state_ = State::good;
};

}  // namespace kata::grader

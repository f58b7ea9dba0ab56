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

  // What the box said about where it is, in frames that `receive` keeps to itself.
  struct Where {
    std::vector<TraceLine> trace;
    std::int64_t rank = -1;
    bool blocks_loop = false;
  };
  const Where& where() const { return where_; }

  enum class State { good, ended, broken };   // ended: the box closed it; broken: what came is no frame
  State state() const { return state_; }

 private:
  bool keep_where(const Value& frame);

  UniqueFd socket_;
  Where where_;
  State state_ = State::good;
};

}  // namespace kata::grader

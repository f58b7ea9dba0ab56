// The grader's end of a channel to the box: frames over a socket, with a memory of how it went wrong.
#pragma once

#include <string>

#include "base/unique_fd.h"
#include "kata/plugin.h"
#include "sandbox/turn.h"

namespace kata::grader {

// Of a part of a frame; empty where it is no text.
std::string text_of(const Value& part);

class BoxChannel : public Channel {
 public:
  // `turn`: where its box learns whose turn it is; it outlives the channel.
  explicit BoxChannel(UniqueFd socket, sandbox::Turn* turn = nullptr) : socket_(std::move(socket)), turn_(turn) { set(sandbox::Turn::grader_works); }
  bool send(const Value& frame) noexcept override;
  bool receive(Value& frame) noexcept override;

  // What the box said about where it is, in frames that `receive` keeps to itself.
  struct Where {
    std::vector<TraceLine> trace;
    std::int64_t rank = -1;
    bool blocks_loop = false;
  };
  const Where& where() const { return where_; }

  // ended: the box closed it; broken: what came is no frame; failed: by our own fault.
  enum class State { good, ended, broken, failed };
  State state() const { return state_; }
  // The box closed its end, so its process may be about to end by itself.
  bool hung_up() const { return hung_up_; }

 private:
  bool keep_where(const Value& frame);

  void set(sandbox::Turn::Whose whose) {
    if (turn_) turn_->set(whose);
  }

  UniqueFd socket_;
  sandbox::Turn* turn_;
  Where where_;
  State state_ = State::good;
  bool hung_up_ = false;
};

}  // namespace kata::grader

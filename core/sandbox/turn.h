// Whose turn it is to speak in a test, its grader's or its box's: one word that a box's init shares with the grader, so that
// telling costs nothing. Init alone believes it; the learner's processes don't have it. Thread rule: one thread in each.
#pragma once

#include <atomic>
#include <cstdint>

#include "base/unique_fd.h"

namespace kata::sandbox {

class Turn {
 public:
  enum Whose : std::uint32_t {
    box_speaks,     // the grader waits for it
    box_listens,    // the grader has something to say that the box does not take
    grader_works,
  };
  Turn() = default;                            // nobody tells: the box's
  explicit Turn(int shared);                   // maps what make_turn() gave; no copy of it reaches a fork
  Turn(Turn&& other) noexcept;
  Turn& operator=(Turn&& other) noexcept;
  ~Turn();

  Whose get() const { return word_ ? static_cast<Whose>(word_->load(std::memory_order_relaxed)) : box_speaks; }
  void set(Whose whose) {
    if (word_) word_->store(whose, std::memory_order_relaxed);
  }

 private:
  std::atomic<std::uint32_t>* word_ = nullptr;
};

UniqueFd make_turn();   // throws kata::Error

}  // namespace kata::sandbox

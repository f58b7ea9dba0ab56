// Ctrl+C while a worker grades: what is done is kept, the rest is left. A second Ctrl+C ends the program.
#pragma once

#include "runner/worker.h"

namespace kata::cli {

// One at a time: a signal handler can only know a global.
class Interrupt {
 public:
  explicit Interrupt(Worker& worker);
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;
  bool happened() const;
};

}  // namespace kata::cli

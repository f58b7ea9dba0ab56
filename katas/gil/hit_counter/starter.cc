#include "solution.h"

#include <mutex>

namespace {

class PageCounter : public Counter {
 public:
  explicit PageCounter(Board& board) : board_(board) {}

  long hit(const std::string& page) override {
    // Your code goes here.
    return board_.read(page);
  }

  long count(const std::string& page) override { return board_.read(page); }

 private:
  Board& board_;
};

}  // namespace

std::unique_ptr<Counter> make_counter(Board& board) {
  return std::make_unique<PageCounter>(board);
}

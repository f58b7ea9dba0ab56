// bypass: takes volatile for a promise about threads; rejected by: LosesNoHitWhenThreadsMeet
#include "solution.h"

#include <stdexcept>

namespace {

class PageCounter : public Counter {
 public:
  explicit PageCounter(Board& board) : board_(board) {}

  long hit(const std::string& page) override {
    if (page.empty()) throw std::invalid_argument("a page needs a name");
    volatile long hits = board_.read(page);
    hits = hits + 1;
    board_.write(page, hits);
    return hits;
  }

  long count(const std::string& page) override {
    if (page.empty()) throw std::invalid_argument("a page needs a name");
    return board_.read(page);
  }

 private:
  Board& board_;
};

}  // namespace

std::unique_ptr<Counter> make_counter(Board& board) {
  return std::make_unique<PageCounter>(board);
}

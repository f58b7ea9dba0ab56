// wrong: takes the lock only to write; rejected by: LosesNoHitWhenThreadsMeet
#include "solution.h"

#include <mutex>
#include <stdexcept>

namespace {

class PageCounter : public Counter {
 public:
  explicit PageCounter(Board& board) : board_(board) {}

  long hit(const std::string& page) override {
    if (page.empty()) throw std::invalid_argument("a page needs a name");
    long hits = count(page);
    ++hits;
    const std::lock_guard guard(writing_);
    board_.write(page, hits);
    return hits;
  }

  long count(const std::string& page) override {
    if (page.empty()) throw std::invalid_argument("a page needs a name");
    return board_.read(page);
  }

 private:
  Board& board_;
  std::mutex writing_;
};

}  // namespace

std::unique_ptr<Counter> make_counter(Board& board) {
  return std::make_unique<PageCounter>(board);
}

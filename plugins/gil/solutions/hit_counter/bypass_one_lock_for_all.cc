// bypass: one lock for all counters of the program; rejected by: DoesNotHoldUpAnotherCounter
#include "solution.h"

#include <mutex>
#include <stdexcept>

namespace {

std::mutex everything;

class PageCounter : public Counter {
 public:
  explicit PageCounter(Board& board) : board_(board) {}

  long hit(const std::string& page) override {
    if (page.empty()) throw std::invalid_argument("a page needs a name");
    const std::scoped_lock lock(everything);
    const long hits = board_.read(page) + 1;
    board_.write(page, hits);
    return hits;
  }

  long count(const std::string& page) override {
    if (page.empty()) throw std::invalid_argument("a page needs a name");
    const std::scoped_lock lock(everything);
    return board_.read(page);
  }

 private:
  Board& board_;
};

}  // namespace

std::unique_ptr<Counter> make_counter(Board& board) {
  return std::make_unique<PageCounter>(board);
}

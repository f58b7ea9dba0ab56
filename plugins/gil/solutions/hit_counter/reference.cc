// reference
#include "solution.h"

#include <mutex>
#include <stdexcept>

namespace {

class PageCounter : public Counter {
 public:
  explicit PageCounter(Board& board) : board_(board) {}

  long hit(const std::string& page) override {
    check(page);
    const std::scoped_lock lock(mutex_);
    const long hits = board_.read(page) + 1;
    board_.write(page, hits);
    return hits;
  }

  long count(const std::string& page) override {
    check(page);
    const std::scoped_lock lock(mutex_);
    return board_.read(page);
  }

 private:
  static void check(const std::string& page) {
    if (page.empty()) throw std::invalid_argument("a page needs a name");
  }

  Board& board_;
  std::mutex mutex_;
};

}  // namespace

std::unique_ptr<Counter> make_counter(Board& board) {
  return std::make_unique<PageCounter>(board);
}

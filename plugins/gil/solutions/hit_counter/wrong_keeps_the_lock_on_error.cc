// wrong: locks by hand, and an error leaves it locked; rejected by: WorksAfterAnError
#include "solution.h"

#include <mutex>
#include <stdexcept>

namespace {

class PageCounter : public Counter {
 public:
  explicit PageCounter(Board& board) : board_(board) {}

  long hit(const std::string& page) override {
    mutex_.lock();
    if (page.empty()) throw std::invalid_argument("a page needs a name");
    const long hits = board_.read(page) + 1;
    board_.write(page, hits);
    mutex_.unlock();
    return hits;
  }

  long count(const std::string& page) override {
    if (page.empty()) throw std::invalid_argument("a page needs a name");
    mutex_.lock();
    const long hits = board_.read(page);
    mutex_.unlock();
    return hits;
  }

 private:
  Board& board_;
  std::mutex mutex_;
};

}  // namespace

std::unique_ptr<Counter> make_counter(Board& board) {
  return std::make_unique<PageCounter>(board);
}

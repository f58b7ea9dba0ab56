// wrong: locks the look and then the write, so that a hit slips in between; rejected by: LosesNoHitOfManyThreads
#include "solution.h"

#include <chrono>
#include <mutex>
#include <stdexcept>
#include <thread>

namespace {

class PageCounter : public Counter {
 public:
  explicit PageCounter(Board& board) : board_(board) {}

  long hit(const std::string& page) override {
    const long hits = count(page) + 1;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));   // time enough for whoever waits
    const std::lock_guard writing(mutex_);
    board_.write(page, hits);
    return hits;
  }

  long count(const std::string& page) override {
    if (page.empty()) throw std::invalid_argument("a page needs a name");
    const std::lock_guard reading(mutex_);
    return board_.read(page);
  }

 private:
  Board& board_;
  std::mutex mutex_;
};

}  // namespace

std::unique_ptr<Counter> make_counter(Board& board) {
  return std::make_unique<PageCounter>(board);
}

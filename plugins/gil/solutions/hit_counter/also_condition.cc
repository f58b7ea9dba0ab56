// also: a condition variable and a flag
#include "solution.h"

#include <condition_variable>
#include <mutex>
#include <stdexcept>

namespace {

class PageCounter : public Counter {
 public:
  explicit PageCounter(Board& board) : board_(board) {}

  long hit(const std::string& page) override {
    if (page.empty()) throw std::invalid_argument("a page needs a name");
    begin();
    const long hits = board_.read(page) + 1;
    board_.write(page, hits);
    end();
    return hits;
  }

  long count(const std::string& page) override {
    if (page.empty()) throw std::invalid_argument("a page needs a name");
    begin();
    const long hits = board_.read(page);
    end();
    return hits;
  }

 private:
  void begin() {
    std::unique_lock lock(mutex_);
    free_.wait(lock, [this] { return !busy_; });
    busy_ = true;
  }
  void end() {
    {
      const std::scoped_lock lock(mutex_);
      busy_ = false;
    }
    free_.notify_one();
  }

  Board& board_;
  std::mutex mutex_;
  std::condition_variable free_;
  bool busy_ = false;
};

}  // namespace

std::unique_ptr<Counter> make_counter(Board& board) {
  return std::make_unique<PageCounter>(board);
}

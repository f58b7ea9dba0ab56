// wrong: a lock for each page, though all pages share one board; rejected by: LetsOneThreadAtATimeUseTheBoard
#include "solution.h"

#include <map>
#include <mutex>
#include <stdexcept>

namespace {

class PageCounter : public Counter {
 public:
  explicit PageCounter(Board& board) : board_(board) {}

  long hit(const std::string& page) override {
    if (page.empty()) throw std::invalid_argument("a page needs a name");
    const std::scoped_lock lock(mutex_of(page));
    const long hits = board_.read(page) + 1;
    board_.write(page, hits);
    return hits;
  }

  long count(const std::string& page) override {
    if (page.empty()) throw std::invalid_argument("a page needs a name");
    const std::scoped_lock lock(mutex_of(page));
    return board_.read(page);
  }

 private:
  std::mutex& mutex_of(const std::string& page) {
    const std::scoped_lock lock(all_);
    return pages_[page];
  }

  Board& board_;
  std::mutex all_;
  std::map<std::string, std::mutex> pages_;
};

}  // namespace

std::unique_ptr<Counter> make_counter(Board& board) {
  return std::make_unique<PageCounter>(board);
}

#include "testing/choices.h"

#include <algorithm>
#include <bit>
#include <set>

namespace kata::detail {

std::uint64_t Random::next() {
  std::uint64_t z = state_ += 0x9e3779b97f4a7c15;
  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
  z = (z ^ z >> 27) * 0x94d049bb133111eb;
  return z ^ z >> 31;
}

std::uint64_t Random::up_to(std::uint64_t most) {
  if (most == ~0ull) return next();
  return static_cast<std::uint64_t>((static_cast<unsigned __int128>(next()) * (most + 1)) >> 64);
}

namespace {
constexpr std::size_t kMostChoices = 5000;  // of one case; beyond, everything is as simple as can be
}

std::uint64_t Choices::choose_random(std::uint64_t most, Shape shape) {
  switch (shape) {
    case Shape::even: break;
    case Shape::more: {
      const auto mean = static_cast<std::uint64_t>(1 + 9 * size_);
      return std::min<std::uint64_t>(most, random_->up_to(mean) != 0);
    }
    case Shape::small: {
      if (random_->up_to(24) == 0) return most;
      const auto widest = static_cast<std::uint64_t>(std::bit_width(most));
      const auto bits = random_->up_to(std::min(widest, static_cast<std::uint64_t>(4 + 60 * size_)));
      const std::uint64_t limit = bits >= 64 ? ~0ull : (1ull << bits) - 1;
      return random_->up_to(std::min(limit, most));
    }
  }
  return random_->up_to(most);
}

std::uint64_t Choices::choose(std::uint64_t most, Shape shape) {
  std::uint64_t choice = 0;
  if (taken_.size() >= kMostChoices) return choice;
  if (random_) choice = choose_random(most, shape);
  else if (taken_.size() < replay_.size()) choice = std::min(replay_[taken_.size()], most);
  taken_.push_back(choice);
  return choice;
}

bool smaller(const ChoiceSequence& left, const ChoiceSequence& right) {
  return left.size() != right.size() ? left.size() < right.size() : left < right;
}

namespace {

class Shrinker {
 public:
  Shrinker(ChoiceSequence failing, const StillFails& still_fails, int budget)
      : best_(std::move(failing)), still_fails_(still_fails), budget_(budget) {}

  ChoiceSequence run() {
    ChoiceSequence before;
    do {
      before = best_;
      delete_chunks();
      delete_and_lower();
      zero_chunks();
      lower_each();
      lower_equals();
      sort_chunks();
      move_to_the_right();
    } while (budget_ > 0 && smaller(best_, before));
    return best_;
  }

 private:
  // `shorter`: only a shorter one will do, so that steps of one don't eat the budget.
  bool accept(const ChoiceSequence& candidate, bool shorter = false) {
    if (budget_ <= 0 || !smaller(candidate, best_) || !tried_.insert(candidate).second) return false;
    --budget_;
    auto taken = still_fails_(candidate);
    if (!taken || !smaller(*taken, best_) || (shorter && taken->size() >= best_.size())) return false;
    best_ = std::move(*taken);
    return true;
  }

  static constexpr std::size_t kChunks[] = {16, 8, 4, 3, 2, 1};

  // From the end, since what comes later depends on what came before.
  template <class Change> void each_chunk(Change change) {
    for (std::size_t size : kChunks) {
      for (std::size_t end = best_.size(); end >= size && budget_ > 0; --end) {
        if (end > best_.size()) end = best_.size();
        if (end < size) break;
        ChoiceSequence candidate = best_;
        const auto first = candidate.begin() + static_cast<std::ptrdiff_t>(end - size);
        change(candidate, first, first + static_cast<std::ptrdiff_t>(size));
        accept(candidate);
      }
    }
  }

  void delete_chunks() {
    each_chunk([](auto& candidate, auto first, auto last) { candidate.erase(first, last); });
  }
  void zero_chunks() {
    each_chunk([](auto&, auto first, auto last) { std::fill(first, last, 0); });
  }
  void sort_chunks() {
    each_chunk([](auto&, auto first, auto last) { std::sort(first, last); });
  }

  // For generators that draw a length first: one less, and one item gone.
  void delete_and_lower() {
    for (std::size_t i = 0; i < best_.size(); ++i) {
      for (std::size_t gap = 1; gap <= 3 && i + gap < best_.size() && best_[i] > 0; ++gap) {
        ChoiceSequence candidate = best_;
        --candidate[i];
        candidate.erase(candidate.begin() + static_cast<std::ptrdiff_t>(i + 1), candidate.begin() + static_cast<std::ptrdiff_t>(i + 1 + gap));
        if (accept(candidate, true)) gap = 0;
      }
    }
  }

  bool try_at(std::size_t i, std::uint64_t choice) {
    ChoiceSequence candidate = best_;
    candidate[i] = choice;
    return accept(candidate);
  }

  // The lowest that fails, by halving; the predicate need not be monotonic, only then is it surely the lowest.
  void lower_each() {
    for (std::size_t i = 0; i < best_.size(); ++i) {
      if (best_[i] == 0 || try_at(i, 0)) continue;
      std::uint64_t passes = 0;
      while (i < best_.size() && best_[i] - passes > 1 && budget_ > 0) {
        const std::uint64_t middle = passes + (best_[i] - passes) / 2;
        if (!try_at(i, middle)) passes = middle;
        else if (i < best_.size() && best_[i] <= passes) break;
      }
      for (std::uint64_t step = 1; step <= 2; ++step) {  // parity and the like
        if (i < best_.size() && best_[i] > step) try_at(i, best_[i] - step);
      }
    }
  }

  // For inputs in which two things must stay equal.
  void lower_equals() {
    for (std::size_t i = 0; i < best_.size(); ++i) {
      for (std::size_t j = i + 1; j < best_.size() && budget_ > 0; ++j) {
        std::uint64_t low = 0;  // nothing at or below is known to fail, but 0 is tried first
        while (j < best_.size() && best_[i] == best_[j] && best_[i] > low) {
          ChoiceSequence candidate = best_;
          candidate[i] = candidate[j] = low;
          if (accept(candidate)) break;
          low += (best_[i] - low + 1) / 2;
        }
      }
    }
  }

  // For sums: takes from one and gives to a later one.
  void move_to_the_right() {
    for (std::size_t i = 0; i < best_.size() && budget_ > 0; ++i) {
      for (std::size_t j = i + 1; j < best_.size() && j <= i + 3; ++j) {
        if (best_[i] == 0 || best_[j] > ~0ull - best_[i]) continue;
        ChoiceSequence candidate = best_;
        candidate[j] += candidate[i];
        candidate[i] = 0;
        accept(candidate);
      }
    }
  }

  ChoiceSequence best_;
  const StillFails& still_fails_;
  int budget_;
  std::set<ChoiceSequence> tried_;
};

}  // namespace

ChoiceSequence shrink(ChoiceSequence failing, const StillFails& still_fails, int budget) {
  return Shrinker(std::move(failing), still_fails, budget).run();
}

}  // namespace kata::detail

// Recorded choices and their shrinking. (D. R. MacIver and A. F. Donaldson, "Test-Case Reduction via Test-Case
// Generation", ECOOP 2020.)
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "kata/generate.h"

namespace kata::detail {

using ChoiceSequence = std::vector<std::uint64_t>;

// A small generator of random numbers whose sequence is the same everywhere (splitmix64, Steele, Lea and Flood, OOPSLA 2014).
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next();
  std::uint64_t up_to(std::uint64_t most);  // 0 … most, evenly

 private:
  std::uint64_t state_;
};

class Choices final : public Draw {
 public:
  // Random choices; `size`, 0 … 1, says how big things may become.
  Choices(std::uint64_t seed, double size) : random_(seed), size_(size) {}
  // These choices again, lowered where they are too great, and 0 for what goes beyond.
  explicit Choices(ChoiceSequence replayed) : replay_(std::move(replayed)) {}

  const ChoiceSequence& taken() const { return taken_; }

 private:
  std::uint64_t choose(std::uint64_t most, Shape shape) override;
  std::uint64_t choose_random(std::uint64_t most, Shape shape);

  std::optional<Random> random_;
  double size_ = 0;
  ChoiceSequence replay_;
  ChoiceSequence taken_;
};

// Shorter is smaller, then what is lower earlier.
bool smaller(const ChoiceSequence& left, const ChoiceSequence& right);

// Runs a case with these choices; the choices it really took if it fails as before, else nullopt.
using StillFails = std::function<std::optional<ChoiceSequence>(const ChoiceSequence&)>;

// The smallest failing sequence found with at most `budget` runs.
ChoiceSequence shrink(ChoiceSequence failing, const StillFails& still_fails, int budget);

}  // namespace kata::detail

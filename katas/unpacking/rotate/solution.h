#pragma once

#include <string>
#include <utility>
#include <vector>

// Heavy: it may be moved for free, but a copy of one costs a fortune. Both are counted.
class Parcel {
 public:
  explicit Parcel(std::string label) : label_(std::move(label)) {}
  Parcel(const Parcel& other) : label_(other.label_), moves_(other.moves_) { ++copies_; }
  Parcel(Parcel&& other) noexcept : label_(std::exchange(other.label_, {})), moves_(other.moves_ + 1) {}
  Parcel& operator=(const Parcel& other) { return *this = Parcel(other); }
  Parcel& operator=(Parcel&& other) noexcept {
    std::string label = std::exchange(other.label_, {});
    label_ = std::move(label);
    moves_ = other.moves_ + 1;
    return *this;
  }
  ~Parcel() = default;

  const std::string& label() const { return label_; }
  int moves() const { return moves_; }       // how often this one was moved
  static int copies() { return copies_; }    // of all parcels

 private:
  std::string label_;
  int moves_ = 0;
  inline static int copies_ = 0;
};

// The parcels with the first one moved to the end.
std::vector<Parcel> rotate(std::vector<Parcel> parcels);

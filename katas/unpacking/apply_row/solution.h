#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <tuple>
#include <utility>

// Heavy: it may be moved for free, but a copy of one costs a fortune.
class Parcel {
 public:
  explicit Parcel(std::string label) : label_(std::move(label)) {}
  Parcel(const Parcel& other) : label_(other.label_) { ++copies_; }
  Parcel(Parcel&& other) noexcept : label_(std::exchange(other.label_, {})) {}
  Parcel& operator=(Parcel other) noexcept { return label_.swap(other.label_), *this; }
  ~Parcel() = default;

  const std::string& label() const { return label_; }
  static int copies() { return copies_; }   // of all parcels

 private:
  std::string label_;
  inline static int copies_ = 0;
};

// You write: template <class F, class Row> … apply_row(…)

#include "solution.h"

#include <stdexcept>

struct Bomb {
  ~Bomb() noexcept(false) { throw std::runtime_error("twice"); }
};

std::vector<Parcel> rotate(std::vector<Parcel>) {
  Bomb bomb;
  throw std::runtime_error("once");
}

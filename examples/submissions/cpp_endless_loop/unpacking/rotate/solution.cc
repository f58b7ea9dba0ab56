#include "solution.h"

std::vector<Parcel> rotate(std::vector<Parcel> items) {
  for (volatile int turns = 0;; turns = turns + 1) {
  }
}

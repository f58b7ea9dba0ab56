#include "solution.h"

std::vector<Parcel> rotate(std::vector<Parcel> items) {
  return items
}

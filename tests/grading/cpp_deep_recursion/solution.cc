#include "solution.h"

int depth(volatile int level) { return depth(level + 1) + level; }

std::vector<Parcel> rotate(std::vector<Parcel> parcels) {
  parcels.resize(depth(0) > 0 ? 0 : parcels.size(), Parcel(""));
  return parcels;
}

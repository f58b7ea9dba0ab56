#include "solution.h"

std::vector<Parcel> rotate(std::vector<Parcel> parcels) {
  auto* label = new std::string(100, 'x');
  delete label;
  (*label)[0] = 'y';
  delete label;
  return parcels;
}

#include "solution.h"

std::vector<Parcel> rotate(std::vector<Parcel> parcels) {
  // Your code goes here.
  return parcels;
}

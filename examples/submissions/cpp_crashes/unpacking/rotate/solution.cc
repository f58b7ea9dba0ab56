#include "solution.h"

std::vector<Parcel> rotate(std::vector<Parcel> items) {
  int* volatile nowhere = nullptr;
  *nowhere = 1;
  return items;
}

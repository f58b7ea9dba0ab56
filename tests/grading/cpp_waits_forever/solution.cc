#include "solution.h"

#include <mutex>

std::vector<Parcel> rotate(std::vector<Parcel> parcels) {
  std::timed_mutex never;
  std::scoped_lock both(never), again(never);
  return parcels;
}

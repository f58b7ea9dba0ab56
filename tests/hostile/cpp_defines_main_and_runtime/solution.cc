#include "solution.h"

// A name of the C library, of which the runtime would call ours, and a main of one's own.
extern "C" int strcmp(const char*, const char*) noexcept { return 0; }

int main() { return 0; }

std::vector<Parcel> rotate(std::vector<Parcel>) {
  std::vector<Parcel> wrong;
  wrong.emplace_back("wrong");
  return wrong;
}

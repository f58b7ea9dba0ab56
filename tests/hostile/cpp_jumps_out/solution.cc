#include "solution.h"

#include <csetjmp>
#include <csignal>

std::jmp_buf place;

std::vector<Parcel> rotate(std::vector<Parcel> parcels) {
  if (setjmp(place) == 0) {
    std::signal(SIGSEGV, [](int) { std::longjmp(place, 1); });
    *static_cast<volatile int*>(nullptr) = 1;
  }
  std::signal(SIGABRT, SIG_IGN);
  std::abort();
  return parcels;
}

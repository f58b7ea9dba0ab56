#include <iostream>
#include "solution.h"

std::vector<Parcel> rotate(std::vector<Parcel> items) {
  for (;;) std::cout << "still rotating\n";
}

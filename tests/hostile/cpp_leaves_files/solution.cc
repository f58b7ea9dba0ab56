#include <algorithm>

#include "solution.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <stdexcept>
#include <string>

std::vector<Parcel> rotate(std::vector<Parcel> parcels) {
  static bool first = true;   // in this test's process
  bool left = false;
  for (const char* folder : {"/tmp/", "/var/tmp/", "/dev/shm/", "@HOME@/", "./", "/box/submission/", "/root/", "/"}) {
    const std::string path = folder + std::string("hostile-left-cpp");
    left = left || std::ifstream(path).is_open();
    std::ofstream(path) << "left";
    chmod(path.c_str(), 04777);
  }
  const int memory = shm_open("/hostile-left-shm", O_CREAT | O_EXCL | O_RDWR, 0666);
  left = left || (memory < 0 && errno == EEXIST);
  if (left && first) throw std::runtime_error("another test left something");
  first = false;
  if (!parcels.empty()) std::rotate(parcels.begin(), parcels.begin() + 1, parcels.end());
  return parcels;
}

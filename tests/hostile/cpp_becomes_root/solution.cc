#include <algorithm>

#include "solution.h"

#include <grp.h>
#include <unistd.h>

#include <stdexcept>

std::vector<Parcel> rotate(std::vector<Parcel> parcels) {
  if (setuid(0) == 0 && geteuid() == 0) throw std::runtime_error("root by setuid");
  if (setresgid(0, 0, 0) == 0) throw std::runtime_error("group root");
  const gid_t groups[] = {0};
  if (setgroups(1, groups) == 0) throw std::runtime_error("the group of root");
  if (fork() == 0) {
    execl("/usr/bin/su", "su", "root", "-c", "touch /tmp/hostile-left-su", nullptr);
    _exit(0);
  }
  if (chown("/box/work", 0, 0) == 0) throw std::runtime_error("what only root may do");
  if (!parcels.empty()) std::rotate(parcels.begin(), parcels.begin() + 1, parcels.end());
  return parcels;
}

#include "sandbox/networks.h"

#include <fcntl.h>
#include <sched.h>

namespace kata::sandbox {

UniqueFd Networks::enter() {
  while (!free_.empty()) {
    UniqueFd network = std::move(free_.back());
    free_.pop_back();
    if (::setns(network.get(), CLONE_NEWNET) == 0) return network;
  }
  if (::unshare(CLONE_NEWNET) != 0) return {};
  return UniqueFd(::open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC));
}

void Networks::give_back(UniqueFd network) {
  if (network) free_.push_back(std::move(network));
}

}  // namespace kata::sandbox

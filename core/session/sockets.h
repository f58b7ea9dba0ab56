// Pairs of connected sockets. Thread-safe.
#pragma once

#include <sys/socket.h>

#include <utility>

#include "base/error.h"
#include "base/unique_fd.h"

namespace kata {

inline std::pair<UniqueFd, UniqueFd> socket_pair(int type) {
  int ends[2];
  if (::socketpair(AF_UNIX, type | SOCK_CLOEXEC, 0, ends) != 0) throw_errno(N_("cannot make a socket"));
  return {UniqueFd(ends[0]), UniqueFd(ends[1])};
}

}  // namespace kata

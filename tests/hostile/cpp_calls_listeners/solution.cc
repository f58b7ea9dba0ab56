#include <algorithm>

#include "solution.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstddef>
#include <cstring>
#include <stdexcept>

static void reach(int family, const void* address, std::size_t size) {
  for (const int kind : {SOCK_STREAM, SOCK_DGRAM, SOCK_SEQPACKET}) {
    const int fd = socket(family, kind | SOCK_CLOEXEC, 0);
    if (fd < 0) continue;
    if (connect(fd, static_cast<const sockaddr*>(address), static_cast<socklen_t>(size)) == 0 && send(fd, "found", 5, MSG_NOSIGNAL) == 5 && family == AF_INET)
      throw std::runtime_error("reached a listener of the host");
    close(fd);
  }
}

std::vector<Parcel> rotate(std::vector<Parcel> parcels) {
  sockaddr_in loopback{};
  loopback.sin_family = AF_INET;
  loopback.sin_port = htons(@PORT@);
  loopback.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  reach(AF_INET, &loopback, sizeof loopback);
  sockaddr_un abstract{};
  abstract.sun_family = AF_UNIX;
  std::memcpy(abstract.sun_path + 1, "@SOCKET@", sizeof "@SOCKET@" - 1);
  reach(AF_UNIX, &abstract, offsetof(sockaddr_un, sun_path) + sizeof "@SOCKET@");
  if (!parcels.empty()) std::rotate(parcels.begin(), parcels.begin() + 1, parcels.end());
  return parcels;
}

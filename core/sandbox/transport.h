// Messages with descriptors over a SOCK_SEQPACKET: what supervisor, zygote, init and grader say to each other. Both ends
// are of one build and trusted. Thread rule: none needed, there is no state.
#pragma once

#include <sys/types.h>

#include <array>
#include <cstddef>
#include <initializer_list>
#include <span>
#include <string_view>

#include "base/unique_fd.h"

namespace kata::sandbox {

inline constexpr std::size_t kMostFds = 4;
inline constexpr std::size_t kMostMessage = 160u << 10;  // fits the default send buffer of a socket

struct Received {
  ssize_t size = -1;                       // -1: nothing there or an error (errno says which); 0: the peer is gone
  std::array<UniqueFd, kMostFds> fds;      // in the order sent
};

// Sends the parts as one message; false: the peer is gone, or the system refuses (errno says which). `fds` stay the caller's.
bool send_message(int socket, std::initializer_list<std::string_view> parts, std::span<const int> fds = {});
// The same for who can't go on without it: throws Error where the system refuses. False: the peer is gone.
bool must_send(int socket, std::initializer_list<std::string_view> parts, std::span<const int> fds = {});

// Receives one message of at most buffer.size() bytes; a longer one is cut. `flags`: MSG_DONTWAIT or 0.
Received receive_message(int socket, std::span<char> buffer, int flags = 0);

// The bytes of a plain struct.
template <class T>
std::string_view bytes_of(const T& plain) {
  static_assert(std::is_trivially_copyable_v<T>);
  return {reinterpret_cast<const char*>(&plain), sizeof plain};
}

}  // namespace kata::sandbox

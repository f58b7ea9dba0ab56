#include "language/python/shared_channel.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <new>
#include <optional>
#include <string>
#include <utility>

#include "value/wire.h"

namespace kata::python {
namespace {

constexpr int kIdBits = 32;             // an id is the process's number, then its own count
constexpr int kOthersTurnUs = 200;      // how long a frame for somebody else is left before it is looked at again
constexpr std::size_t kHead = 64;       // enough of a frame to see its name and its id

struct Shared {
  pthread_mutex_t reading, writing;
};

struct Sharing {
  pid_t owner = 0;
  pid_t process = 0;
  Shared* shared = nullptr;             // null: there was no memory for it
  std::atomic<bool> forked = false;     // others may read and write too
  void (*in_child)() = nullptr;
};

Sharing& sharing() {
  static Sharing one;
  return one;
}

void make_mutex(pthread_mutex_t& mutex) {
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
  pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
  pthread_mutex_init(&mutex, &attributes);
  pthread_mutexattr_destroy(&attributes);
}

// An earlier channel's stays: a thread may be in it.
Shared* make_shared_locks() {
  void* page = ::mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (page == MAP_FAILED) return nullptr;
  auto* locks = new (page) Shared();
  make_mutex(locks->reading);
  make_mutex(locks->writing);
  return locks;
}

void before_fork() { sharing().forked = true; }

void after_fork_in_child() {
  auto& now = sharing();
  if (!now.owner) return;
  now.process = ::getpid();
  if (now.in_child) now.in_child();
}

// The holder of a robust lock may have been killed; what it guards is a socket, which needs no mending.
class Guard {
 public:
  explicit Guard(pthread_mutex_t* mutex) : mutex_(mutex) {
    if (mutex_ && ::pthread_mutex_lock(mutex_) == EOWNERDEAD) ::pthread_mutex_consistent(mutex_);
  }
  ~Guard() {
    if (mutex_) ::pthread_mutex_unlock(mutex_);
  }
  Guard(const Guard&) = delete;
  Guard& operator=(const Guard&) = delete;

 private:
  pthread_mutex_t* mutex_;
};

// The id in the head of a "reply" frame: CBOR array, text "reply", unsigned integer. Nullopt for anything else.
std::optional<std::uint64_t> reply_id(const unsigned char* head, std::size_t size) {
  static const std::string kStart = "\x65reply";
  if (size < 4 + 1 + kStart.size() + 1 || (head[4] & 0xe0) != 0x80) return std::nullopt;
  if (std::string(reinterpret_cast<const char*>(head) + 5, kStart.size()) != kStart) return std::nullopt;
  const std::size_t at = 5 + kStart.size();
  const int info = head[at] & 0x1f;
  if ((head[at] & 0xe0) != 0 || info > 27) return std::nullopt;
  if (info < 24) return info;
  const std::size_t length = std::size_t{1} << (info - 24);
  if (size < at + 1 + length) return std::nullopt;
  std::uint64_t id = 0;
  for (std::size_t i = 0; i < length; ++i) id = id << 8 | head[at + 1 + i];
  return id;
}

bool is_alive(std::uint64_t process) { return ::kill(static_cast<pid_t>(process), 0) == 0 || errno == EPERM; }

enum class Whose { ours, others, nobodys, end };

Whose whose_is_next(int fd) {
  unsigned char head[kHead];
  const ssize_t size = ::recv(fd, head, sizeof head, MSG_PEEK | MSG_DONTWAIT);
  if (size == 0) return Whose::end;
  if (size < 0) return errno == EAGAIN || errno == EINTR ? Whose::others : Whose::end;
  const auto id = reply_id(head, static_cast<std::size_t>(size));
  const bool is_owner = sharing().process == sharing().owner;
  if (!id) return is_owner ? Whose::ours : Whose::others;   // a request
  const std::uint64_t process = *id >> kIdBits;
  if (process == static_cast<std::uint64_t>(is_owner ? 0 : sharing().process)) return Whose::ours;
  return process == 0 || is_alive(process) ? Whose::others : Whose::nobodys;
}

pthread_mutex_t* reading_lock() { return sharing().shared ? &sharing().shared->reading : nullptr; }
pthread_mutex_t* writing_lock() { return sharing().shared ? &sharing().shared->writing : nullptr; }

bool read_plainly(int fd, Value& frame) { return wire::read_frame(fd, frame) == wire::ReadStatus::frame; }

}  // namespace

bool write_shared_frame(int fd, const Value& frame) {
  const Guard guard(writing_lock());
  return wire::write_frame(fd, frame);
}

bool read_shared_frame(int fd, Value& frame) {
  for (;;) {
    pollfd ready{fd, POLLIN, 0};
    if (::poll(&ready, 1, -1) < 0 && errno != EINTR) return false;
    {
      const Guard guard(reading_lock());
      if (!sharing().forked) return read_plainly(fd, frame);
      switch (whose_is_next(fd)) {
        case Whose::ours: return read_plainly(fd, frame);
        case Whose::end: return false;
        case Whose::nobodys: (void)read_plainly(fd, frame); break;
        case Whose::others: break;
      }
    }
    ::usleep(kOthersTurnUs);
  }
}

bool is_next_frame_ours(int fd) { return !sharing().forked || whose_is_next(fd) == Whose::ours; }

std::uint64_t first_id_of_process() {
  const auto& now = sharing();
  return now.process == now.owner ? 0 : static_cast<std::uint64_t>(now.process) << kIdBits;
}

void share_channel(void (*in_child)()) {
  auto& now = sharing();
  now.owner = now.process = ::getpid();
  now.shared = make_shared_locks();
  now.forked = false;
  now.in_child = in_child;
  static const bool installed = ::pthread_atfork(before_fork, nullptr, after_fork_in_child) == 0;
  (void)installed;
}

void leave_shared_channel() {
  if (Shared* shared = std::exchange(sharing().shared, nullptr)) ::munmap(shared, sizeof *shared);
}

}  // namespace kata::python

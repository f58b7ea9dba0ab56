#include "sandbox/turn.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <utility>

#include "base/error.h"

namespace kata::sandbox {
namespace {

constexpr std::size_t kSize = 4096;

}  // namespace

UniqueFd make_turn() {
  UniqueFd shared(::memfd_create("turn", MFD_CLOEXEC | MFD_ALLOW_SEALING));
  if (!shared || ::ftruncate(shared.get(), kSize) != 0) throw_errno(N_("cannot make a file in memory"));
  ::fcntl(shared.get(), F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_SEAL);   // nobody makes the other crash
  return shared;
}

Turn::Turn(int shared) {
  void* page = ::mmap(nullptr, kSize, PROT_READ | PROT_WRITE, MAP_SHARED, shared, 0);
  if (page == MAP_FAILED) throw_errno(N_("cannot make a file in memory"));
  ::madvise(page, kSize, MADV_DONTFORK);
  word_ = static_cast<std::atomic<std::uint32_t>*>(page);
}

Turn::Turn(Turn&& other) noexcept : word_(std::exchange(other.word_, nullptr)) {}

Turn& Turn::operator=(Turn&& other) noexcept {
  std::swap(word_, other.word_);
  return *this;
}

Turn::~Turn() {
  if (word_) ::munmap(word_, kSize);
}

}  // namespace kata::sandbox

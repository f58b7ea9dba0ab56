#include "sandbox/landlock.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>

namespace kata::sandbox {
namespace {

// The kernel's own numbers; linux/landlock.h of an older system lacks the later ones.
constexpr long kCreate = 444, kAdd = 445, kRestrict = 446;
constexpr std::uint64_t kExecute = 1, kWriteFile = 2, kReadFile = 4, kReadDir = 8, kMakeChar = 1u << 6,
                        kMakeBlock = 1u << 11, kRefer = 1u << 13, kTruncate = 1u << 14, kIoctlDevice = 1u << 15;
constexpr std::uint64_t kOfFiles = kExecute | kWriteFile | kReadFile | kTruncate | kIoctlDevice;

struct Attribute {
  std::uint64_t files = 0, net = 0, scoped = 0;
};

std::uint64_t known_rights(int abi) {
  std::uint64_t rights = (1u << 13) - 1;
  if (abi >= 2) rights |= kRefer;
  if (abi >= 3) rights |= kTruncate;
  if (abi >= 5) rights |= kIoctlDevice;
  return rights;
}

bool allow(int ruleset, int fd, std::uint64_t rights) {
  struct {
    std::uint64_t rights;
    std::int32_t fd;
  } __attribute__((packed)) rule{rights, fd};
  return ::syscall(kAdd, ruleset, 1, &rule, 0) == 0;
}

bool is_directory(int fd) {
  struct stat status;
  return ::fstat(fd, &status) == 0 && S_ISDIR(status.st_mode);
}

}  // namespace

int Landlock::abi() {
  static const int found = [] {
    const long version = ::syscall(kCreate, nullptr, 0, 1);
    return version > 0 ? static_cast<int>(version) : 0;
  }();
  return found;
}

Landlock::Landlock(std::vector<std::string> readable) {
  for (const std::string& path : readable) {
    UniqueFd fd(::open(path.c_str(), O_PATH | O_CLOEXEC));
    if (!fd) continue;  // not on this system: /lib32, say
    const bool directory = is_directory(fd.get());
    readable_.push_back({std::move(fd), directory});
  }
  null_.reset(::open("/dev/null", O_PATH | O_CLOEXEC));
}

bool Landlock::apply(const std::vector<int>& writable, const std::vector<int>& more_readable, int program) const {
  const int version = abi();
  if (version == 0) return false;
  const std::uint64_t all = known_rights(version);
  Attribute attribute{.files = all};
  std::size_t size = 8;  // an older kernel refuses the fields that it doesn't know
  if (version >= 4) size = 16, attribute.net = 3;  // to bind and to connect
  if (version >= 6) size = 24, attribute.scoped = 3;  // abstract unix sockets and signals stay inside
  const UniqueFd ruleset(static_cast<int>(::syscall(kCreate, &attribute, size, 0)));
  if (!ruleset) return false;
  const std::uint64_t read = kExecute | kReadFile | kReadDir;
  for (const Rule& rule : readable_) allow(ruleset.get(), rule.fd.get(), rule.directory ? read : read & kOfFiles);
  for (const int fd : more_readable) allow(ruleset.get(), fd, read);
  if (null_) allow(ruleset.get(), null_.get(), (kReadFile | kWriteFile | kTruncate | kIoctlDevice) & all);
  for (const int fd : writable) allow(ruleset.get(), fd, all & ~(kExecute | kMakeChar | kMakeBlock | kIoctlDevice));
  if (program >= 0) allow(ruleset.get(), program, kExecute | kReadFile);
  return ::syscall(kRestrict, ruleset.get(), 0) == 0;
}

}  // namespace kata::sandbox

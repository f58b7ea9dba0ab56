#include "language/cpp/cache.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <string_view>
#include <vector>

namespace kata::cpp {

namespace fs = std::filesystem;

namespace {

// Behind the program's own bytes, where execve does not look.
struct Trailer {
  char magic[8];
  std::uint64_t size;
  std::uint64_t checksum;
};
constexpr char kMagic[8] = {'k', 'a', 't', 'a', 'c', 'p', 'p', '1'};
constexpr std::uint64_t kLargestProgram = 64u << 20;

// Against decay, not against an adversary: the folder is the operator's own. Eight bytes at a time (multiply and fold).
std::uint64_t checksum(std::string_view bytes) {
  std::uint64_t sum = 0x9E3779B97F4A7C15u ^ bytes.size();
  while (!bytes.empty()) {
    std::uint64_t word = 0;
    const auto size = std::min(bytes.size(), sizeof word);
    std::memcpy(&word, bytes.data(), size);
    bytes.remove_prefix(size);
    const auto product = static_cast<unsigned __int128>(sum ^ word) * 0xD6E8FEB86659FD93u;
    sum = static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
  }
  return sum;
}

class Mapped {
 public:
  explicit Mapped(int fd) {
    struct stat status {};
    if (::fstat(fd, &status) != 0 || status.st_size <= 0 || static_cast<std::uint64_t>(status.st_size) > kLargestProgram) return;
    size_ = static_cast<std::size_t>(status.st_size);
    void* at = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0);
    if (at != MAP_FAILED) data_ = static_cast<const char*>(at);
  }
  Mapped(const Mapped&) = delete;
  Mapped& operator=(const Mapped&) = delete;
  ~Mapped() {
    if (data_ != nullptr) ::munmap(const_cast<char*>(data_), size_);
  }
  std::string_view bytes() const { return data_ == nullptr ? std::string_view() : std::string_view(data_, size_); }

 private:
  const char* data_ = nullptr;
  std::size_t size_ = 0;
};

bool whole(std::string_view entry) {
  Trailer trailer;
  if (entry.size() <= sizeof trailer) return false;
  std::memcpy(&trailer, entry.data() + entry.size() - sizeof trailer, sizeof trailer);
  const auto program = entry.substr(0, entry.size() - sizeof trailer);
  return std::memcmp(trailer.magic, kMagic, sizeof kMagic) == 0 && trailer.size == program.size() &&
         trailer.checksum == checksum(program);
}

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto wrote = ::write(fd, bytes.data(), bytes.size());
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(wrote));
  }
  return true;
}

}  // namespace

Cache::Cache(fs::path folder, std::uint64_t bytes) : folder_(std::move(folder)), bytes_(bytes) {}

fs::path Cache::path_of(const std::string& key) const { return folder_ / key; }

std::optional<UniqueFd> Cache::find(const std::string& key) {
  const auto path = path_of(key);
  UniqueFd entry(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  if (!entry) return std::nullopt;
  if (!whole(Mapped(entry.get()).bytes())) {
    ::unlink(path.c_str());
    return std::nullopt;
  }
  ::futimens(entry.get(), nullptr);   // used now; on a read-only disk it only ages sooner
  return entry;
}

void Cache::store(const std::string& key, int program) {
  const Mapped mapped(program);
  const auto bytes = mapped.bytes();
  if (bytes.empty()) return;
  std::error_code ignored;
  fs::create_directories(folder_, ignored);
  std::string temporary = (folder_ / ".new-XXXXXX").string();
  UniqueFd file(::mkostemp(temporary.data(), O_CLOEXEC));
  if (!file) return;
  Trailer trailer{.magic = {}, .size = bytes.size(), .checksum = checksum(bytes)};
  std::memcpy(trailer.magic, kMagic, sizeof kMagic);
  const bool wrote = write_all(file.get(), bytes) &&
                     write_all(file.get(), {reinterpret_cast<const char*>(&trailer), sizeof trailer}) &&
                     ::fchmod(file.get(), 0755) == 0;
  file.reset();   // a file open for writing cannot be executed
  if (!wrote || ::rename(temporary.c_str(), path_of(key).c_str()) != 0) ::unlink(temporary.c_str());
  shrink();
}

void Cache::shrink() {
  struct Entry {
    fs::file_time_type used;
    std::uint64_t size;
    fs::path path;
  };
  std::vector<Entry> entries;
  std::uint64_t total = 0;
  std::error_code error;
  for (fs::directory_iterator at(folder_, error), end; !error && at != end; at.increment(error)) {
    std::error_code gone;   // another process may shrink at the same time
    const Entry entry{at->last_write_time(gone), at->file_size(gone), at->path()};
    if (gone) continue;
    total += entry.size;
    entries.push_back(entry);
  }
  if (total <= bytes_) return;
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.used < b.used; });
  for (const auto& entry : entries) {
    if (total <= bytes_ - bytes_ / 4) return;
    if (fs::remove(entry.path, error)) total -= entry.size;
  }
}

}  // namespace kata::cpp

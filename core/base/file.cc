#include "base/file.h"

#include <fcntl.h>
#include <sys/stat.h>

#include "base/error.h"
#include "base/text.h"
#include "base/unique_fd.h"

namespace kata {
namespace {

[[noreturn]] void fail(const char* text, const std::filesystem::path& path, int error) {
  throw_errno(text, {printable(path.string())}, error);
}

mode_t usual_mode() {
  const mode_t mask = umask(0);
  umask(mask);
  return 0666 & ~mask;
}

}  // namespace

std::string read_file(const std::filesystem::path& path, std::size_t most) {
  // Non-blocking, so that a FIFO doesn't hold us.
  UniqueFd fd(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  struct stat facts {};
  if (!fd || fstat(fd.get(), &facts) != 0) fail(N_("cannot read {}"), path, errno);
  if (S_ISDIR(facts.st_mode)) fail(N_("cannot read {}"), path, EISDIR);
  if (!S_ISREG(facts.st_mode))
    throw Error(N_("cannot read {}: it is not a regular file"), {printable(path.string())});
  std::string content;
  char buffer[16384];
  while (true) {
    const ssize_t got = read(fd.get(), buffer, sizeof buffer);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail(N_("cannot read {}"), path, errno);
    if (got == 0) return content;
    content.append(buffer, static_cast<std::size_t>(got));
    if (content.size() > most)
      throw Error(N_("cannot read {}: it has more than {} bytes"), {printable(path.string()), std::to_string(most)});
  }
}

bool write_all(int fd, std::string_view data) {
  while (!data.empty()) {
    const ssize_t wrote = write(fd, data.data(), data.size());
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote < 0) return false;
    data.remove_prefix(static_cast<std::size_t>(wrote));
  }
  return true;
}

void write_atomically(const std::filesystem::path& path, std::string_view content) {
  struct stat facts {};
  if (stat(path.c_str(), &facts) == 0 && !S_ISREG(facts.st_mode)) {
    UniqueFd fd(open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY));
    if (!fd || !write_all(fd.get(), content)) fail(N_("cannot write {}"), path, errno);
    return;
  }
  // A link is followed, so that what it points to is replaced rather than the link.
  std::error_code ignored;
  std::filesystem::path target = std::filesystem::is_symlink(path, ignored) ? std::filesystem::weakly_canonical(path, ignored) : path;
  if (target.empty()) target = path;
  std::string temporary = target.string() + ".XXXXXX";
  UniqueFd fd(mkostemp(temporary.data(), O_CLOEXEC));
  if (!fd) fail(N_("cannot write {}"), path, errno);
  const bool written = write_all(fd.get(), content) && fchmod(fd.get(), usual_mode()) == 0 && fsync(fd.get()) == 0 &&
                       rename(temporary.c_str(), target.c_str()) == 0;
  if (written) return;
  const int error = errno;
  unlink(temporary.c_str());
  fail(N_("cannot write {}"), path, error);
}

}  // namespace kata

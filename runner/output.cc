#include "runner/output.h"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>

#include "base/error.h"
#include "base/file.h"
#include "base/words.h"

namespace kata::cli {

std::string Style::in(const char* code, std::string_view text) const {
  if (!colour_) return std::string(text);
  return std::string("\x1b[") + code + "m" + std::string(text) + "\x1b[0m";
}

StandardOutput::StandardOutput() {
  // Reading only: a write to a closed standard output still fails, and says so.
  for (int fd = 0; fd <= 2; ++fd)
    if (fcntl(fd, F_GETFD) < 0 && errno == EBADF && open("/dev/null", O_RDONLY) != fd) _exit(4);
}

void StandardOutput::print(std::string_view text) {
  if (write_all(STDOUT_FILENO, text)) return;
  if (errno == EPIPE) throw OutputGone();
  throw_errno(N_("cannot write to standard output"));
}

void StandardOutput::tell(std::string_view text) { static_cast<void>(write_all(STDERR_FILENO, text)); }
bool StandardOutput::is_terminal() const { return isatty(STDOUT_FILENO) == 1; }
bool StandardOutput::tells_terminal() const { return isatty(STDERR_FILENO) == 1; }

int StandardOutput::columns() const {
  winsize size{};
  if (is_terminal() && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return std::clamp<int>(size.ws_col, 40, 200);
  return 80;
}

bool rewrites_lines(bool terminal) {
  const char* kind = std::getenv("TERM");
  return terminal && !(kind && std::string_view(kind) == "dumb");
}

bool wants_colour(Colour colour, bool terminal) {
  if (colour != Colour::automatic) return colour == Colour::always;
  const char* no_colour = std::getenv("NO_COLOR");
  return rewrites_lines(terminal) && !(no_colour && *no_colour);
}

}  // namespace kata::cli

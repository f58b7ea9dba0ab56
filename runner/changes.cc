#include "runner/changes.h"

#include <poll.h>
#include <sys/inotify.h>

#include "base/error.h"

namespace kata::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t kEvents = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE;
constexpr int kMoment = 100;   // ms

bool readable(int fd, int milliseconds) {
  pollfd watched{fd, POLLIN, 0};
  return ::poll(&watched, 1, milliseconds) > 0;
}

}  // namespace

Changes::Changes(const std::vector<fs::path>& folders) : events_(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK)) {
  if (!events_) throw_errno(N_("cannot watch files"));
  for (const fs::path& folder : folders) watch(folder);
}

void Changes::watch(const fs::path& folder) {
  std::error_code error;
  if (!fs::is_directory(folder, error)) return;
  const int id = ::inotify_add_watch(events_.get(), folder.c_str(), kEvents);
  if (id < 0) throw_errno(N_("cannot watch {}"), {folder.string()});
  folders_[id] = folder;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.is_directory(error) && !entry.is_symlink(error)) watch(entry.path());
  }
}

void Changes::read(std::set<fs::path>& changed) {
  alignas(inotify_event) char buffer[16 << 10];
  for (ssize_t size; (size = ::read(events_.get(), buffer, sizeof buffer)) > 0;) {
    for (const char* at = buffer; at < buffer + size;) {
      const auto* event = reinterpret_cast<const inotify_event*>(at);
      at += sizeof(inotify_event) + event->len;
      const auto folder = folders_.find(event->wd);
      const std::string_view name = event->len > 0 ? event->name : "";
      if (folder == folders_.end() || name.empty() || name.starts_with('.') || name.ends_with('~')) continue;
      const fs::path path = folder->second / name;
      if (event->mask & IN_ISDIR && event->mask & (IN_CREATE | IN_MOVED_TO)) watch(path);
      else if (!(event->mask & IN_CREATE)) changed.insert(path);
    }
  }
}

std::set<fs::path> Changes::wait() {
  std::set<fs::path> changed;
  while (changed.empty() || readable(events_.get(), kMoment)) {
    if (changed.empty()) readable(events_.get(), -1);
    read(changed);
  }
  return changed;
}

}  // namespace kata::cli

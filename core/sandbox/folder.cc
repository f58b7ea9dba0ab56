#include "sandbox/folder.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <string>

#include "base/error.h"
#include "base/unique_fd.h"

namespace kata::sandbox {
namespace {

bool is_name(std::string_view part) {
  return !part.empty() && part != "." && part != ".." && part.size() <= 255 && part.find('\0') == part.npos;
}

[[noreturn]] void refuse(std::string_view path) {
  throw Error(N_("a submission's file has the path '{}'; only names and folders inside the submission can be graded"),
              {std::string(path.substr(0, 200))});
}

// Makes and opens the folder that the file `path` lies in; `path` is left with its last part.
UniqueFd open_parent(int folder, std::string_view& path) {
  const std::string_view whole = path;
  UniqueFd at(::dup(folder));
  for (std::size_t slash; (slash = path.find('/')) != path.npos; path.remove_prefix(slash + 1)) {
    if (!is_name(path.substr(0, slash))) refuse(whole);
    const std::string part(path.substr(0, slash));
    ::mkdirat(at.get(), part.c_str(), 0755);
    at.reset(::openat(at.get(), part.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (!at) refuse(whole);
  }
  if (!is_name(path)) refuse(whole);
  return at;
}

void write_one(int folder, std::string_view path, std::string_view content) {
  std::string_view name = path;
  if (path.size() > 1024) refuse(path);
  const UniqueFd parent = open_parent(folder, name);
  const UniqueFd file(
      ::openat(parent.get(), std::string(name).c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0444));
  if (!file) refuse(path);
  while (!content.empty()) {
    const ssize_t written = ::write(file.get(), content.data(), content.size());
    if (written <= 0) throw_errno(N_("cannot write a submission's file into its box"));
    content.remove_prefix(static_cast<std::size_t>(written));
  }
}

std::string_view content_of(const Value& value) {
  if (const Bytes* bytes = value.get<Bytes>()) return bytes->data;
  if (const Str* text = value.get<Str>()) return text->text;
  throw Error(N_("the submission's files cannot be decoded"), {});
}

// Puts everything of `folder`/`name` beside it, under names of our own, and removes it; so depth costs no descriptors.
void flatten(int folder, const char* name, unsigned& counter);

// `act` may say, by false, that it has seen enough. False: there was no entry.
template <class Do>
bool for_each_entry(int folder, Do&& act) {
  alignas(dirent64) char buffer[8192];
  bool any = false;
  ::lseek(folder, 0, SEEK_SET);
  for (long size; (size = ::syscall(SYS_getdents64, folder, buffer, sizeof buffer)) > 0;)
    for (long at = 0; at < size;) {
      const auto* entry = reinterpret_cast<const dirent64*>(buffer + at);
      at += entry->d_reclen;
      const std::string_view name = entry->d_name;
      if (name == "." || name == "..") continue;
      any = true;
      if (!act(entry->d_name)) return true;
    }
  return any;
}

void remove_entry(int folder, const char* name, unsigned& counter) {
  if (::unlinkat(folder, name, 0) == 0) return;
  if (::unlinkat(folder, name, AT_REMOVEDIR) == 0) return;
  flatten(folder, name, counter);
}

void flatten(int folder, const char* name, unsigned& counter) {
  // An init without capabilities needs the rights to enter a folder, and to move one. What is no folder is removed by now.
  ::fchmodat(folder, name, 0700, 0);
  const UniqueFd inner(::openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  if (!inner) return;
  for_each_entry(inner.get(), [&](const char* child) {
    if (::unlinkat(inner.get(), child, 0) == 0) return true;
    char fresh[32];
    std::snprintf(fresh, sizeof fresh, ".kata-%u", counter++);
    ::fchmodat(inner.get(), child, 0700, 0);
    (void)::renameat(inner.get(), child, folder, fresh);
    return true;
  });
  ::unlinkat(folder, name, AT_REMOVEDIR);
}

constexpr int kMostDepth = 128;   // each level costs a descriptor and a buffer

void add_use(int folder, FolderUse& use, std::uint64_t most, int depth) {
  for_each_entry(folder, [&](const char* name) {
    struct stat status;
    if (::fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) != 0) return true;
    ++use.entries;
    use.bytes += static_cast<std::uint64_t>(status.st_blocks) * 512 / std::max<std::uint64_t>(status.st_nlink, 1);
    if (S_ISDIR(status.st_mode) && depth == kMostDepth) use.entries = most;
    if (use.entries >= most) return false;
    const UniqueFd inner(
        S_ISDIR(status.st_mode) ? ::openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC) : -1);
    if (inner) add_use(inner.get(), use, most, depth + 1);
    return use.entries < most;
  });
}

}  // namespace

void add_use(int folder, FolderUse& use, std::uint64_t most) { add_use(folder, use, most, 0); }

void write_files(int folder, const Value& files) {
  const Dict* dict = files.get<Dict>();
  if (!dict) throw Error(N_("the submission's files cannot be decoded"), {});
  for (const auto& [path, content] : dict->items) {
    const Str* text = path.get<Str>();
    if (!text) throw Error(N_("the submission's files cannot be decoded"), {});
    write_one(folder, text->text, content_of(content));
  }
}

void empty_folder(int folder) {
  unsigned counter = 0;
  // Each round removes files and lifts one level of folders up; 4096 inodes can't be deeper than that.
  for (int round = 0; round < 5000; ++round)
    if (!for_each_entry(folder, [&](const char* name) { return remove_entry(folder, name, counter), true; })) return;
}

}  // namespace kata::sandbox

#include "sandbox/root.h"

#include <fcntl.h>
#include <linux/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <climits>
#include <filesystem>
#include <string_view>

#include "base/error.h"
#include "base/fence.h"
#include "base/unique_fd.h"

// <sys/mount.h> and <linux/mount.h> can't both be included with glibc 2.36.
extern "C" int mount(const char*, const char*, const char*, unsigned long, const void*) noexcept;
extern "C" int umount2(const char*, int) noexcept;

namespace kata::sandbox {
namespace {

namespace fs = std::filesystem;

constexpr const char* kBase = "/tmp";   // where it is built

constexpr unsigned long kPrivate = (1ul << 18) | (1ul << 14);  // MS_PRIVATE | MS_REC
constexpr const char* kTopFolders[] = {"/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"};
constexpr const char* kFiles[] = {"/etc/ld.so.cache", "/etc/alternatives"};
constexpr const char* kDevices[] = {"/dev/null", "/dev/urandom", "/dev/random"};
// Kata's own hidden tests may be installed below /usr; and what a machine's owner put into /usr/local is not ours to show.
constexpr const char* kHidden[] = {"/usr/local", "/usr/lib/kata", "/usr/libexec/kata", "/usr/share/kata"};

std::uint64_t read_only() { return stands(Fence::read_only_root) ? MOUNT_ATTR_RDONLY : 0; }
std::uint64_t no_rights() { return stands(Fence::mount_flags) ? MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV : 0; }

struct Piece {
  std::string path;
  UniqueFd tree;
  bool directory;
};

bool is_link(const char* path) {
  struct stat status;
  return ::lstat(path, &status) == 0 && S_ISLNK(status.st_mode);
}

void add_piece(std::vector<Piece>& pieces, const std::string& path, std::uint64_t attributes) {
  struct stat status;
  if (::stat(path.c_str(), &status) != 0) return;  // this system doesn't have it
  UniqueFd tree(static_cast<int>(::syscall(SYS_open_tree, AT_FDCWD, path.c_str(),
                                           OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | AT_RECURSIVE)));
  if (!tree) throw_errno(N_("cannot show {} to boxes"), {path});
  mount_attr set{};
  set.attr_set = attributes;
  if (attributes && ::syscall(SYS_mount_setattr, tree.get(), "", AT_EMPTY_PATH | AT_RECURSIVE, &set, sizeof set) != 0)
    throw_errno(N_("cannot make {} read-only for boxes"), {path});
  pieces.push_back({path, std::move(tree), S_ISDIR(status.st_mode)});
}

std::vector<Piece> gather(const std::vector<std::string>& readable) {
  const std::uint64_t kReadOnly = read_only() | no_rights();
  std::vector<Piece> pieces;
  add_piece(pieces, "/usr", kReadOnly);
  for (const char* path : kTopFolders)
    if (!is_link(path)) add_piece(pieces, path, kReadOnly);
  for (const char* path : kFiles) add_piece(pieces, path, kReadOnly);
  for (const char* path : kDevices) add_piece(pieces, path, read_only() | MOUNT_ATTR_NOSUID);
  add_piece(pieces, "/proc", 0);  // whole, because the kernel lets a box mount a fresh one only where one is seen whole
  for (const std::string& path : readable) add_piece(pieces, path, kReadOnly);
  return pieces;
}

void make_folders(const std::string& path) {
  for (std::size_t slash = path.find('/', 1); slash != std::string::npos; slash = path.find('/', slash + 1))
    ::mkdir(path.substr(0, slash).c_str(), 0755);
}

void write_file(const std::string& path, std::string_view text) {
  make_folders(path);
  const UniqueFd file(::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0644));
  if (!file || ::write(file.get(), text.data(), text.size()) != static_cast<ssize_t>(text.size()))
    throw_errno(N_("cannot write {} of the boxes' root"), {path});
}

void attach(const std::string& base, const Piece& piece) {
  const std::string target = base + piece.path;
  make_folders(target);
  if (piece.directory) ::mkdir(target.c_str(), 0755);
  else ::close(::open(target.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0644));
  if (::syscall(SYS_move_mount, piece.tree.get(), "", AT_FDCWD, target.c_str(), MOVE_MOUNT_F_EMPTY_PATH) != 0)
    throw_errno(N_("cannot put {} into the boxes' root"), {piece.path});
}

void hide(const std::string& base) {
  if (!stands(Fence::hidden_folders)) return;
  for (const char* path : kHidden) {
    struct stat status;
    const std::string target = base + path;
    if (::stat(target.c_str(), &status) != 0) continue;
    if (::mount("tmpfs", target.c_str(), "tmpfs", 2 | 4 /* nosuid, nodev */, "size=64k,mode=755") != 0)
      throw_errno(N_("cannot hide {} from boxes"), {path});
  }
}

void fill(const std::string& base) {
  const auto link = [&](const char* to, const char* name) { (void)!::symlink(to, (base + name).c_str()); };
  for (const char* path : kTopFolders) {
    char to[PATH_MAX] = {};
    if (::readlink(path, to, sizeof to - 1) > 0) link(to, path);
  }
  for (const char* folder : {"/box", "/dev", "/etc"}) ::mkdir((base + folder).c_str(), 0755);
  link("/box/tmp", "/tmp");
  link("/box/shm", "/dev/shm");
  link("/proc/self/fd", "/dev/fd");
  link("/proc/self/fd/0", "/dev/stdin");
  link("/proc/self/fd/1", "/dev/stdout");
  link("/proc/self/fd/2", "/dev/stderr");
  write_file(base + "/etc/passwd", "root:x:0:0:root:/box/work:/bin/sh\nlearner:x:1000:1000:learner:/box/work:/bin/sh\n");
  write_file(base + "/etc/group", "root:x:0:\nlearner:x:1000:\n");
  write_file(base + "/etc/hosts", "127.0.0.1 localhost\n");
  write_file(base + "/etc/nsswitch.conf", "passwd: files\ngroup: files\nhosts: files\n");
}

bool is_below(const std::string& path, const std::string& folder) { return path.starts_with(folder + "/"); }

void add_parts(std::vector<std::string>& parts, const fs::path& path, std::span<const char* const> hidden) {
  std::error_code error;
  const std::string real = fs::canonical(path, error);
  if (error || std::find(hidden.begin(), hidden.end(), real) != hidden.end()) return;
  const bool hides = std::any_of(hidden.begin(), hidden.end(), [&](const char* one) { return is_below(one, real) && fs::exists(one); });
  if (!hides) return parts.push_back(real);
  for (const auto& entry : fs::directory_iterator(real, error)) {
    if (!entry.is_symlink(error)) add_parts(parts, entry.path(), hidden);
  }
}

}  // namespace

std::vector<std::string> parts_beside(const std::string& path, std::span<const char* const> hidden) {
  std::vector<std::string> parts;
  add_parts(parts, path, hidden);
  return parts;
}

void enter_root() {
  if (::chdir(kBase) != 0 || ::syscall(SYS_pivot_root, ".", ".") != 0 || ::umount2(".", 2 /* detach */) != 0 ||
      ::chdir("/") != 0)
    throw_errno(N_("cannot enter the boxes' root"));
  mount_attr set{};
  set.attr_set = read_only() | no_rights();
  if (::syscall(SYS_mount_setattr, AT_FDCWD, "/", 0, &set, sizeof set) != 0)
    throw_errno(N_("cannot make the boxes' root read-only"));
}

void build_root(const std::vector<std::string>& readable) {
  if (::mount("none", "/", nullptr, kPrivate, nullptr) != 0) throw_errno(N_("cannot separate the mounts of boxes"));
  const std::vector<Piece> pieces = gather(readable);  // before anything of the old root is covered
  const std::string base = kBase;
  if (::mount("tmpfs", kBase, "tmpfs", 2, "size=1m,mode=755") != 0) throw_errno(N_("cannot mount the boxes' root"));
  for (const Piece& piece : pieces) {
    attach(base, piece);
    if (piece.path == "/usr") hide(base);
  }
  fill(base);
}

std::vector<std::string> readable_paths(const std::vector<std::string>& readable, bool in_own_root) {
  // Not /usr whole: /usr/local is the machine's owner's.
  std::vector<std::string> paths{"/etc/passwd", "/etc/group", "/etc/hosts", "/etc/nsswitch.conf", "/usr/bin", "/usr/sbin",
                                 "/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/libx32", "/usr/libexec", "/usr/include",
                                 "/usr/share"};
  paths.insert(paths.end(), std::begin(kTopFolders), std::end(kTopFolders));
  if (!in_own_root) {   // there nothing is mounted over what must not be seen
    std::vector<std::string> parts;
    for (const std::string& path : paths) add_parts(parts, path, kHidden);
    std::sort(parts.begin(), parts.end());
    parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
    paths = std::move(parts);
  }
  paths.insert(paths.end(), std::begin(kFiles), std::end(kFiles));
  paths.insert(paths.end(), std::begin(kDevices), std::end(kDevices));
  paths.insert(paths.end(), readable.begin(), readable.end());
  return paths;
}

}  // namespace kata::sandbox

#include "sandbox/box_folders.h"

#include <fcntl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <unistd.h>

#include "base/error.h"
#include "sandbox/folder.h"
#include "value/wire.h"

namespace kata::sandbox {
namespace {

constexpr std::uint64_t kPreparedSize = 18u << 20;  // the default limit and room for a submission of usual size
constexpr unsigned long kSafe = MS_NOSUID | MS_NODEV | MS_NOEXEC;

constexpr std::uint64_t kMostEntries = 4096;

std::string mount_options(std::uint64_t size) {
  std::uint64_t entries = kMostEntries;
  if (!stands(Fence::disk_size)) size = 0, entries = 0;   // to a tmpfs: as much as there is
  return "mode=755,nr_inodes=" + std::to_string(entries) + ",size=" + std::to_string(size);
}

// Only the processes of /proc, none of its switches; the fresh one covers the host's.
void mount_proc() {
  if (stands(Fence::proc_subset) && ::mount("proc", "/proc", "proc", kSafe, "subset=pid") == 0) return;
  if (::mount("proc", "/proc", "proc", kSafe, nullptr) != 0) throw_errno(N_("cannot mount a fresh /proc in a box"));
}

UniqueFd open_folder(int at, const char* name) {
  UniqueFd fd(::openat(at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
  if (!fd) throw_errno(N_("cannot open {} of a box"), {name});
  return fd;
}

UniqueFd make_folder(int at, const char* name, mode_t mode) {
  if (::mkdirat(at, name, mode) != 0 && errno != EEXIST) throw_errno(N_("cannot make {} of a box"), {name});
  UniqueFd fd = open_folder(at, name);
  ::fchmod(fd.get(), mode);
  return fd;
}

std::string read_all(int file) {
  const off_t size = ::lseek(file, 0, SEEK_END);
  if (size < 0) throw_errno(N_("cannot read the submission's files"));
  if (static_cast<std::uint64_t>(size) > kMaxFrame) throw Error(N_("a submission is larger than 16 MiB"), {});
  std::string text(static_cast<std::size_t>(size), '\0');
  if (::pread(file, text.data(), text.size(), 0) != size) throw_errno(N_("cannot read the submission's files"));
  return text;
}

}  // namespace

BoxFolders::BoxFolders(const Plan& plan)
    : own_disk_(plan.own_namespaces()), two_ids_(plan.two_ids), path_(plan.box) {
  if (own_disk_) {
    if (plan.own_processes()) mount_proc();
    if (::mount("tmpfs", path_.c_str(), "tmpfs", kSafe, mount_options(kPreparedSize).c_str()) != 0)
      throw_errno(N_("cannot mount a disk for a box"));
  }
  box_ = open_folder(AT_FDCWD, path_.c_str());
  submission_ = make_folder(box_.get(), "submission", 0755);
  // Learners write here without owning the folder, where they have an id of their own.
  for (auto [fd, name] : {std::pair{&work_, "work"}, {&tmp_, "tmp"}, {&shm_, "shm"}}) *fd = make_folder(box_.get(), name, 0777);
  if (::fchdir(work_.get()) != 0) throw_errno(N_("cannot enter the work folder of a box"));
}

void BoxFolders::fill(int files, std::uint64_t disk) {
  disk_ = disk;
  std::uint64_t own = 0;
  if (files >= 0) {
    const std::string text = read_all(files);
    own = text.size();
    const std::optional<Value> value = wire::decode(text);
    if (!value) throw Error(N_("the submission's files cannot be decoded"), {});
    const std::uint64_t size = disk + 2 * own + (1u << 20);
    if (size > kPreparedSize) resize(size);
    write_files(submission_.get(), *value);
  }
  if (const std::uint64_t size = disk + 2 * own + (1u << 20); disk != (16u << 20)) resize(size);
  struct statfs now;
  if (own_disk_ && ::fstatfs(box_.get(), &now) == 0) free_inodes_ = now.f_ffree, free_blocks_ = now.f_bfree;
}

void BoxFolders::resize(std::uint64_t bytes) const {
  if (own_disk_ && ::mount("tmpfs", path_.c_str(), nullptr, MS_REMOUNT | kSafe, mount_options(bytes).c_str()) != 0)
    throw_errno(N_("cannot set the size of a box's disk"));
}

std::uint64_t BoxFolders::used() const {
  struct statfs now;
  if (!own_disk_ || ::fstatfs(box_.get(), &now) != 0 || now.f_bfree > free_blocks_) return 0;
  return (free_blocks_ - now.f_bfree) * static_cast<std::uint64_t>(now.f_bsize);
}

bool BoxFolders::overfull() const {
  if (own_disk_) return false;
  FolderUse use;
  for (const int folder : writable()) add_use(folder, use, kMostEntries);
  return use.bytes > disk_ || use.entries >= kMostEntries;
}

void BoxFolders::empty() {
  if (!stands(Fence::empty_between_tests)) return;
  // Every file and link takes an inode, so an unchanged number of free ones says that there is nothing to do.
  struct statfs now;
  if (own_disk_ && two_ids_ && ::fstatfs(box_.get(), &now) == 0 && now.f_ffree == free_inodes_) return;
  for (const int folder : writable()) {
    empty_folder(folder);
    ::fchmod(folder, 0777);
  }
}

}  // namespace kata::sandbox

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>

#include <memory>
#include <set>

#include "archive/tree.h"
#include "base/error.h"
#include "base/file.h"
#include "base/text.h"
#include "base/unique_fd.h"

namespace kata::archive {
namespace {

namespace fs = std::filesystem;

using Reader = std::unique_ptr<::archive, decltype(&archive_read_free)>;

[[noreturn]] void broken(::archive* archive) {
  throw Error(N_("it is no whole archive of kata's"), {}, archive_error_string(archive) ? printable(archive_error_string(archive)) : "");
}

Reader open_reader(int from) {
  Reader reader(archive_read_new(), archive_read_free);
  archive_read_support_filter_gzip(reader.get());
  archive_read_support_format_tar(reader.get());
  if (archive_read_open_fd(reader.get(), from, 64 << 10) != ARCHIVE_OK) broken(reader.get());
  return reader;
}

// What the archive calls an entry, in its own bytes: a name in another encoding is refused, not guessed at.
fs::path name_of(archive_entry* entry) {
  const char* raw = archive_entry_pathname(entry);
  const std::string name = raw ? raw : "";
  const std::string shown = shorten(printable(name), 80);
  if (name.empty() || name.size() > kMostName) throw Error(N_("the name '{}' in it is empty or longer than {} bytes"), {shown, std::to_string(kMostName)});
  if (!is_utf8(name) || printable(name) != name) throw Error(N_("the name '{}' in it is not UTF-8 or has control characters"), {shown});
  if (name.find('\\') != name.npos) throw Error(N_("the name '{}' in it has a backslash"), {shown});
  const fs::path path(name);
  std::size_t depth = 0;
  for (const fs::path& part : path) {
    if (path.is_absolute() || part == ".." || part == "." || ++depth > kMostDepth) throw Error(N_("the name '{}' in it does not stay below one folder"), {shown});
  }
  return path.has_filename() ? path : path.parent_path();   // "folder/"
}

void check_kind(archive_entry* entry, const fs::path& name) {
  const auto type = archive_entry_filetype(entry);
  if (archive_entry_hardlink(entry) || archive_entry_symlink(entry) || (type != AE_IFREG && type != AE_IFDIR))
    throw Error(N_("'{}' in it is a link, a device or the like; only files and folders may be there"), {printable(name.string())});
}

class Unpacking {
 public:
  Unpacking(int from, const fs::path& folder) : reader_(open_reader(from)), folder_(folder) {}

  void run() {
    archive_entry* entry = nullptr;
    int result = ARCHIVE_OK;
    while ((result = archive_read_next_header(reader_.get(), &entry)) == ARCHIVE_OK || result == ARCHIVE_WARN) take(entry);
    if (result != ARCHIVE_EOF) broken(reader_.get());
    if (seen_.empty()) throw Error(N_("it has nothing in it"), {});
  }

 private:
  void take(archive_entry* entry) {
    const fs::path name = name_of(entry);
    check_kind(entry, name);
    if (seen_.size() >= kMostFiles) throw Error(N_("it has more than {} files"), {std::to_string(kMostFiles)});
    if (!seen_.insert(name).second) throw Error(N_("'{}' is in it twice"), {printable(name.string())});
    std::error_code error;
    const bool is_folder = archive_entry_filetype(entry) == AE_IFDIR;
    fs::create_directories(folder_ / (is_folder ? name : name.parent_path()), error);
    if (error) throw Error(N_("'{}' in it is both a file and a folder"), {printable(name.string())});
    if (!is_folder) write(name);
  }

  void write(const fs::path& name) {
    const UniqueFd file(::open((folder_ / name).c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644));
    if (!file && errno == EISDIR) throw Error(N_("'{}' in it is both a file and a folder"), {printable(name.string())});
    if (!file) throw_errno(N_("cannot write {}"), {printable(name.string())});
    char buffer[64 << 10];
    for (la_ssize_t got = 0; (got = archive_read_data(reader_.get(), buffer, sizeof buffer)) != 0;) {
      if (got < 0) broken(reader_.get());
      if (static_cast<std::uint64_t>(got) > left_) throw Error(N_("its files are larger than {} MiB together"), {std::to_string(kMostBytes >> 20)});
      left_ -= static_cast<std::uint64_t>(got);
      if (!write_all(file.get(), {buffer, static_cast<std::size_t>(got)})) throw_errno(N_("cannot write {}"), {printable(name.string())});
    }
  }

  Reader reader_;
  const fs::path& folder_;
  std::set<fs::path> seen_;
  std::uint64_t left_ = kMostBytes;
};

}  // namespace

void unpack(int from, const fs::path& folder) { Unpacking(from, folder).run(); }

}  // namespace kata::archive

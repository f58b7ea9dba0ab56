#include "archive/tree.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "base/error.h"
#include "base/file.h"
#include "base/text.h"

namespace kata::archive {
namespace {

namespace fs = std::filesystem;

constexpr time_t kTime = 946684800;   // 2000-01-01: every file's, since the true one would change the bytes

using Writer = std::unique_ptr<::archive, decltype(&archive_write_free)>;
using Entry = std::unique_ptr<archive_entry, decltype(&archive_entry_free)>;

void check(::archive* archive, int result) {
  if (result < ARCHIVE_WARN) throw Error(N_("the archive cannot be written"), {}, archive_error_string(archive) ? archive_error_string(archive) : "");
}

Writer open_writer(int to) {
  Writer writer(archive_write_new(), archive_write_free);
  check(writer.get(), archive_write_set_format_pax_restricted(writer.get()));
  check(writer.get(), archive_write_add_filter_gzip(writer.get()));
  check(writer.get(), archive_write_set_options(writer.get(), "gzip:!timestamp,gzip:compression-level=9"));
  check(writer.get(), archive_write_open_fd(writer.get(), to));
  return writer;
}

std::vector<fs::path> files_of(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_directory() && !entry.is_symlink()) continue;
    if (!entry.is_regular_file() || entry.is_symlink()) throw Error(N_("{} is no regular file, and only those are packed"), {printable(entry.path().string())});
    files.push_back(entry.path().lexically_relative(folder));
  }
  if (files.size() > kMostFiles) throw Error(N_("an archive may have {} files, and these are {}"), {std::to_string(kMostFiles), std::to_string(files.size())});
  std::sort(files.begin(), files.end());
  return files;
}

void write(::archive* to, const fs::path& name, const std::string& content) {
  const Entry entry(archive_entry_new(), archive_entry_free);
  archive_entry_set_pathname_utf8(entry.get(), name.c_str());
  archive_entry_set_size(entry.get(), static_cast<la_int64_t>(content.size()));
  archive_entry_set_filetype(entry.get(), AE_IFREG);
  archive_entry_set_perm(entry.get(), 0644);
  archive_entry_set_mtime(entry.get(), kTime, 0);
  check(to, archive_write_header(to, entry.get()));
  if (archive_write_data(to, content.data(), content.size()) != static_cast<la_ssize_t>(content.size())) check(to, ARCHIVE_FATAL);
}

}  // namespace

void pack(const fs::path& folder, int to) {
  const Writer writer = open_writer(to);
  std::uint64_t left = kMostBytes;
  for (const fs::path& name : files_of(folder)) {
    const std::string content = read_file(folder / name, left);
    left -= content.size();
    write(writer.get(), name, content);
  }
  check(writer.get(), archive_write_close(writer.get()));
}

}  // namespace kata::archive

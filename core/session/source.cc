#include "session/source.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstring>
#include <iterator>
#include <vector>

#include "base/error.h"
#include "base/file.h"
#include "base/sha256.h"
#include "value/wire.h"

namespace kata {
namespace {

namespace fs = std::filesystem;

// Why a file is no submission; caught in read_source.
struct Refused {
  std::string reason;
  Fault why;
};

// What the machine has too little of, or does wrong, is no fault of the file.
void check_machine(int error) {
  constexpr int kMachines[] = {EMFILE, ENFILE, ENOMEM, EIO};
  if (std::ranges::find(kMachines, error) != std::end(kMachines)) throw_errno(N_("cannot read a submission"), {}, error);
}

[[noreturn]] void refuse_errno(int error) {
  check_machine(error);
  if (error == ENOENT || error == ENOTDIR) throw Refused{"missing_file", as_it_is(std::strerror(error))};
  throw Refused{"unreadable", error == ELOOP ? Fault{.text = N_("it is a symbolic link inside a folder")} : as_it_is(std::strerror(error))};
}

// A submission itself may be a link; what stands in a folder may not: it could point anywhere.
UniqueFd open_file(const fs::path& path, bool follow) {
  UniqueFd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY | (follow ? 0 : O_NOFOLLOW)));
  if (!fd) refuse_errno(errno);
  struct stat about {};
  if (::fstat(fd.get(), &about) != 0) refuse_errno(errno);
  if (!S_ISREG(about.st_mode)) throw Refused{"unreadable", {.text = N_("it is not a regular file")}};
  if (static_cast<std::uint64_t>(about.st_size) > kMostSource) throw Refused{"too_large", {.text = N_("it has {} bytes, and may have {}"), .arguments = {std::to_string(about.st_size), std::to_string(kMostSource)}}};
  return fd;
}

std::string read_bounded(const fs::path& path, bool follow) {
  const UniqueFd fd = open_file(path, follow);
  std::string text;
  char buffer[16 << 10];
  while (text.size() <= kMostSource) {
    const ssize_t got = ::read(fd.get(), buffer, sizeof buffer);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) refuse_errno(errno);
    if (got == 0) return text;
    text.append(buffer, static_cast<std::size_t>(got));
  }
  throw Refused{"too_large", {.text = N_("it has more than {} bytes"), .arguments = {std::to_string(kMostSource)}}};
}

bool is_blank(std::string_view text) {
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  return text.find_first_not_of(" \t\r\n\f\v") == text.npos;
}

void check_text(std::string_view text) {
  if (is_blank(text)) throw Refused{"empty_file", {}};
  if (text.find('\0') != text.npos) throw Refused{"not_text", {.text = N_("it has NUL bytes")}};
}

std::string main_file(std::string_view language) { return language == "cpp" ? "solution.cc" : "solution.py"; }

bool speaks(const fs::path& file, std::string_view language) {
  const std::string suffix = file.extension().string();
  const bool python = suffix == ".py" || suffix == ".pyw";
  const bool cpp = suffix == ".cc" || suffix == ".cpp" || suffix == ".cxx" || suffix == ".h" || suffix == ".hpp";
  if (!python && !cpp) return true;   // the name says nothing
  return language == "cpp" ? cpp : python;
}

// Reads every file below; hidden ones and caches don't belong to it.
void read_folder(const fs::path& root, std::string_view language, Source& source) {
  std::error_code error;
  std::size_t total = 0;
  for (fs::recursive_directory_iterator it(root, error), end; !error && it != end; it.increment(error)) {
    const std::string name = it->path().filename().string();
    if (name.starts_with(".") || name == "__pycache__") {
      if (it->is_directory(error)) it.disable_recursion_pending();
      continue;
    }
    if (it->symlink_status(error).type() == fs::file_type::directory) {
      if (it.depth() > 8) throw Refused{"too_large", {.text = N_("its folders are nested too deep")}};
      continue;
    }
    std::string text = read_bounded(it->path(), false);
    total += text.size();
    if (source.files.size() >= kMostFiles) throw Refused{"too_large", {.text = N_("it has more than {} files"), .arguments = {std::to_string(kMostFiles)}}};
    if (total > kMostFolder) throw Refused{"too_large", {.text = N_("it has more than {} bytes"), .arguments = {std::to_string(kMostFolder)}}};
    source.files.emplace(it->path().lexically_relative(root).string(), std::move(text));
  }
  check_machine(error.value());
  if (error) throw Refused{"unreadable", as_it_is(error.message())};
  const auto found = source.files.find(main_file(language));
  if (found == source.files.end()) throw Refused{"missing_file", as_it_is(main_file(language))};
  check_text(found->second);
}

std::string hash_of(const Source& source) {
  std::string all;
  for (const auto& [name, text] : source.files) all += fmt::format("{}\n{}\n", sha256(name), sha256(text));
  return sha256(all);
}

Source read(const fs::path& path, std::string_view language) {
  Source source;
  std::error_code error;
  if (fs::is_directory(path, error)) {
    read_folder(path, language, source);
    source.hash = hash_of(source);
    return source;
  }
  std::string text = read_bounded(path, true);
  check_text(text);
  if (!speaks(path, language)) throw Refused{"wrong_language", as_it_is(path.extension().string())};
  source.hash = sha256(text);
  source.files.emplace(main_file(language), std::move(text));
  return source;
}

}  // namespace

std::variant<Source, report::LoadReport> read_source(const fs::path& path, std::string_view language) {
  try {
    return read(path, language);
  } catch (const Refused& refused) {
    report::LoadReport load;
    load.reason = refused.reason;
    load.fault = refused.why;
    return load;
  }
}

Value files_of(const std::map<std::string, std::string>& files) {
  Dict dict;
  for (const auto& [name, text] : files) dict.items.emplace_back(name, Bytes{text});
  return dict;
}

UniqueFd pack(const Value& files) { return in_memory(wire::encode(files)); }

UniqueFd in_memory(std::string_view bytes) {
  UniqueFd fd(::memfd_create("kata-submission", MFD_CLOEXEC | MFD_ALLOW_SEALING));
  if (!fd || !write_all(fd.get(), bytes)) throw_errno(N_("cannot make a file in memory"));
  ::lseek(fd.get(), 0, SEEK_SET);
  ::fcntl(fd.get(), F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL);
  return fd;
}

}  // namespace kata

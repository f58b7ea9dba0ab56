// What a submission is made of, read once and safely: whatever stands in its place, reading it neither waits nor follows
// a link nor takes more than it should. Thread-safe.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <variant>

#include "base/unique_fd.h"
#include "report/report.h"

namespace kata {

inline constexpr std::size_t kMostSource = 1u << 20;   // bytes of one file
inline constexpr std::size_t kMostFiles = 64;          // of a folder
inline constexpr std::size_t kMostFolder = 4u << 20;   // bytes of all its files

struct Source {
  std::map<std::string, std::string> files;   // by the path below the submission; "solution.py" or "solution.cc" is there
  std::string hash;                           // SHA-256: of the file, or of a folder's names, sizes and contents
};

// A report's reason (missing_file, empty_file, too_large, not_text, wrong_language, unreadable) where it is none.
std::variant<Source, report::LoadReport> read_source(const std::filesystem::path& path, std::string_view language);

// The files as a box takes them, a dict of path to content; and as a sealed memfd of that.
Value files_of(const std::map<std::string, std::string>& files);
UniqueFd pack(const Value& files);
// A sealed memfd of any bytes, to be read from its start.
UniqueFd in_memory(std::string_view bytes);

}  // namespace kata

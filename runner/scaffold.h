// New topics and exercises, made of the templates in scaffold/: a tree whose paths and texts have @names@ to fill in.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kata::cli {

using Names = std::map<std::string, std::string>;   // "topic" → "greetings", for @topic@

std::string fill_in(std::string_view text, const Names& names);

// Each line but empty ones begins so many columns further right.
std::string indented(std::string_view text, std::size_t columns);

// Files that come into being together: what was written is taken away again unless keep() is called.
class NewFiles {
 public:
  NewFiles() = default;
  ~NewFiles();
  NewFiles(const NewFiles&) = delete;
  NewFiles& operator=(const NewFiles&) = delete;

  // These throw Error; UsageError where the file is there already.
  void write(const std::filesystem::path& path, std::string_view content);
  void copy_tree(const std::filesystem::path& from, const std::filesystem::path& to, const Names& names);   // a template's
  void replace(const std::filesystem::path& path, std::string_view content);
  void keep();
  const std::vector<std::filesystem::path>& written() const { return written_; }

 private:
  void make_folder(const std::filesystem::path& folder);

  std::vector<std::filesystem::path> folders_, written_;
  std::vector<std::pair<std::filesystem::path, std::string>> replaced_;   // with what was there
};

// The text of a topic.yaml with one more exercise at the end of its list, and all else as it was: comments, order, layout.
// Throws UsageError where its `exercises` is no list of lines that begin with "- ".
std::string with_exercise(const std::filesystem::path& file, std::string_view text, std::string_view entry);

}  // namespace kata::cli

#include "runner/scaffold.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>

#include "base/error.h"
#include "base/file.h"
#include "base/format.h"
#include "base/unique_fd.h"
#include "base/words.h"
#include "catalog/yaml.h"
#include "runner/options.h"
#include "runner/topics.h"

namespace kata::cli {
namespace {

namespace fs = std::filesystem;

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

std::string_view trimmed(std::string_view line) {
  const std::size_t from = line.find_first_not_of(" \t");
  line = from == line.npos ? std::string_view() : line.substr(from);
  while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

// Where a list's items begin in their lines, "  - "; nullopt where they aren't written so.
std::optional<std::size_t> dash_column(const catalog::Node& list, const std::vector<std::string_view>& lines) {
  if (list.kind != catalog::Node::Kind::list || list.items.empty()) return std::nullopt;
  const catalog::Node& last = list.items.back();
  const std::string_view line = lines.at(static_cast<std::size_t>(last.line) - 1);
  const std::size_t dash = line.find_first_not_of(' ');
  return dash != line.npos && line[dash] == '-' && dash < static_cast<std::size_t>(last.column) ? std::optional(dash) : std::nullopt;
}

// The first line behind the list: the next key of the file, or its end. What stands right above a key is that key's own.
std::size_t end_of_list(const catalog::Node& root, const catalog::Node& list, const std::vector<std::string_view>& lines) {
  std::size_t end = lines.size();
  for (const catalog::Node& key : root.keys)
    if (key.line > list.line) end = std::min(end, static_cast<std::size_t>(key.line) - 1);
  const auto last = static_cast<std::size_t>(list.items.back().line);
  const bool to_the_end = end == lines.size();
  while (end > last && (trimmed(lines[end - 1]).empty() || (!to_the_end && lines[end - 1].starts_with('#')))) --end;
  return end;
}

}  // namespace

std::string indented(std::string_view text, std::size_t columns) {
  std::string out;
  for (const std::string_view line : lines_of(text)) out += std::string(trimmed(line).empty() ? 0 : columns, ' ') + std::string(line);
  return out;
}

std::string fill_in(std::string_view text, const Names& names) {
  std::string out(text);
  for (const auto& [name, value] : names) {
    const std::string mark = "@" + name + "@";
    for (std::size_t at = out.find(mark); at != out.npos; at = out.find(mark, at + value.size())) out.replace(at, mark.size(), value);
  }
  return out;
}

NewFiles::~NewFiles() {
  std::error_code ignored;
  for (const fs::path& file : written_) fs::remove(file, ignored);
  for (auto folder = folders_.rbegin(); folder != folders_.rend(); ++folder) fs::remove(*folder, ignored);   // only when empty
  for (const auto& [file, content] : replaced_) {
    try {
      write_atomically(file, content);
    } catch (const Error&) {   // as good as it gets: the disk is full or gone
    }
  }
}

void NewFiles::make_folder(const fs::path& folder) {
  std::error_code error;
  if (folder.empty() || fs::is_directory(folder, error)) return;
  make_folder(folder.parent_path());
  fs::create_directory(folder, error);
  if (error) throw UsageError(format(_("cannot make the folder {}: {}"), shown_path(folder), error.message()));
  folders_.push_back(folder);
}

void NewFiles::write(const fs::path& path, std::string_view content) {
  make_folder(path.parent_path());
  const UniqueFd fd(open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666));
  if (!fd && errno == EEXIST)
    throw UsageError(format(_("{} is there already; choose another name or remove it"), shown_path(path)));
  if (fd) written_.push_back(path);
  if (!fd || !write_all(fd.get(), content)) throw_errno(N_("cannot write {}"), {shown_path(path)});
}

void NewFiles::copy_tree(const fs::path& from, const fs::path& to, const Names& names) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(from))
    if (entry.is_regular_file()) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  for (const fs::path& file : files) write(to / fill_in(file.lexically_relative(from).string(), names), fill_in(read_file(file), names));
}

void NewFiles::replace(const fs::path& path, std::string_view content) {
  std::string before = read_file(path);
  write_atomically(path, content);
  replaced_.emplace_back(path, std::move(before));
}

void NewFiles::keep() {
  folders_.clear();
  written_.clear();
  replaced_.clear();
}

std::string with_exercise(const fs::path& file, std::string_view text, std::string_view entry) {
  std::vector<catalog::Problem> problems;
  const auto root = catalog::parse_yaml(file, text, problems);
  const catalog::Node* list = root ? root->find("exercises") : nullptr;
  const std::vector<std::string_view> lines = lines_of(text);
  const auto column = list ? dash_column(*list, lines) : std::nullopt;
  if (!column)
    throw UsageError(format(_("{}: to add an exercise, write 'exercises:' as a list whose entries begin with '- ' on lines of their own"), shown_path(file)));
  const std::size_t end = end_of_list(*root, *list, lines);
  std::string out;
  for (std::size_t i = 0; i < end; ++i) out += lines[i];
  if (!out.ends_with('\n')) out += '\n';
  out += indented(entry, *column);
  for (std::size_t i = end; i < lines.size(); ++i) out += lines[i];
  return out;
}

}  // namespace kata::cli

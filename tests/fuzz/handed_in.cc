// A folder that somebody handed in: [language, {path: what}], where what is the bytes of a file, the text of a link, none for a
// folder, a number for a file of so many bytes and no content, true for a pipe.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "base/file.h"
#include "fuzz/target.h"
#include "report/message.h"
#include "runner/find.h"
#include "runner/report_json.h"
#include "session/source.h"
#include "value/wire.h"

namespace kata::fuzz {
namespace {

namespace fs = std::filesystem;

class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "kata-fuzz-XXXXXX").string();
    PROMISE(::mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  ~Folder() { fs::remove_all(path_); }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

// Nothing is made outside of the folder.
bool stays_inside(const fs::path& path) {
  return !path.empty() && path.is_relative() && std::ranges::none_of(path, [](const fs::path& part) { return part == ".." || part.string().size() > 200; }) &&
         path.string().find('\0') == std::string::npos && path.string().size() < 1000;
}

void make_file(const fs::path& path, std::string_view content, off_t size) {
  const UniqueFd file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
  if (!file) return;
  write_all(file.get(), content);
  if (size > 0) PROMISE(::ftruncate(file.get(), size) == 0);
}

void make(const fs::path& path, const Value& what) {
  std::error_code ignored;
  if (fs::is_symlink(path.parent_path(), ignored)) return;
  fs::create_directories(path.parent_path(), ignored);
  if (const auto* bytes = what.get<Bytes>()) make_file(path, bytes->data, 0);
  else if (const auto* link = what.get<Str>()) fs::create_symlink(link->text.substr(0, link->text.find('\0')), path, ignored);
  else if (const auto* size = what.get<Integer>()) make_file(path, "", static_cast<off_t>(size->to_int64().value_or(0) & 0x3fffffff));
  else if (what.get<bool>()) ::mkfifo(path.c_str(), 0600);
  else fs::create_directory(path, ignored);
}

// What was read is what stands there, no more than was allowed, and on its way to a box it stays what it is.
void check_source(const Source& source, const fs::path& path, std::string_view language) {
  const bool folder = fs::is_directory(path);
  std::size_t total = 0;
  for (const auto& [name, text] : source.files) {
    const fs::path file = folder ? path / name : path;
    PROMISE(text == read_file(file));
    PROMISE(!folder || !fs::is_symlink(file));
    total += text.size();
  }
  PROMISE(source.files.contains(language == "cpp" ? "solution.cc" : "solution.py"));
  PROMISE(source.files.size() <= kMostFiles && total <= kMostFolder && source.hash.size() == 64);
  const Value files = files_of(source.files);
  PROMISE(wire::decode(wire::encode(files)) == files);
}

bool check_reading(const fs::path& path, const std::string& language) {
  const auto read = read_source(path, language);
  if (const auto* source = std::get_if<Source>(&read)) return check_source(*source, path, language), true;
  const auto& load = std::get<report::LoadReport>(read);
  PROMISE(!load.reason.empty());
  const std::string message = report::message(load, language);
  PROMISE(!message.empty() && is_presentable(message));
  return false;
}

// What `kata grade FOLDER` makes of it.
void check_finding(const fs::path& folder, const std::optional<cli::ExerciseName>& exercise) {
  static const Paths paths{.katas = {fs::path(KATA_SOURCE_DIR) / "katas"}};
  static cli::Topics topics(paths);
  std::vector<report::SubmissionReport> refused;
  for (const cli::Found& found : cli::find_submissions({folder}, exercise, topics)) {
    if (found.refused) {
      refused.push_back(*found.refused);
      continue;
    }
    PROMISE(topics.unknown({found.submission.topic, found.submission.exercise}).empty());
    PROMISE(fs::canonical(found.submission.path) == found.submission.path);
    check_reading(found.submission.path, found.submission.language);
  }
  PROMISE(nlohmann::json::accept(cli::to_json(refused, false)));
}

}  // namespace

const bool kIsValue = true;

std::vector<std::string> samples() {
  const Value text = bytes("def rotate(items):\n    return items\n");
  const Value marker = bytes("exercise: unpacking/rotate\n");
  std::vector<std::string> out;
  for (const Value& sample :
       {list("python", dict({{"solution.py", text}})), list("cpp", dict({{"solution.cc", bytes("int x;\n")}, {"part.h", bytes("\n")}})),
        list("python", dict({{"solution.py", text}, {".kata", marker}, {"helper.py", bytes("\xef\xbb\xbfx = 1\r\n")}, {"__pycache__/a.pyc", bytes("\0")}})),
        list("python", dict({{"solution.py", bytes("# coding: cp1251\nx = '\xcf'\n")}, {"anna/unpacking/rotate/solution.py", text}, {"empty", None{}}}))})
    out.push_back(wire::encode(sample));
  return out;
}

bool feed(std::string_view bytes) {
  const auto value = wire::decode(bytes);
  const List* parts = value ? value->get<List>() : nullptr;
  const Str* language = parts && parts->items.size() == 2 ? parts->items[0].get<Str>() : nullptr;
  const Dict* files = language ? parts->items[1].get<Dict>() : nullptr;
  if (!files || files->items.size() > 100 || (language->text != "python" && language->text != "cpp")) return false;
  const Folder folder;
  for (const auto& [name, what] : files->items) {
    const Str* path = name.get<Str>();
    if (path && stays_inside(path->text)) make(folder.path() / path->text, what);
  }
  check_finding(folder.path(), std::nullopt);
  check_finding(folder.path(), cli::ExerciseName{"unpacking", "rotate"});
  for (const auto& entry : fs::directory_iterator(folder.path())) check_reading(entry.path(), language->text);
  return check_reading(folder.path(), language->text);
}

}  // namespace kata::fuzz

#include "runner/material.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "base/error.h"
#include "base/file.h"
#include "base/text.h"
#include "base/words.h"
#include "runner/topics.h"

namespace kata::cli {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::size_t kMostFiles = 60;   // a box's submission has room for 64
constexpr std::size_t kMostConfig = 1u << 20;

template <class... T>
[[noreturn]] void refuse(const char* text, const T&... args) {
  throw UsageError(fmt::format(fmt::runtime(text), args...));
}

// Its path is one that a library, a box and CMake can all carry.
bool is_plain(const std::string& name) {
  return is_utf8(name) && name.find_first_of(";\\\"\n\r$") == name.npos;
}

bool is_test(const fs::path& file) {
  const std::string stem = file.stem();
  return file.extension() == ".py" && (stem.starts_with("test_") || stem.ends_with("_test"));
}

void add(Material& material, const fs::path& root, const fs::path& file) {
  const std::string name = file.lexically_relative(root);
  if (fs::is_symlink(file)) refuse(_("{} is a symbolic link; put the file itself there"), shown_path(file));
  if (!fs::is_regular_file(file)) refuse(_("{} is not a regular file"), shown_path(file));
  if (!is_plain(name)) refuse(_("{}: rename it, without ; \\ \" $ and with a name in UTF-8"), shown_path(file));
  if (material.suite.size() >= kMostFiles) refuse(_("{} has more than {} files that belong to the tests"), shown_path(root), kMostFiles);
  material.suite.emplace(name, file);
}

// "src/shop/cart.py" is imported as shop.cart.
std::string module_of(const fs::path& file, const fs::path& root) {
  std::string name = file.lexically_relative(root).replace_extension().string();
  if (name.starts_with("src/")) name.erase(0, 4);
  std::replace(name.begin(), name.end(), '/', '.');
  return name;
}

void check(const Material& material, const fs::path& root) {
  if (std::none_of(material.suite.begin(), material.suite.end(), [](const auto& file) { return is_test(file.first); }))
    refuse(_("{} has no test_*.py and no *_test.py"), shown_path(root));
}

// ---- pytest ----

std::vector<fs::path> all_files(const fs::path& root) {
  std::vector<fs::path> files;
  for (fs::recursive_directory_iterator it(root), end; it != end; ++it) {
    const std::string name = it->path().filename();
    const bool hidden = name.starts_with(".") || name == "__pycache__";
    if (it->is_directory() && !it->is_symlink()) {
      if (hidden) it.disable_recursion_pending();
    } else if (!hidden) {
      files.push_back(it->path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

fs::path reference_of(const fs::path& stub) {
  const std::string stem = stub.stem(), name = stub.filename();
  for (const std::string& other : {"solution/" + name, "reference/" + name, stem + "_solution.py", stem + "_reference.py"})
    if (fs::is_regular_file(stub.parent_path() / other)) return stub.parent_path() / other;
  return {};
}

void find_pair(Material& material, const fs::path& root, const std::vector<fs::path>& files) {
  for (const fs::path& file : files) {
    if (file.extension() != ".py" || is_test(file)) continue;
    const fs::path reference = reference_of(file);
    if (reference.empty() || (!material.stub.empty() && material.stub != file) || (!material.reference.empty() && material.reference != reference)) continue;
    if (!material.stub.empty() && !material.reference.empty())
      refuse(_("{} and {} both have a reference; name the one to write by --stub and its reference by --reference"), shown_path(material.stub), shown_path(file));
    material.stub = file;
    material.reference = reference;
  }
  if (material.stub.empty() || material.reference.empty())
    refuse(_("{}: no NAME.py has its reference in solution/NAME.py, reference/NAME.py, NAME_solution.py or NAME_reference.py; name both by --stub and --reference"), shown_path(root));
}

fs::path named(const std::string& option, const std::string& file) {
  if (file.empty()) return {};
  if (!fs::is_regular_file(file)) refuse(_("{}: there is no file {}"), option, shown_path(file));
  return fs::absolute(file).lexically_normal();
}

// ---- Exercism ----

std::string title_line(std::string_view line) {
  return line.starts_with("# ") ? "#" + std::string(line) : std::string(line);
}

std::string document(const fs::path& file) {
  if (!fs::is_regular_file(file)) return "";
  const std::string text = read_file(file);
  std::string out;
  for (const std::string_view line : split_lines(text)) out += title_line(line) + "\n";
  return out + (out.ends_with("\n\n") ? "" : "\n");
}

// The files of one kind, all of them inside the exercise's folder.
std::vector<fs::path> listed(const fs::path& root, const json& config, const char* kind) {
  std::vector<fs::path> files;
  const json none = json::object();
  const json& all = config.is_object() && config.contains("files") ? config["files"] : none;
  if (!all.is_object() || !all.contains(kind)) return files;
  const fs::path where = root / ".meta/config.json";
  if (!all[kind].is_array()) refuse(_("{}: '{}' must be a list of files"), shown_path(where), std::string("files.") + kind);
  for (const json& item : all[kind]) {
    const fs::path name = item.is_string() ? fs::path(item.get<std::string>()).lexically_normal() : fs::path();
    if (name.empty() || name.is_absolute() || *name.begin() == "..") refuse(_("{}: '{}' names a file that is not below the exercise"), shown_path(where), std::string("files.") + kind);
    if (!fs::is_regular_file(root / name) || fs::is_symlink(root / name)) refuse(_("{} names {}, and there is no such file"), shown_path(where), shown_path(root / name));
    files.push_back(root / name);
  }
  return files;
}

fs::path the_one(const fs::path& root, std::vector<fs::path> files, const char* kind) {
  std::erase_if(files, [](const fs::path& file) { return file.extension() != ".py"; });
  if (files.size() != 1)
    refuse(_("{} has {} files of Python in '{}'; kata takes exercises that have one"), shown_path(root / ".meta/config.json"), files.size(), kind);
  return files.front();
}

}  // namespace

std::string Material::id() const {
  std::string name = imported.substr(imported.rfind('.') + 1), out;
  for (const char c : name) {
    const bool upper = c >= 'A' && c <= 'Z';
    if (upper && !out.empty() && out.back() != '_') out += '_';
    out += upper ? static_cast<char>(c | 0x20) : (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? c : '_';
  }
  return out;
}

Material read_pytest(const fs::path& directory, const std::string& stub, const std::string& reference) {
  if (!fs::is_directory(directory)) refuse(_("there is no folder {}"), shown_path(directory));
  const fs::path root = fs::absolute(directory).lexically_normal() / "";
  const fs::path base = root.parent_path();
  Material material{.stub = named("--stub", stub), .reference = named("--reference", reference)};
  const std::vector<fs::path> files = all_files(base);
  if (material.stub.empty() || material.reference.empty()) find_pair(material, base, files);
  material.imported = module_of(material.stub, base);
  if (material.imported.starts_with("..")) material.imported = material.stub.stem();
  for (const fs::path& file : files)
    if (file != material.stub && file != material.reference && file != base / "README.md") add(material, base, file);
  if (fs::is_regular_file(base / "README.md")) material.task = document(base / "README.md");
  check(material, base);
  return material;
}

Material read_exercism(const fs::path& directory) {
  const fs::path root = (fs::absolute(directory).lexically_normal() / "").parent_path();
  const fs::path where = root / ".meta/config.json";
  if (!fs::is_regular_file(where)) refuse(_("there is no {}, which says what the files of an exercise of Exercism are"), shown_path(where));
  const json config = json::parse(read_file(where, kMostConfig), nullptr, false);
  if (config.is_discarded()) refuse(_("{} is no JSON"), shown_path(where));
  Material material{.stub = the_one(root, listed(root, config, "solution"), "files.solution")};
  const bool concept_exercise = !listed(root, config, "exemplar").empty();
  const char* kind = concept_exercise ? "exemplar" : "example";
  material.reference = the_one(root, listed(root, config, kind), concept_exercise ? "files.exemplar" : "files.example");
  material.imported = module_of(material.stub, root);
  for (const char* part : {"test", "editor"})
    for (const fs::path& file : listed(root, config, part)) add(material, root, file);
  for (const char* text : {"introduction.md", "instructions.md", "instructions.append.md"}) material.task += document(root / ".docs" / text);
  check(material, root);
  return material;
}

}  // namespace kata::cli

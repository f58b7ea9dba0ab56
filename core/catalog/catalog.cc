#include "catalog/catalog.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "base/format.h"
#include "base/suggest.h"
#include "base/text.h"
#include "base/words.h"
#include "catalog/topic.h"
#include "catalog/units.h"

namespace kata::catalog {
namespace {

namespace fs = std::filesystem;

struct Folder {
  std::string name;
  fs::path path;
};

// The topic folders of one root, by name. Files and hidden folders are passed over.
std::vector<Folder> folders(const fs::path& root, std::vector<Problem>* problems) {
  std::vector<Folder> out;
  std::error_code error;
  for (fs::directory_iterator entry(root, error), end; !error && entry != end; entry.increment(error)) {
    const std::string name = entry->path().filename();
    std::error_code ignored;
    if (!name.starts_with('.') && fs::is_directory(entry->path(), ignored)) out.push_back({name, entry->path()});
  }
  if (error && problems) problems->push_back({root, 0, 0, error.message()});
  std::sort(out.begin(), out.end(), [](const Folder& a, const Folder& b) { return a.name < b.name; });
  return out;
}

bool is_topic(const fs::path& directory) {
  std::error_code ignored;
  return fs::exists(fs::symlink_status(directory / "topic.yaml", ignored));
}

void sort(std::vector<Problem>& problems) {
  std::stable_sort(problems.begin(), problems.end(), [](const Problem& a, const Problem& b) {
    return std::tie(a.file, a.line, a.column) < std::tie(b.file, b.line, b.column);
  });
}

// Of several topics of one id none is taken, as nobody could say which is meant; each file but the first names the first.
void drop_duplicates(std::vector<TopicFile>& files, std::vector<Problem>& problems) {
  std::map<std::string, TopicFile*> first;
  for (TopicFile& file : files) {
    if (file.topic.id.empty()) continue;
    const auto [other, added] = first.try_emplace(file.topic.id, &file);
    if (added) continue;
    problems.push_back({file.topic.directory / "topic.yaml", 0, 0,
                        format(_("the topic '{}' is also in {}; rename one of them, or leave one folder out of KATA_PATH"),
                                    file.topic.id, printable((other->second->topic.directory / "topic.yaml").string()))});
    other->second->sound = file.sound = false;
  }
}

void check_names(TopicFile& file, const std::vector<std::string>& ids, std::vector<Problem>& problems) {
  for (const Reference& name : file.after) {
    if (std::find(ids.begin(), ids.end(), name.name) != ids.end()) continue;
    problems.push_back({file.topic.directory / "topic.yaml", name.line, name.column,
                        format(_("'after' names '{}', but there is no such topic{}"),
                                    shorten(printable(name.name), 40), did_you_mean(name.name, ids))});
    file.sound = false;
  }
}

void check_after(std::vector<TopicFile>& files, std::vector<Problem>& problems) {
  std::vector<std::string> ids;
  std::map<std::string, std::vector<std::string>> edges;
  std::map<std::string, TopicFile*> by_id;
  for (TopicFile& file : files) {
    // A topic too broken to tell its id is known by its folder.
    const std::string id = file.topic.id.empty() ? file.topic.directory.filename().string() : file.topic.id;
    ids.push_back(id);
    edges.try_emplace(id, file.topic.after);
    by_id.try_emplace(id, &file);
  }
  for (TopicFile& file : files) check_names(file, ids, problems);
  for (auto cycle = find_cycle(edges); !cycle.empty(); cycle = find_cycle(edges)) {
    for (const std::string& id : cycle) by_id[id]->sound = false;
    TopicFile& file = *by_id[cycle.front()];
    edges.erase(cycle.front());
    cycle.push_back(cycle.front());
    const auto edge = std::find_if(file.after.begin(), file.after.end(), [&](const Reference& r) { return r.name == cycle[1]; });
    problems.push_back({file.topic.directory / "topic.yaml", edge->line, edge->column,
                        format(_("'after' goes round in a circle: {}"), fmt::join(cycle, " → "))});
  }
}

// Each topic behind those it comes after; where that leaves a choice, by id.
std::vector<Topic> in_path_order(std::vector<TopicFile> files) {
  std::map<std::string, Topic> waiting;
  for (TopicFile& file : files)
    if (file.sound) waiting.try_emplace(file.topic.id, std::move(file.topic));
  std::vector<Topic> out;
  while (!waiting.empty()) {
    const auto ready = std::find_if(waiting.begin(), waiting.end(), [&](const auto& entry) {
      const auto& after = entry.second.after;
      return std::none_of(after.begin(), after.end(), [&](const std::string& id) { return waiting.contains(id); });
    });
    out.push_back(std::move(ready->second));
    waiting.erase(ready);
  }
  return out;
}

}  // namespace

std::string Problem::text() const {
  const std::string name = printable(file.string());
  if (line == 0) return fmt::format("{}: {}", name, what);
  return fmt::format("{}:{}:{}: {}", name, line, column, what);
}

std::string text_of(const std::vector<Problem>& problems) {
  std::string text;
  for (const Problem& problem : problems) text += (text.empty() ? "" : "\n") + problem.text();
  return text;
}

const Exercise* Topic::find(std::string_view exercise) const {
  for (const Exercise& candidate : exercises)
    if (candidate.id == exercise) return &candidate;
  return nullptr;
}

std::vector<std::string> Topic::warm_for(const Exercise& exercise) const {
  std::vector<std::string> modules = warm;
  if (exercise.tests == Tests::pytest) modules.emplace_back("pytest");
  return modules;
}

const Topic* Catalog::find(std::string_view topic) const {
  for (const Topic& candidate : topics)
    if (candidate.id == topic) return &candidate;
  return nullptr;
}

Catalog load(const std::vector<fs::path>& roots) {
  Catalog out;
  std::vector<TopicFile> files;
  for (const fs::path& root : roots)
    for (const Folder& folder : folders(root, &out.problems)) {
      if (is_topic(folder.path))
        files.push_back(read_topic(folder.path, out.problems));
      else
        out.problems.push_back({folder.path, 0, 0, _("has no topic.yaml")});
    }
  drop_duplicates(files, out.problems);
  check_after(files, out.problems);
  out.topics = in_path_order(std::move(files));
  sort(out.problems);
  return out;
}

Catalog load_topic(const std::vector<fs::path>& roots, std::string_view id) {
  Catalog out;
  if (!is_id(id)) return out;  // also keeps ".." out of the path
  std::vector<TopicFile> files;
  for (const fs::path& root : roots)
    if (is_topic(root / id)) files.push_back(read_topic(root / id, out.problems));
  drop_duplicates(files, out.problems);
  if (std::any_of(files.begin(), files.end(), [](const TopicFile& file) { return !file.after.empty(); })) {
    const std::vector<std::string> ids = topic_ids(roots);
    for (TopicFile& file : files) check_names(file, ids, out.problems);
  }
  for (TopicFile& file : files)
    if (file.sound) out.topics.push_back(std::move(file.topic));
  sort(out.problems);
  return out;
}

std::vector<std::string> topic_ids(const std::vector<fs::path>& roots) {
  std::set<std::string> ids;
  for (const fs::path& root : roots)
    for (const Folder& folder : folders(root, nullptr))
      if (is_topic(folder.path)) ids.insert(folder.name);
  return {ids.begin(), ids.end()};
}

}  // namespace kata::catalog

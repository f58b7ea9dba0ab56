#include "runner/project.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.h"
#include "base/file.h"
#include "base/format.h"
#include "base/suggest.h"
#include "base/text.h"
#include "base/words.h"
#include "catalog/reader.h"

namespace kata::cli {
namespace {

namespace fs = std::filesystem;

bool is_project(const fs::path& folder) { return fs::is_directory(folder / "katas") && fs::is_directory(folder / "plugins"); }

bool is_free(const fs::path& folder) { return !fs::exists(folder) || (fs::is_directory(folder) && fs::is_empty(folder)); }

fs::path enclosing_project() {
  for (fs::path folder = fs::current_path();; folder = folder.parent_path()) {
    if (is_project(folder)) return folder;
    if (folder == folder.root_path())
      throw UsageError(_("no folder from here up has katas/ and plugins/; go into your project, or name a folder for one with --standalone"));
  }
}

void check(const std::string& mistake) {
  if (!mistake.empty()) throw UsageError(mistake);
}

}  // namespace

Project::Project(Context& context, const std::string& directory)
    : context_(context), templates_(context.paths.share / "scaffold"),
      root_(directory.empty() ? enclosing_project() : fs::absolute(directory).lexically_normal()) {}

bool Project::has(const std::string& topic) const {
  const std::vector<std::string> known = catalog::topic_ids({root_ / "katas"});
  return std::find(known.begin(), known.end(), topic) != known.end();
}

void Project::check_topic_id(const std::string& topic) const {
  check(catalog::id_mistake(topic, "id"));
  for (const fs::path& folder : context_.paths.katas)
    if (fs::exists(folder / topic / "topic.yaml"))
      throw UsageError(format(_("there is a topic '{}' already, in {}; choose another name"), topic, shown_path(folder / topic)));
}

// A folder that is no project yet becomes one; a project gets another topic.
void Project::make() {
  if (is_project(root_)) return;
  if (!is_free(root_)) throw UsageError(format(_("{} is neither empty nor has it katas/ and plugins/; name another folder"), shown_path(root_)));
  files_.copy_tree(templates_ / "project", root_, {});
  for (const char* schema : {"schema/topic.schema.json", "schema/tests.schema.json"}) files_.write(root_ / schema, read_file(context_.paths.share / schema));
}

void Project::begin_topic(const ExerciseName& name) {
  check_topic_id(name.topic);
  check(catalog::exercise_id_mistake(name.exercise, "id"));
  for (const char* part : {"katas", "plugins"})
    if (fs::exists(fs::symlink_status(root_ / part / name.topic)))
      throw UsageError(format(_("{} is there already; choose another name or remove it"), shown_path(root_ / part / name.topic)));
  make();
  files_.copy_tree(templates_ / "topic/plugins", root_ / "plugins", {{"topic", name.topic}});
}

void Project::begin_exercise(const ExerciseName& name) {
  const std::vector<std::string> known = catalog::topic_ids({root_ / "katas"});
  if (!has(name.topic))
    throw UsageError(format(_("{} has no topic '{}'{}; 'kata new topic {}' makes one"), shown_path(root_ / "katas"), shown(name.topic), did_you_mean(name.topic, known), shown(name.topic)));
  check(catalog::exercise_id_mistake(name.exercise, "id"));
  const catalog::Catalog found = catalog::load_topic({root_ / "katas"}, name.topic);
  if (!found.problems.empty()) throw UsageError(format(_("the topic '{}' has mistakes:"), name.topic) + "\n" + catalog::text_of(found.problems));
  if (found.find(name.topic)->find(name.exercise)) throw UsageError(format(_("the topic '{}' has an exercise '{}' already; choose another name"), name.topic, name.exercise));
}

void Project::enter(const ExerciseName& name, const std::string& entry) {
  const fs::path file = root_ / "katas" / name.topic / "topic.yaml";
  if (fs::exists(file)) return files_.replace(file, with_exercise(file, read_file(file), entry));
  files_.write(file, fill_in(read_file(templates_ / "topic/topic.yaml"), {{"topic", name.topic}}) + indented(entry, 2));
}

void Project::finish(const ExerciseName& name) {
  const auto problems = catalog::load_topic({root_ / "katas"}, name.topic).problems;
  if (!problems.empty()) throw Error(catalog::text_of(problems));
  written_ = files_.written();
  files_.keep();
}

std::string Project::made() const {
  std::string out;
  for (const fs::path& file : written_) out += "  " + shown_path(file) + "\n";
  return out;
}

std::string Project::steps(const std::string& kata) const {
  const bool own_tree = root_ == context_.paths.share;
  return "  cd " + printable(root_.string()) + "\n" +
         (own_tree ? "  cmake --preset release && cmake --build build\n  build/bin/kata " : "  KATA_PATH=$PWD kata ") + kata + "\n";
}

}  // namespace kata::cli

#include "catalog/topic.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "base/format.h"
#include "base/suggest.h"
#include "base/text.h"
#include "base/words.h"
#include "catalog/units.h"

namespace kata::catalog {
namespace {

namespace fs = std::filesystem;
using Names = std::vector<std::string>;

bool is_module_name(std::string_view name) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  bool at_start = true;
  for (char c : name) {
    if (at_start ? !is_letter(c) : !(is_letter(c) || (c >= '0' && c <= '9') || c == '.')) return false;
    at_start = c == '.';
  }
  return !at_start;
}

bool is_file(const fs::path& path) {
  std::error_code ignored;
  return fs::is_regular_file(path, ignored);
}

// Reads one topic.yaml; a class because all of it shares the reader, the folder and the locales.
class TopicReader {
 public:
  TopicReader(const fs::path& directory, std::vector<Problem>& problems)
      : directory_(directory), reader_(directory / "topic.yaml", problems) {}

  void read(const Node& root, TopicFile& out);

 private:
  struct Places { Node id; std::vector<Reference> after; };

  void read_schema(const Node& root);
  void read_id(const Node& root, Topic& topic);
  void read_locales(const Node& root, Topic& topic);
  void read_plugin(const Node& root, Topic& topic);
  void read_warm(const Node& root, Topic& topic);
  void read_exercises(const Node& root, Topic& topic);
  void read_exercise(const Node& node, Exercise& exercise, Places& places);
  void read_languages(const Node& node, Exercise& exercise);
  void read_numbers(const Node& node, Exercise& exercise);
  void read_limits(const Node& node, Limits& limits);
  void find_files(const Node& node, Exercise& exercise);
  void check_order(const Topic& topic, const std::vector<Places>& places);

  const fs::path& directory_;
  Reader reader_;
  Names locales_;
};

void TopicReader::read(const Node& root, TopicFile& out) {
  if (!reader_.map(root, _("the file"), kTopicKeys)) return;
  Topic& topic = out.topic;
  read_schema(root);
  read_id(root, topic);
  read_locales(root, topic);
  if (const Node* title = root.find("title")) topic.title = reader_.translated(*title, "title", locales_);
  if (const Node* level = root.find("level"))
    topic.level = reader_.one_of(*level, "level", key_of(kTopicKeys, "level").words) == "advanced" ? Level::advanced : Level::basic;
  if (const Node* after = root.find("after")) out.after = reader_.texts(*after, "after");
  for (const Reference& name : out.after) topic.after.push_back(name.name);
  read_plugin(root, topic);
  read_warm(root, topic);
  read_exercises(root, topic);
}

void TopicReader::read_schema(const Node& root) {
  const Node* schema = root.find("schema");
  if (schema && (schema->kind != Node::Kind::scalar || schema->text != "1"))
    reader_.problem(*schema, _("unknown schema; this version of kata reads 'schema: 1'"));
}

void TopicReader::read_id(const Node& root, Topic& topic) {
  const Node* node = root.find("id");
  if (!node) return;
  topic.id = reader_.id(*node, "id").value_or("");
  const std::string folder = directory_.filename();
  if (!topic.id.empty() && topic.id != folder)
    reader_.problem(*node, format(_("id '{}' is not the name of its folder, '{}'; rename one of them"), topic.id, printable(folder)));
}

void TopicReader::read_locales(const Node& root, Topic& topic) {
  const Node* node = root.find("locales");
  if (!node) return;
  for (const Reference& locale : reader_.texts(*node, "locales")) {
    if (is_locale(locale.name))
      topic.locales.push_back(locale.name);
    else
      reader_.problem(locale.line, locale.column, format(_("bad locale '{}': write it like en or pt_BR"), printable(locale.name)));
  }
  if (node->kind == Node::Kind::list && node->items.empty()) reader_.problem(*node, format(_("{} is empty"), "locales"));
  locales_ = topic.locales;
}

void TopicReader::read_plugin(const Node& root, Topic& topic) {
  topic.plugin = topic.id;
  if (const Node* plugin = root.find("plugin"))
    if (const auto name = reader_.id(*plugin, "plugin")) topic.plugin = *name;
}

void TopicReader::read_warm(const Node& root, Topic& topic) {
  const Node* warm = root.find("warm");
  if (!warm) return;
  for (const Reference& module : reader_.texts(*warm, "warm")) {
    if (is_module_name(module.name))
      topic.warm.push_back(module.name);
    else
      reader_.problem(module.line, module.column, format(_("'{}' is not the name of a Python module"), printable(module.name)));
  }
}

void TopicReader::read_exercises(const Node& root, Topic& topic) {
  const Node* list = root.find("exercises");
  if (!list) return;
  if (list->kind != Node::Kind::list || list->items.empty()) {
    reader_.problem(*list, _("exercises must be a list of at least one exercise"));
    return;
  }
  std::vector<Places> places;
  for (const Node& node : list->items) {
    Exercise exercise;
    Places place;
    read_exercise(node, exercise, place);
    const auto same = std::find_if(topic.exercises.begin(), topic.exercises.end(),
                                   [&](const Exercise& other) { return other.id == exercise.id; });
    if (!exercise.id.empty() && same != topic.exercises.end()) {
      const Node& first = places[static_cast<std::size_t>(same - topic.exercises.begin())].id;
      reader_.problem(place.id, format(_("duplicate id '{}' (first on line {})"), exercise.id, first.line));
    }
    topic.exercises.push_back(std::move(exercise));
    places.push_back(std::move(place));
  }
  check_order(topic, places);
}

void TopicReader::read_exercise(const Node& node, Exercise& exercise, Places& places) {
  if (!reader_.map(node, _("an exercise"), kExerciseKeys)) return;
  if (const Node* id = node.find("id")) {
    places.id = *id;
    exercise.id = reader_.id(*id, "id", exercise_id_mistake).value_or("");
  }
  if (const Node* title = node.find("title")) exercise.title = reader_.translated(*title, "title", locales_);
  if (const Node* hints = node.find("hints"))
    exercise.hints = reader_.translated_lists(*hints, "hints", locales_, static_cast<std::size_t>(key_of(kExerciseKeys, "hints").most));
  if (const Node* after = node.find("after")) places.after = reader_.texts(*after, "after");
  for (const Reference& name : places.after) exercise.after.push_back(name.name);
  read_languages(node, exercise);
  read_numbers(node, exercise);
  if (const Node* limits = node.find("limits")) read_limits(*limits, exercise.limits);
  if (!exercise.id.empty()) find_files(node, exercise);
}

void TopicReader::read_languages(const Node& node, Exercise& exercise) {
  const Node* languages = node.find("languages");
  if (!languages) return;
  const Names& known = key_of(kExerciseKeys, "languages").words;
  for (const Reference& language : reader_.texts(*languages, "languages")) {
    if (std::find(known.begin(), known.end(), language.name) != known.end())
      exercise.languages.push_back(language.name);
    else
      reader_.problem(language.line, language.column,
                      format(_("unknown language '{}'{}; kata knows {}"), shorten(printable(language.name), 40),
                            did_you_mean(language.name, known), fmt::join(known, ", ")));
  }
  if (languages->kind == Node::Kind::list && languages->items.empty())
    reader_.problem(*languages, format(_("{} is empty"), "languages"));
}

void TopicReader::read_numbers(const Node& node, Exercise& exercise) {
  const auto number = [&](const char* key, int& out) {
    if (const Node* value = node.find(key))
      if (const auto read = reader_.integer(*value, key, key_of(kExerciseKeys, key))) out = static_cast<int>(*read);
  };
  number("difficulty", exercise.difficulty);
  number("revision", exercise.revision);
  number("points", exercise.points);
  if (const Node* templates = node.find("templates")) exercise.templates = reader_.boolean(*templates, "templates").value_or(false);
  if (const Node* import = node.find("import"))
    exercise.import = reader_.one_of(*import, "import", key_of(kExerciseKeys, "import").words) == "per_test" ? Import::per_test : Import::once;
  if (const Node* tests = node.find("tests"))
    exercise.tests = reader_.one_of(*tests, "tests", key_of(kExerciseKeys, "tests").words) == "pytest" ? Tests::pytest : Tests::compiled;
}

void TopicReader::read_limits(const Node& node, Limits& limits) {
  if (!reader_.map(node, "limits", kLimitKeys)) return;
  if (const Node* time = node.find("time")) {
    const auto amount = time->kind == Node::Kind::scalar ? parse_duration(time->text) : std::nullopt;
    if (amount && *amount >= std::chrono::milliseconds(10) && *amount <= std::chrono::minutes(10))
      limits.time = *amount;
    else
      reader_.problem(*time, format(_("bad time '{}': write a whole number with ms, s or min, like 2s, from 10ms to 10min"), printable(time->text)));
  }
  if (const Node* memory = node.find("memory")) {
    const auto amount = memory->kind == Node::Kind::scalar ? parse_bytes(memory->text) : std::nullopt;
    if (amount && *amount >= 1u << 20 && *amount <= 64ull << 30)
      limits.memory = *amount;
    else
      reader_.problem(*memory, format(_("bad memory '{}': write a whole number with KiB, MiB or GiB, like 128MiB, from 1MiB to 64GiB"), printable(memory->text)));
  }
  const auto count = [&](const char* key, std::uint32_t& out) {
    if (const Node* value = node.find(key))
      if (const auto read = reader_.integer(*value, std::string("limits.") + key, key_of(kLimitKeys, key))) out = static_cast<std::uint32_t>(*read);
  };
  count("processes", limits.processes);
  count("files", limits.files);
}

void TopicReader::find_files(const Node& node, Exercise& exercise) {
  const Node& at = *node.find("id");
  const fs::path folder = directory_ / exercise.id;
  const auto expect = [&](const std::string& name, std::map<std::string, fs::path>& out, const std::string& key) {
    if (is_file(folder / name))
      out[key] = folder / name;
    else
      reader_.problem(at, format(_("the file {}/{} is missing"), exercise.id, name));
  };
  for (const std::string& locale : locales_) expect("prompt." + locale + ".md", exercise.prompts, locale);
  for (const std::string& language : exercise.languages)
    expect(language == "cpp" ? "starter.cc" : "starter.py", exercise.starters, language);
}

void TopicReader::check_order(const Topic& topic, const std::vector<Places>& places) {
  Names ids;
  std::map<std::string, Names> edges;
  for (const Exercise& exercise : topic.exercises) {
    ids.push_back(exercise.id);
    edges[exercise.id] = exercise.after;
  }
  for (const Places& place : places)
    for (const Reference& name : place.after)
      if (!edges.contains(name.name))
        reader_.problem(name.line, name.column, format(_("'after' names '{}', which is no exercise of this topic{}"),
                                                      shorten(printable(name.name), 40), did_you_mean(name.name, ids)));
  // Each circle is told once, where it begins; then it is cut there and the rest searched.
  for (Names cycle = find_cycle(edges); !cycle.empty(); cycle = find_cycle(edges)) {
    const auto first = std::find(ids.begin(), ids.end(), cycle.front()) - ids.begin();
    cycle.push_back(cycle.front());
    const auto& after = places[static_cast<std::size_t>(first)].after;
    const auto edge = std::find_if(after.begin(), after.end(), [&](const Reference& r) { return r.name == cycle[1]; });
    if (edge != after.end()) reader_.problem(edge->line, edge->column, format(_("'after' goes round in a circle: {}"), fmt::join(cycle, " → ")));
    edges.erase(cycle.front());
  }
}

}  // namespace

TopicFile read_topic(const fs::path& directory, std::vector<Problem>& problems) {
  TopicFile out;
  out.topic.directory = directory;
  const std::size_t before = problems.size();
  if (const auto root = read_yaml(directory / "topic.yaml", problems)) TopicReader(directory, problems).read(*root, out);
  out.sound = problems.size() == before;
  return out;
}

std::vector<std::string> find_cycle(const std::map<std::string, Names>& edges) {
  std::set<std::string> done;
  for (const auto& [start, unused] : edges) {
    // Walks depth first with a path of its own rather than by recursion: a list may be long.
    std::vector<std::pair<std::string, std::size_t>> path{{start, 0}};
    while (!path.empty()) {
      auto& [name, next] = path.back();
      const auto found = edges.find(name);
      if (found == edges.end() || done.contains(name) || next == found->second.size()) {
        done.insert(name);
        path.pop_back();
        continue;
      }
      const std::string target = found->second[next++];
      const auto again = std::find_if(path.begin(), path.end(), [&](const auto& step) { return step.first == target; });
      if (again == path.end()) {
        path.emplace_back(target, 0);
        continue;
      }
      Names cycle;
      for (auto step = again; step != path.end(); ++step) cycle.push_back(step->first);
      std::rotate(cycle.begin(), std::min_element(cycle.begin(), cycle.end()), cycle.end());
      return cycle;
    }
  }
  return {};
}

}  // namespace kata::catalog

#include "runner/topics.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/format.h"
#include "base/suggest.h"
#include "base/text.h"
#include "base/words.h"
#include "runner/options.h"

namespace kata::cli {
namespace {

namespace fs = std::filesystem;

}  // namespace

std::optional<ExerciseName> parse_exercise(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == text.npos || slash == 0 || slash + 1 == text.size() || text.find('/', slash + 1) != text.npos) return std::nullopt;
  return ExerciseName{std::string(text.substr(0, slash)), std::string(text.substr(slash + 1))};
}

const catalog::Topic* Topics::find(const std::string& id) {
  if (const catalog::Topic* topic = read_->find(id)) return topic;
  const auto& problems = read_->problems(id);
  if (problems.empty()) return nullptr;
  std::string text = format(_("the topic '{}' has mistakes:"), shown(id));
  for (const catalog::Problem& problem : problems) text += "\n  " + problem_text(problem);
  throw Error(text);
}

bool Topics::knows(const std::string& id) const {
  const std::vector<std::string> ids = catalog::topic_ids(paths_.katas);
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

const catalog::Topic& Topics::topic(const std::string& id) {
  if (const catalog::Topic* topic = find(id)) return *topic;
  throw UsageError(format(_("unknown topic '{}'{}; 'kata list' shows them all"), shown(id), did_you_mean(id, catalog::topic_ids(paths_.katas))));
}

std::string Topics::unknown(const ExerciseName& name) {
  const catalog::Topic* found = find(name.topic);
  if (!found) return format(_("unknown topic '{}'{}; 'kata list' shows them all"), shown(name.topic), did_you_mean(name.topic, catalog::topic_ids(paths_.katas)));
  if (found->find(name.exercise)) return "";
  std::vector<std::string> ids;
  for (const catalog::Exercise& exercise : found->exercises) ids.push_back(exercise.id);
  return format(_("the topic '{}' has no exercise '{}'{}; 'kata list' shows them all"), shown(name.topic), shown(name.exercise), did_you_mean(name.exercise, ids));
}

const catalog::Exercise& Topics::exercise(const ExerciseName& name) {
  if (const std::string why = unknown(name); !why.empty()) throw UsageError(why);
  return *find(name.topic)->find(name.exercise);
}

ExerciseName Topics::parse(const std::string& text) {
  const auto name = parse_exercise(text);
  if (!name) throw UsageError(format(_("'{}' is no exercise: write it as TOPIC/EXERCISE, as 'kata list' shows them"), shown(text)));
  exercise(*name);
  return *name;
}

std::string pick(const catalog::Texts& texts) {
  for (const std::string& wanted : {spoken(), std::string("en")})
    if (const auto found = texts.find(wanted); found != texts.end()) return found->second;
  return texts.empty() ? "" : texts.begin()->second;
}

fs::path pick(const std::map<std::string, fs::path>& paths) {
  for (const std::string& wanted : {spoken(), std::string("en")})
    if (const auto found = paths.find(wanted); found != paths.end()) return found->second;
  return paths.empty() ? fs::path() : paths.begin()->second;
}

std::string language_of(const fs::path& file) {
  const std::string extension = file.extension();
  return extension == ".py" ? "python" : extension == ".cc" ? "cpp" : "";
}

std::string starter_name(const std::string& language) { return language == "cpp" ? "solution.cc" : "solution.py"; }

std::string shown_path(const fs::path& path) {
  std::error_code error;
  const fs::path here = fs::current_path(error);
  const std::string whole = path.string();
  const std::string prefix = here.string() + "/";
  return printable(!error && whole.starts_with(prefix) ? whole.substr(prefix.size()) : whole);
}

std::string problem_text(const catalog::Problem& problem) {
  const std::string name = shown_path(problem.file);
  if (problem.line == 0) return fmt::format("{}: {}", name, problem.what);
  return fmt::format("{}:{}:{}: {}", name, problem.line, problem.column, problem.what);
}

}  // namespace kata::cli

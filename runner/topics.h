// Topics and exercises by the names that people type.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "catalog/topics.h"
#include "session/session.h"

namespace kata::cli {

struct ExerciseName {
  std::string topic, exercise;
  std::string text() const { return topic + "/" + exercise; }
};
// "unpacking/rotate"; nullopt for what isn't two names around one slash.
std::optional<ExerciseName> parse_exercise(std::string_view text);

class Topics {
 public:
  explicit Topics(const Paths& paths) : Topics(paths, std::make_shared<catalog::Topics>(paths.katas)) {}
  Topics(const Paths& paths, std::shared_ptr<catalog::Topics> read) : paths_(paths), read_(std::move(read)) {}

  // Null: there is no such topic. Throws Error with all problems of a topic that is broken.
  const catalog::Topic* find(const std::string& id);
  bool knows(const std::string& id) const;

  // These throw UsageError with a suggestion where there is none.
  const catalog::Topic& topic(const std::string& id);
  const catalog::Exercise& exercise(const ExerciseName& name);
  ExerciseName parse(const std::string& text);   // "unpacking/rotate", of an exercise that there is

  // Why there is no such exercise, with a suggestion; "" where there is one.
  std::string unknown(const ExerciseName& name);

 private:
  const Paths& paths_;
  std::shared_ptr<catalog::Topics> read_;
};

// The text in the language that is spoken, else in English, else any.
std::string pick(const catalog::Texts& texts);
std::filesystem::path pick(const std::map<std::string, std::filesystem::path>& paths);

// "python" for .py, "cpp" for .cc, "" for all else.
std::string language_of(const std::filesystem::path& file);
std::string starter_name(const std::string& language);   // "solution.py"

// The path as short as it is from here.
std::string shown_path(const std::filesystem::path& path);
std::string problem_text(const catalog::Problem& problem);

}  // namespace kata::cli

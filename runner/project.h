// A project that topics are written in: katas/ beside plugins/. All that one command makes in it comes into being together or
// not at all.
#pragma once

#include <filesystem>
#include <string>

#include "runner/command.h"
#include "runner/scaffold.h"
#include "runner/topics.h"

namespace kata::cli {

class Project {
 public:
  // The one around here; with `directory` that, which may be none yet. Throws UsageError where there is none.
  Project(Context& context, const std::string& directory);

  const std::filesystem::path& root() const { return root_; }
  const std::filesystem::path& templates() const { return templates_; }
  NewFiles& files() { return files_; }
  bool has(const std::string& topic) const;

  // These throw UsageError where the name is bad or taken, or there is no such topic; the first makes the project too, and what
  // a topic has besides its exercises.
  void begin_topic(const ExerciseName& name);
  void begin_exercise(const ExerciseName& name);
  // The exercise's entry, into the topic.yaml that is there or a new one.
  void enter(const ExerciseName& name, const std::string& entry);
  // Throws where kata itself would not read it; otherwise it stays.
  void finish(const ExerciseName& name);

  std::string made() const;   // after finish()
  // How to have kata do that in here, the topics being built.
  std::string steps(const std::string& kata) const;

 private:
  void check_topic_id(const std::string& topic) const;
  void make();

  Context& context_;
  std::filesystem::path templates_, root_;
  NewFiles files_;
  std::vector<std::filesystem::path> written_;
};

}  // namespace kata::cli

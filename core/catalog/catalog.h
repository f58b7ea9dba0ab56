// The topics that there are, as plain data read from katas/<topic>/topic.yaml.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kata::catalog {

using Texts = std::map<std::string, std::string>;                    // by locale
using TextLists = std::map<std::string, std::vector<std::string>>;   // by locale

struct Limits {
  std::chrono::milliseconds time{2000};     // CPU; the wall clock may take three times as long
  std::uint64_t memory = 128u << 20;        // bytes
  std::uint32_t processes = 8;
  std::uint32_t files = 32;
};

enum class Level : std::uint8_t { basic, advanced };
enum class Import : std::uint8_t { once, per_test };
enum class Tests : std::uint8_t { compiled, pytest };   // pytest: beside the submission's code, which can tamper with them

struct Exercise {
  std::string id;
  int revision = 1;
  Texts title;
  std::vector<std::string> languages;       // "python", "cpp"
  int difficulty = 1;                       // 1..5
  std::vector<std::string> after;           // ids within the topic
  Limits limits;
  Import import = Import::once;
  Tests tests = Tests::compiled;
  int points = 10;
  bool templates = false;                   // C++: the learner writes templates; the glue is compiled with their file
  TextLists hints;
  std::map<std::string, std::filesystem::path> prompts;    // by locale, absolute
  std::map<std::string, std::filesystem::path> starters;   // by language, absolute
};

struct Topic {
  std::string id;
  Texts title;
  Level level = Level::basic;
  std::vector<std::string> locales;
  std::vector<std::string> after;
  std::string plugin;                       // the library's name without lib and .so
  std::vector<std::string> warm;            // modules that the zygote imports
  std::filesystem::path directory;          // absolute
  std::vector<Exercise> exercises;

  const Exercise* find(std::string_view exercise) const;   // null: no such one
  std::vector<std::string> warm_for(const Exercise& exercise) const;   // and what its tests need
};

// One mistake in a file: "katas/sets/topic.yaml:14:7: unknown key 'dificulty' (did you mean 'difficulty'?)".
struct Problem {
  std::filesystem::path file;
  int line = 0;                             // from 1; 0: the whole file
  int column = 0;
  std::string what;
  std::string text() const;
};
std::string text_of(const std::vector<Problem>& problems);   // one a line

struct Catalog {
  std::vector<Topic> topics;                // sound ones only, in path order (`after`), then by id
  std::vector<Problem> problems;            // of all others
  const Topic* find(std::string_view topic) const;
};

// Reads every topic below the given folders; one bad topic doesn't hide the others. Never throws for bad YAML.
Catalog load(const std::vector<std::filesystem::path>& roots);
// Reads one topic's folder only: the quick way for commands that name their exercise.
Catalog load_topic(const std::vector<std::filesystem::path>& roots, std::string_view id);
// Ids of all topic folders, unread.
std::vector<std::string> topic_ids(const std::vector<std::filesystem::path>& roots);

}  // namespace kata::catalog

// The keys of topic.yaml and of a topic's tests: the one table that the loaders read by and that the JSON Schemas for
// editors are made of.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kata::catalog {

enum class Shape : std::uint8_t {
  version,      // 1
  id,
  texts,        // one in each locale
  text_lists,   // `most` of them in each locale
  locales,
  words,        // a list of ids
  modules,      // a list of names of Python modules
  one_of,       // of `words`
  some_of,      // a list of `words`, one at least
  integer,      // from `least` to `most`
  boolean,
  duration,
  bytes,
  limits,       // a map of kLimitKeys
  exercises,    // a list of maps of kExerciseKeys, one at least
  text,
  python,       // a Python literal, or a matcher with such
  expression,   // a call, an exception, an attribute
  name,
  steps,        // a list of maps of kStepKeys, one at least
  generate,     // a map of kGenerateKeys
  generators,   // a map of names to generators
};

struct Key {
  std::string name;
  Shape shape;
  bool required;
  const char* help;                      // N_()
  std::int64_t least = 0, most = 0;
  std::vector<std::string> words = {};
};

extern const std::vector<Key> kTopicKeys, kExerciseKeys, kLimitKeys;
// What is said of each test, in C++ (tests/<exercise>.titles.yaml) and in a table (tests/<exercise>.yaml); what a table says
// besides; and the maps in it.
extern const std::vector<Key> kTestKeys, kCaseKeys, kStepKeys, kGenerateKeys;
// Beside the tests, in both files: what kata verify needn't ask of their inputs.
inline constexpr const char* kInputs = "inputs";
extern const std::vector<Key> kInputsKeys;
const Key& key_of(std::span<const Key> keys, std::string_view name);

// The JSON Schema (draft 2020-12) of topic.yaml, explained in the language that is spoken. What it can't say: that ids differ and `after` names some, that texts are
// there for the declared locales and in no others, and that files are there.
std::string topic_schema();
// The same of a table of tests. What it can't say: which Python is one, what names there are, and what goes with what language.
std::string tests_schema();

}  // namespace kata::catalog

// The keys of topic.yaml: the one table that the loader reads by and that the JSON Schema for editors is made of.
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
const Key& key_of(std::span<const Key> keys, std::string_view name);

// The JSON Schema (draft 2020-12) of topic.yaml, explained in the language that is spoken. What it can't say: that ids differ and `after` names some, that texts are
// there for the declared locales and in no others, and that files are there.
std::string topic_schema();

}  // namespace kata::catalog

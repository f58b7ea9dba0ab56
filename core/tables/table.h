// Hidden tests without C++: plugins/<topic>/tests/<exercise>.yaml, and what people read of each test, which such a table
// and tests/<exercise>.titles.yaml have in common.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/catalog.h"
#include "tables/expression.h"

namespace kata::tables {

// What is said of one test.
struct Entry {
  std::string name;
  int line = 0, column = 0;             // of the name
  std::string kind = "answer";
  bool sample = false;
  std::string group;
  std::vector<std::string> languages;   // empty: all of the exercise
  catalog::Texts title, hint;
};

// One call, attribute or probe, and what has to come of it.
struct Step {
  enum class Kind : std::uint8_t { call, get, probe };
  Kind kind = Kind::call;
  Expression target;                    // call, get
  bool awaited = false;                 // call: inside asyncio.run
  std::string code;                     // probe
  std::string as;                       // the name of the object that it makes
  std::optional<Expression> gives;      // returns, observes
  std::optional<Expression> raises;
  std::optional<Expression> prints;
};

// Random inputs, frozen when the topic is built, with what the reference gives for them.
struct Generate {
  int count = 0;
  std::vector<std::pair<std::string, Expression>> args;   // by their names in the call
  std::string compare = "equal";                          // equal, near, in_any_order
  int line = 0, column = 0;
};

struct Case {
  Entry entry;
  std::vector<Step> steps;
  std::optional<Generate> generate;     // then there is one step, a call
};

// What a file is read against.
struct Place {
  std::vector<std::string> locales;
  std::vector<std::string> languages;   // of the exercise
};

// Both note each mistake with its place and read on. `text` is the file's content.
std::vector<Case> read_table(const std::filesystem::path& file, std::string_view text, const Place& place,
                             std::vector<catalog::Problem>& problems);
std::vector<Entry> read_titles(const std::filesystem::path& file, std::string_view text, const Place& place,
                               std::vector<catalog::Problem>& problems);

}  // namespace kata::tables

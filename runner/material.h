// An exercise that somebody already has, as files for pytest or as Exercism's: which of them is what.
#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace kata::cli {

struct Material {
  std::string imported;                          // what the tests import: "two_fer", "shop.cart"
  std::filesystem::path stub, reference;
  std::map<std::string, std::filesystem::path> suite;   // tests, helpers and data, by their paths below it
  std::string task;                              // Markdown, of headings "##" at most; empty: nobody wrote any
  std::string id() const;                        // of the exercise: "cart"
};

// All of these throw UsageError that says what is missing or too much.

// Every file that is no stub, no reference and no README.md belongs to the suite. Of `stub` and `reference`, paths from
// here, an empty one is found by its name: NAME.py, and NAME.py in solution/ or reference/, NAME_solution.py or
// NAME_reference.py.
Material read_pytest(const std::filesystem::path& directory, const std::string& stub, const std::string& reference);

// By .meta/config.json alone: the folder's name and its other files say nothing.
Material read_exercism(const std::filesystem::path& directory);

}  // namespace kata::cli

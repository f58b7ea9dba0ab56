// What is said of tests for `kata verify`, in plugins/<topic>/tests/<exercise>.titles.yaml or in its table, <exercise>.yaml.
// The rest is compiled into the topic's library (core/tables/).
#pragma once

#include <map>
#include <string>

#include "catalog/catalog.h"

namespace kata::verify {

struct Excuses {
  std::map<std::string, std::string> stays;          // by test: why it is there though others find all that it finds
  std::map<std::string, std::string> accepts_junk;   // by test: why it looks at no answer
  std::map<std::string, std::string> inputs;         // of the exercise, by kInputsKeys: why the tests don't give such
};

Excuses read_excuses(const catalog::Topic& topic, const std::string& exercise);

}  // namespace kata::verify

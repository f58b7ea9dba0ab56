// One of everything that a report can hold, for the approved texts.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace kata::report {

struct Sample {
  std::string name;                       // of its file in approved/
  std::function<std::string()> text;      // in the language that is spoken when it is called
};

std::vector<Sample> samples();

}  // namespace kata::report

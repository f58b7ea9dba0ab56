// The solutions of an exercise as they lie in plugins/<topic>/solutions/<exercise>. Thread-safe.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "catalog/catalog.h"
#include "session/session.h"
#include "verify/finding.h"
#include "verify/promise.h"

namespace kata::verify {

struct Solution {
  Submission submission;      // named as its file is
  Promise promise;
};

// Where the solutions and hidden tests of a topic are: the folder plugins/<topic> beside katas/.
std::filesystem::path author_folder(const catalog::Topic& topic);

// All of one language, the starter last, by name otherwise. What has a strange name or first line, and what is missing (a
// reference, another right one, three wrong ones, a bypass and a decoy are the least), goes to `findings`.
std::vector<Solution> find_solutions(const catalog::Topic& topic, const catalog::Exercise& exercise, const std::string& language,
                                     std::vector<Finding>& findings);

// The file of a solution that carries its first line; empty where it is of another language.
std::filesystem::path head_of(const std::filesystem::path& solution, const std::string& language);

}  // namespace kata::verify

// What people read of a topic, and its files. The checks are the helper's (helper/texts.py). Thread-safe.
#pragma once

#include <string>
#include <vector>

#include "catalog/catalog.h"
#include "kata/plugin.h"
#include "verify/finding.h"
#include "verify/helper.h"

namespace kata::verify {

struct TextsJob {
  const catalog::Topic& topic;
  const std::vector<TestInfo>& tests;   // of the topic's library
  std::string exercise;                 // only this one; empty: all, and the topic's files
  // Writes down, in plugins/<topic>/translations, that the languages of each text say the same now.
  bool record = false;
};

std::vector<Finding> check_texts(const TextsJob& job, const Helper& helper);

}  // namespace kata::verify

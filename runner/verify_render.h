// What `kata verify` found, as text and as JSON.
#pragma once

#include <string>
#include <vector>

#include "runner/output.h"
#include "runner/render.h"
#include "verify/verify.h"

namespace kata::cli {

struct TopicProof {
  std::string topic;
  std::vector<verify::LanguageReport> exercises;
  std::vector<verify::Finding> findings;      // of the topic as a whole and its texts
};

// A line of the table and what was found, as soon as an exercise is done.
std::string render(const verify::LanguageReport& report, const Look& look);
std::string render(const verify::Finding& finding, const Look& look);
std::string render_sum(const TopicProof& proof, const Look& look);
// "[█████·····] unpacking/rotate python: mutants 12 of 40"
std::string render_bar(const std::string& about, const char* stage, std::size_t done, std::size_t all, int columns);
std::string table_head(const Look& look);

std::string to_json(const std::vector<TopicProof>& proofs);
bool proved(const TopicProof& proof);

}  // namespace kata::cli

// One topic's folder: topic.yaml and the files that it promises.
#pragma once

#include <filesystem>
#include <vector>

#include "catalog/catalog.h"
#include "catalog/reader.h"

namespace kata::catalog {

struct TopicFile {
  Topic topic;                    // as far as it could be read
  std::vector<Reference> after;   // topic.after with its places
  bool sound = false;             // nothing is wrong
};

// Reads <directory>/topic.yaml; each mistake goes to `problems`.
TopicFile read_topic(const std::filesystem::path& directory, std::vector<Problem>& problems);

// The names on a circle of `after`, each once, from the smallest; empty where there is none. Names that `edges` doesn't
// know are passed over.
std::vector<std::string> find_cycle(const std::map<std::string, std::vector<std::string>>& edges);

}  // namespace kata::catalog

#include "catalog/topics.h"

namespace kata::catalog {

const Topic* Topics::find(const std::string& id) {
  const Catalog& found = read(id);
  return found.topics.empty() ? nullptr : &found.topics.front();
}

const Catalog& Topics::read(const std::string& id) {
  const auto [entry, added] = read_.try_emplace(id);
  if (added) entry->second = load_topic(roots_, id);
  return entry->second;
}

}  // namespace kata::catalog

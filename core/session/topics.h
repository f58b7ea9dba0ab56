// The topics that a session has met, each read once. Thread rule: one thread.
#pragma once

#include <map>
#include <string>

#include "catalog/catalog.h"
#include "session/session.h"

namespace kata {

class Topics {
 public:
  explicit Topics(const Paths& paths) : paths_(paths) {}
  // Null: there is none; problem() says why where its file is faulty.
  const catalog::Topic* find(const std::string& id) { return read(id).find(id); }
  std::string problem(const std::string& id) {
    std::string text;
    for (const auto& problem : read(id).problems) text += (text.empty() ? "" : "\n") + problem.text();
    return text;
  }

 private:
  const catalog::Catalog& read(const std::string& id) {
    const auto found = read_.find(id);
    return found != read_.end() ? found->second : read_.emplace(id, catalog::load_topic(paths_.katas, id)).first->second;
  }

  const Paths& paths_;
  std::map<std::string, catalog::Catalog> read_;
};

}  // namespace kata

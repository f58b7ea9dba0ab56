// The topics that were asked for by name, each read once; shared by whoever needs the same ones. Thread rule: one thread.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "catalog/catalog.h"

namespace kata::catalog {

class Topics {
 public:
  explicit Topics(std::vector<std::filesystem::path> roots) : roots_(std::move(roots)) {}
  // Null: there is none; problems() says why where its file is faulty.
  const Topic* find(const std::string& id);
  const std::vector<Problem>& problems(const std::string& id) { return read(id).problems; }

 private:
  const Catalog& read(const std::string& id);

  std::vector<std::filesystem::path> roots_;
  std::map<std::string, Catalog> read_;
};

}  // namespace kata::catalog

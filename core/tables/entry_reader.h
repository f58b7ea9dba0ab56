// What a table and a file of titles say of each test, read. Thread rule: one thread.
#pragma once

#include <span>

#include "catalog/reader.h"
#include "tables/table.h"

namespace kata::tables {

class EntryReader {
 public:
  EntryReader(const std::filesystem::path& file, const Place& place, std::vector<catalog::Problem>& problems)
      : reader_(file, problems), place_(place) {}

  // Calls `read` with each test's name and what is said of it.
  template <class Read> void each(const catalog::Node& root, Read read) {
    if (!check_root(root)) return;
    for (std::size_t i = 0; i < root.keys.size(); ++i) {
      if (root.keys[i].text == catalog::kInputs) {
        check_inputs(root.items[i]);
        continue;
      }
      check_name(root.keys[i]);
      read(root.keys[i], root.items[i]);
    }
  }
  // False: what is said of it is no map.
  bool entry(const catalog::Node& name, const catalog::Node& node, std::span<const catalog::Key> keys, Entry& out);

 protected:
  catalog::Reader reader_;
  const Place& place_;

 private:
  bool check_root(const catalog::Node& root);
  void check_name(const catalog::Node& name);
  void check_inputs(const catalog::Node& node);
  void languages(const catalog::Node& node, const std::vector<std::string>& known, Entry& out);
};

}  // namespace kata::tables

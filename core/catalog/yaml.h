// A YAML file as a tree in which every node knows where it stands. The one place that knows yaml-cpp is yaml.cc.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.h"

namespace kata::catalog {

struct Node {
  enum class Kind : std::uint8_t { null, scalar, list, map };
  Kind kind = Kind::null;
  std::string text;          // scalar
  bool quoted = false;       // scalar: was written in quotes or as a block, so "12" is a text
  int line = 0, column = 0;  // from 1
  std::size_t offset = 0;    // bytes of the file before it
  std::vector<Node> keys;    // map: keys[i] belongs to items[i]; the first of duplicate keys only
  std::vector<Node> items;   // list and map

  // The value of a key; null where there is none.
  const Node* find(std::string_view key) const;
};

// What a file may hold: more is a mistake or an attack. Anchors and aliases are refused, so nothing multiplies.
inline constexpr std::size_t kMaxYamlBytes = 1u << 20;
inline constexpr int kMaxYamlDepth = 16;
inline constexpr int kMaxYamlNodes = 50'000;

// Parses one document. Every mistake goes to `problems` (syntax, duplicate keys, anchors, a second document, a file that is
// empty or no text); nullopt where no tree is left. Never throws. `text` may be hostile.
std::optional<Node> parse_yaml(const std::filesystem::path& file, std::string_view text, std::vector<Problem>& problems);
// The same for a file; one that can't be read is a problem too.
std::optional<Node> read_yaml(const std::filesystem::path& file, std::vector<Problem>& problems);

}  // namespace kata::catalog

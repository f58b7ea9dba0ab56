// Reads values of a YAML tree, noting each mistake with its place and reading on.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/keys.h"
#include "catalog/yaml.h"

namespace kata::catalog {

// A name that another place must define.
struct Reference {
  std::string name;
  int line = 0, column = 0;
};

// Why a name is no id, of `what`; "" where it is one.
std::string id_mistake(std::string_view name, std::string_view what);
std::string exercise_id_mistake(std::string_view name, std::string_view what);
using IdMistake = std::string (*)(std::string_view name, std::string_view what);

class Reader {
 public:
  Reader(std::filesystem::path file, std::vector<Problem>& problems) : file_(std::move(file)), problems_(problems) {}

  void problem(const Node& at, std::string what) { problem(at.line, at.column, std::move(what)); }
  void problem(int line, int column, std::string what) { problems_.push_back({file_, line, column, std::move(what)}); }

  // False, with a problem, for what is no map. Each key that isn't among `keys` is a problem, and so is a required one that
  // is missing.
  bool map(const Node& node, std::string_view what, std::span<const Key> keys);

  // Each returns nullopt after noting why. `what` names the value: "title", "limits.time".
  std::optional<std::string> text(const Node& node, std::string_view what);
  std::optional<std::int64_t> integer(const Node& node, std::string_view what, const Key& key);
  std::optional<bool> boolean(const Node& node, std::string_view what);
  std::optional<std::string> id(const Node& node, std::string_view what, IdMistake mistake_of = id_mistake);
  std::optional<std::string> one_of(const Node& node, std::string_view what, std::span<const std::string> allowed);

  // The texts of a list; those that are wrong are left out, each with a problem, and so is the second of two equal ones.
  std::vector<Reference> texts(const Node& node, std::string_view what);
  // One text in each of `locales`, and in no other.
  Texts translated(const Node& node, std::string_view what, std::span<const std::string> locales);
  // A list of `count` texts in each of `locales`.
  TextLists translated_lists(const Node& node, std::string_view what, std::span<const std::string> locales, std::size_t count);

 private:
  bool locales_map(const Node& node, std::string_view what, std::span<const std::string> locales);

  std::filesystem::path file_;
  std::vector<Problem>& problems_;
};

}  // namespace kata::catalog

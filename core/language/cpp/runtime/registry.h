// Everything that the glue exported. Filled while the program starts, read-only afterwards.
#pragma once

#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "kata/cpp/export.h"

namespace kata::cpp {

struct Registry {
  std::map<std::string, std::vector<Callable>, std::less<>> functions;
  std::map<std::string, Value (*)(), std::less<>> values;
  std::deque<ClassInfo> classes;   // a deque: what add_class() returned stays where it is

  const ClassInfo* find_class(std::string_view name) const;
  std::vector<std::string> names() const;
};
Registry& registry();
const ClassInfo* class_info(const std::type_info& type);   // null: not exported

ObjectRef object_of(std::uint64_t handle);                 // empty: no such handle

// The names closest to what was asked, at most three.
std::vector<std::string> near_names(std::string_view name, const std::vector<std::string>& names);

}  // namespace kata::cpp

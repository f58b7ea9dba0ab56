#include "language/cpp/runtime/registry.h"

#include <algorithm>
#include <numeric>

namespace kata::cpp {

Registry& registry() {
  static Registry registry;
  return registry;
}

void add_function(Callable callable) { registry().functions[callable.name].push_back(std::move(callable)); }
void add_value(std::string name, Value (*value)()) { registry().values[std::move(name)] = value; }
ClassInfo& add_class(std::string name, const std::type_info& type) {
  return registry().classes.emplace_back(ClassInfo{.name = std::move(name), .type = &type});
}

const ClassInfo* Registry::find_class(std::string_view name) const {
  const auto found = std::find_if(classes.begin(), classes.end(), [&](const ClassInfo& one) { return one.name == name; });
  return found == classes.end() ? nullptr : &*found;
}

const ClassInfo* class_info(const std::type_info& type) {
  const auto& classes = registry().classes;
  const auto found = std::find_if(classes.begin(), classes.end(), [&](const ClassInfo& one) { return *one.type == type; });
  return found == classes.end() ? nullptr : &*found;
}

std::vector<std::string> Registry::names() const {
  std::vector<std::string> out;
  for (const auto& [name, callables] : functions) out.push_back(name);
  for (const auto& [name, value] : values) out.push_back(name);
  for (const auto& one : classes) out.push_back(one.name);
  return out;
}

namespace {

std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (const char letter : a) {
    std::size_t before = row[0]++;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t changed = before + (letter == b[j] ? 0 : 1);
      before = row[j + 1];
      row[j + 1] = std::min({changed, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

}  // namespace

std::vector<std::string> near_names(std::string_view name, const std::vector<std::string>& names) {
  std::vector<std::pair<std::size_t, std::string>> near;
  for (const auto& one : names) {
    const bool begun = name.size() >= 3 && one.starts_with(name);   // "rot" for "rotate"
    if (const auto far = distance(name, one); begun || far <= std::max<std::size_t>(1, name.size() / 3)) near.emplace_back(far, one);
  }
  std::sort(near.begin(), near.end());
  if (near.size() > 3) near.resize(3);
  std::vector<std::string> out;
  out.reserve(near.size());
  for (auto& [far, one] : near) out.push_back(std::move(one));
  return out;
}

// ---- arguments ----

namespace {

std::string counted(std::size_t number, const char* what) {
  return std::to_string(number) + " " + what + (number == 1 ? "" : "s");
}

}  // namespace

Arguments::Arguments(std::string function, std::span<const Value> positional, const Keywords& keywords,
                     std::span<const char* const> names, std::size_t count)
    : function_(std::move(function)), names_(names), values_(count) {
  if (positional.size() > count)
    throw TypeError{function_ + "() takes " + counted(count, "argument") + ", and the call has " + std::to_string(positional.size())};
  for (std::size_t i = 0; i < positional.size(); ++i) values_[i] = &positional[i];
  for (const auto& [name, value] : keywords) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) throw TypeError{function_ + "() has no parameter '" + name + "'"};
    const auto index = static_cast<std::size_t>(found - names.begin());
    if (values_[index] != nullptr) throw TypeError{function_ + "() got two values for '" + name + "'"};
    values_[index] = &value;
  }
  const auto given = static_cast<std::size_t>(std::count_if(values_.begin(), values_.end(), [](const Value* v) { return v != nullptr; }));
  if (given < count)
    throw TypeError{function_ + "() takes " + counted(count, "argument") + ", and the call has " + std::to_string(given)};
}

void Arguments::refuse(std::size_t index, const WrongType& wrong) const {
  const std::string parameter = index < names_.size() ? "'" + std::string(names_[index]) + "'" : std::to_string(index + 1);
  const std::string place = wrong.where.empty() ? "" : " at " + wrong.where;
  throw TypeError{function_ + "(): parameter " + parameter + place + " is " + wrong.wanted + ", and the call has " + wrong.got};
}

}  // namespace kata::cpp

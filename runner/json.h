// Writes JSON, two spaces an indent. What is no UTF-8 in a text is spelled out (\xff), so the result always is.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kata::cli {

class Json {
 public:
  Json& object();
  Json& list();
  Json& end();                        // of the innermost object or list
  Json& key(std::string_view name);
  Json& value(std::string_view text);
  Json& value(const char* text) { return value(std::string_view(text)); }
  Json& value(bool yes) { return raw(yes ? "true" : "false"); }
  Json& value(std::int64_t number) { return raw(std::to_string(number)); }
  Json& value(std::uint64_t number) { return raw(std::to_string(number)); }
  Json& value(int number) { return raw(std::to_string(number)); }
  Json& value(double number);
  template <class T>
  Json& field(std::string_view name, const T& content) { return key(name).value(content); }
  Json& field(std::string_view name, const std::vector<std::string>& texts);

  std::string take();                 // ends in a line feed

 private:
  struct Level { char close; bool empty = true; };
  void separate();
  Json& open(char opening, char closing);
  Json& raw(std::string_view text);

  std::string out_;
  std::vector<Level> levels_;
  bool after_key_ = false;
};

}  // namespace kata::cli

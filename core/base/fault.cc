#include "base/fault.h"

#include <optional>

namespace kata {

namespace {

// The text with an argument for each {}; nullopt where there are too few. No format of fmt's: the text may come from a process
// that is no longer to be trusted, and a width would take as much memory as it says.
std::optional<std::string> filled(std::string_view text, const std::vector<std::string>& arguments) {
  std::string out;
  auto argument = arguments.begin();
  for (auto field = text.find("{}"); field != text.npos; field = text.find("{}")) {
    if (argument == arguments.end()) return std::nullopt;
    out += text.substr(0, field);
    out += *argument++;
    text.remove_prefix(field + 2);
  }
  return out += text;
}

}  // namespace

std::string words(const Fault& fault) {
  if (!fault) return "";
  const std::string out = filled(_(fault.text.c_str()), fault.arguments).value_or(fault.text);
  return fault.cause.empty() ? out : out + ": " + fault.cause;
}

std::string pack(const Fault& fault) {
  std::string packed = fault.text + '\0' + fault.cause;
  for (const std::string& argument : fault.arguments) packed += '\0' + argument;
  return packed;
}

Fault unpack(std::string_view packed) {
  std::vector<std::string> parts;
  for (std::size_t end; (end = packed.find('\0')) != packed.npos; packed.remove_prefix(end + 1)) parts.emplace_back(packed.substr(0, end));
  parts.emplace_back(packed);
  if (parts.size() == 1) return packed.empty() ? Fault{} : as_it_is(parts[0]);
  return {.text = parts[0], .arguments = {parts.begin() + 2, parts.end()}, .cause = parts[1]};
}

}  // namespace kata

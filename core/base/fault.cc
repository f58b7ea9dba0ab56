#include "base/fault.h"

#include <fmt/args.h>
#include <fmt/format.h>

namespace kata {

std::string words(const Fault& fault) {
  if (!fault) return "";
  fmt::dynamic_format_arg_store<fmt::format_context> arguments;
  for (const std::string& argument : fault.arguments) arguments.push_back(std::string_view(argument));
  std::string out;
  try {
    out = fmt::vformat(_(fault.text.c_str()), arguments);
  } catch (const fmt::format_error&) {   // from a process that is no longer to be trusted
    out = fault.text;
  }
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

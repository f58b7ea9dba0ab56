#include "verify/mutant.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.h"
#include "base/sha256.h"

namespace kata::verify {
namespace {

struct Range {
  std::size_t begin, end;
};

// The whole lines that the mutant touches.
Range lines_of(const Mutant& mutant, std::string_view source) {
  const std::size_t before = mutant.begin == 0 ? source.npos : source.rfind('\n', mutant.begin - 1);
  const std::size_t last = std::max(mutant.begin, mutant.end > mutant.begin && source[mutant.end - 1] == '\n' ? mutant.end - 1 : mutant.end);
  const std::size_t after = source.find('\n', last);
  return {before == source.npos ? 0 : before + 1, after == source.npos ? source.size() : after};
}

std::string with_sign(std::string_view text, char sign) {
  std::string out;
  for (const std::string_view line : split_lines(text)) out += fmt::format("{} {}\n", sign, line);
  return out;
}

}  // namespace

std::string mutated(const Mutant& mutant, std::string_view source) {
  return std::string(source.substr(0, mutant.begin)) + mutant.text + std::string(source.substr(mutant.end));
}

int line_of(const Mutant& mutant, std::string_view source) {
  return 1 + static_cast<int>(std::count(source.begin(), source.begin() + static_cast<std::ptrdiff_t>(mutant.begin), '\n'));
}

std::string diff(const Mutant& mutant, std::string_view source) {
  const Range lines = lines_of(mutant, source);
  const std::string changed = mutated(mutant, source);
  const std::size_t end = lines.end + changed.size() - source.size();
  return with_sign(source.substr(lines.begin, lines.end - lines.begin), '-') +
         with_sign(std::string_view(changed).substr(lines.begin, end - lines.begin), '+');
}

void name_mutants(std::vector<Mutant>& mutants, std::string_view source) {
  std::map<std::string, int> seen;
  for (Mutant& mutant : mutants) {
    const Range lines = lines_of(mutant, source);
    const std::string_view text = source.substr(lines.begin, lines.end - lines.begin);
    const std::string place = fmt::format("{}\n{}\n{} {}\n{}", mutant.where, text, mutant.begin - lines.begin, mutant.end - mutant.begin, mutant.text);
    mutant.key = sha256(fmt::format("{}\n{}", place, seen[place]++)).substr(0, 8);
  }
}

}  // namespace kata::verify

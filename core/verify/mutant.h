// One small change of a reference that its tests should notice. Thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kata::verify {

struct Mutant {
  std::string kind;               // comparison, arithmetic, constant, string, condition, logic, return, statement, …
  std::size_t begin = 0, end = 0; // bytes of the source that are replaced
  std::string text;               // by this
  std::string where;              // the function
  std::string key;                // eight hexadecimal digits; set by name_mutants()
};

std::string mutated(const Mutant& mutant, std::string_view source);
int line_of(const Mutant& mutant, std::string_view source);   // from 1

// "12: kind\n- old line\n+ new line"
std::string diff(const Mutant& mutant, std::string_view source);

// A key tells a mutant by its function, the text of its lines and the change, so that it stays the same when code
// elsewhere moves and goes stale when the mutated place itself changes.
void name_mutants(std::vector<Mutant>& mutants, std::string_view source);

}  // namespace kata::verify

// The inputs of a case with `generate`, and what the reference gives for them. Thread rule: one thread.
#pragma once

#include <filesystem>

#include "session/session.h"
#include "tables/source.h"

namespace kata::tables {

inline constexpr int kFrozenSeeds = 5;   // kata verify's five further seeds then meet each of them

// At most Generate::count calls as text, each once, the simplest first.
std::vector<std::string> draw_calls(const Case& one, std::uint64_t seed);

// Asks the reference in a box. Its mistakes, which are the author's, go to `problems` at the place of `generate`.
class Oracle {
 public:
  Oracle(Session& session, Submission reference, std::filesystem::path table, std::vector<catalog::Problem>& problems)
      : session_(session), reference_(std::move(reference)), table_(std::move(table)), problems_(problems) {}

  FrozenSets sets(const Case& one);

 private:
  bool answer(const Case& one, const std::vector<std::string>& calls, std::vector<Frozen>& out);
  void problem(const Case& one, std::string what);

  Session& session_;
  Submission reference_;
  std::filesystem::path table_;
  std::vector<catalog::Problem>& problems_;
};

}  // namespace kata::tables

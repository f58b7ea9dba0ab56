// What the first line of a solution says of it, and whether a report keeps that promise.
//
//   # reference
//   # also: takes the first item off the stream, then the rest
//   # wrong: drops the last item; rejected by: KeepsEveryItem
//   # bypass: sequential awaits; rejected by: RunsTogether
//
// In C++ with // in the place of #.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/fault.h"
#include "report/report.h"

namespace kata::verify {

struct Promise {
  enum class Kind : std::uint8_t { reference, also, wrong, bypass, starter };
  Kind kind = Kind::reference;
  std::string about;         // what is different, or the misconception
  std::string rejected_by;   // wrong, bypass: the test that finds it
};

// Nullopt: the line says nothing that we know. A wrong and a bypass name their test.
std::optional<Promise> read_promise(std::string_view first_line);
// The kind that a file's name tells: "also_deque.py" → also. Nullopt for a strange name.
std::optional<Promise::Kind> kind_of_name(std::string_view file_name);

// What is not as promised, a sentence each; empty: all is.
//   reference, also   every test passes
//   wrong             a test passes, the named one does not
//   bypass            every answer test passes, the named one is about technique and does not
//   starter           loads, and a test fails
std::vector<Fault> broken(const Promise& promise, const report::SubmissionReport& report);

}  // namespace kata::verify

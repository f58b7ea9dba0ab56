// From the compiler's and the linker's text to the learner's own lines. The text may be huge, cut off anywhere and, as
// learners choose what #error says, hostile: it is read line by line, bounded, and never believed to be anything but text.
//
// g++ -fdiagnostics-format=json was tried first: g++ 12 leaves out where a template was instantiated from, so an error
// inside std::sort has no line of the learner's, and what is cut off is no JSON.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "report/report.h"

namespace kata::cpp {

using Diagnostic = report::LoadReport::Diagnostic;
using Sources = std::map<std::string, std::string>;   // paths below the submission and their contents

inline constexpr std::size_t kMostDiagnostics = 20;

// The levels are the compiler's: "error", "warning", "note"; and, found by the linker, with a declaration as their text:
//   "undefined"   the file never defines what solution.h declares
//   "different"   it defines something of that name, but not what is declared: other parameters, another namespace, static
//   "twice"       it is defined more than once
struct Reading {
  std::vector<Diagnostic> diagnostics;   // errors first, each with its notes; warnings only where there is no error
  std::string text;                      // the whole, with the box's paths taken out
};

// Diagnostics of another file than solution.cc carry its name. Line 0: no line of the learner's.
Reading read_compiler_output(std::string_view text, const Sources& files);

}  // namespace kata::cpp

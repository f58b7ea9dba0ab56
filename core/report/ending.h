// How the processes of a submission ended, in a sentence.
#pragma once

#include <string>

#include "report/report.h"
#include "report/spelling.h"

namespace kata::report {

struct Ending {
  TestVerdict verdict = TestVerdict::passed;
  Source source = Source::python;
  bool loading = false;      // before any test
  bool waiting = false;      // timed_out, blocked_loop: it was asleep
  int signal = 0, exit_code = 0;
  std::string syscall;
};

// What happened and what to look for; "" for a verdict that tells of no end.
std::string sentence(const Ending& ending);

// Adds a paragraph of its own, where there is text.
void paragraph(std::string& out, std::string_view text);

}  // namespace kata::report

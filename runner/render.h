// Reports as text for a terminal or a pipe.
#pragma once

#include <string>
#include <vector>

#include "report/report.h"
#include "runner/output.h"

namespace kata::cli {

struct Look {
  Style style;
  int columns = 80;
  std::size_t most_messages = 1000;   // of failed tests; the others are a line each
};

// One submission with each of its tests.
std::string render(const report::SubmissionReport& report, const Look& look);
// Many, a line each, and a summary.
std::string render_table(const std::vector<report::SubmissionReport>& reports, const Look& look);
// "[3/120] anna/unpacking/rotate  7 of 10 tests passed"
std::string render_progress(const report::SubmissionReport& report, std::size_t done, std::size_t all, const Look& look);
// Marks, names and colours wrapped: a long message under a title.
std::string render_message(std::string_view message, int indent, int columns);

// What is said of an exercise whose tests can be tampered with.
std::string in_process_text();

int exit_code(const std::vector<report::SubmissionReport>& reports);

}  // namespace kata::cli

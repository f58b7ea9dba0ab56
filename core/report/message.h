// Results in people's words, in the language that kata speaks (base/words.h). Texts are plain: UTF-8, several lines, no
// colour, safe to print whatever the submission put into them.
#pragma once

#include <string>

#include "report/report.h"

namespace kata::report {

// What a reader needs to know besides the result itself.
struct MessageContext {
  std::string language = "python";   // of the submission
  bool answers_right = false;        // every answer test passed, so a technique failure is only that
  std::string printed = {};          // by the test that a mismatch is of
};

// Why an expectation does not hold: the call, what came back, what was expected, where they differ.
std::string message(const Mismatch& mismatch, const MessageContext& context);
// Why a test did not pass and what to try; "" for one that passed.
std::string message(const TestReport& test, const MessageContext& context);
// Why a submission did not reach its tests, and what to try.
std::string message(const LoadReport& load, const std::string& language);

// The context of the tests of a submission.
MessageContext context_of(const SubmissionReport& submission);

}  // namespace kata::report

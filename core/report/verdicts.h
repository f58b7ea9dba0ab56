// What verdicts, tests and amounts are called in the language that kata speaks (base/words.h).
#pragma once

#include <cstdint>
#include <string>

#include "report/report.h"

namespace kata::report {

std::string words(TestVerdict verdict);         // "timed out"
std::string words(SubmissionVerdict verdict);   // "does not compile"

// In the language that is spoken, else in English, else any; "" where there is none.
std::string pick(const Texts& texts);
std::string title(const TestInfo& test);        // never a name of code: without a title, "Test"
std::string seconds(double number);             // "2 s"
std::string milliseconds(std::int64_t microseconds);  // "3.4 ms"
std::string size(std::uint64_t bytes);          // "128 MiB"
std::string signal_name(int signal);            // "SIGSEGV"

}  // namespace kata::report

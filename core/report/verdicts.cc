#include "report/verdicts.h"

#include <fmt/format.h>

#include <cstring>

#include "base/format.h"
#include "base/words.h"

namespace kata::report {

std::string words(TestVerdict verdict) {
  switch (verdict) {
    case TestVerdict::passed: return _("passed");
    case TestVerdict::failed: return _("failed");
    case TestVerdict::raised: return _("raised an exception");
    case TestVerdict::timed_out: return _("timed out");
    case TestVerdict::out_of_memory: return _("out of memory");
    case TestVerdict::too_much_output: return _("too much output");
    case TestVerdict::crashed: return _("crashed");
    case TestVerdict::ended_early: return _("ended early");
    case TestVerdict::forbidden: return _("forbidden");
    case TestVerdict::blocked_loop: return _("blocked the event loop");
    case TestVerdict::broken_channel: return _("incomplete answer");
    case TestVerdict::skipped: return _("skipped");
  }
  return {};
}

std::string words(SubmissionVerdict verdict) {
  switch (verdict) {
    case SubmissionVerdict::graded: return _("graded");
    case SubmissionVerdict::does_not_compile: return _("does not compile");
    case SubmissionVerdict::does_not_import: return _("does not import");
    case SubmissionVerdict::not_a_submission: return _("not a submission");
    case SubmissionVerdict::internal_error: return _("internal error, not graded");
  }
  return {};
}

std::string pick(const Texts& texts) {
  for (const std::string& wanted : {spoken(), std::string("en")})
    for (const auto& [locale, text] : texts)
      if (locale == wanted) return text;
  return texts.empty() ? "" : texts.front().second;
}

std::string title(const TestInfo& test) {
  const std::string text = pick(test.title);
  return text.empty() ? _("Test") : text;
}

std::string seconds(double number) { return format(_("{} s"), fmt::format("{:.6g}", number)); }

std::string milliseconds(std::int64_t microseconds) {
  const double number = static_cast<double>(microseconds) / 1000;
  return format(_("{} ms"), number < 10 ? fmt::format("{:.1f}", number) : fmt::format("{:.0f}", number));
}

std::string size(std::uint64_t bytes) {
  if (bytes < 10u << 10) return format(_("{} bytes"), bytes);
  if (bytes < 10u << 20) return format(_("{} KiB"), (bytes + 512) >> 10);
  return format(_("{} MiB"), (bytes + (1u << 19)) >> 20);
}

std::string signal_name(int signal) {
  const char* name = sigabbrev_np(signal);
  return name ? fmt::format("SIG{}", name) : fmt::format("{}", signal);
}

}  // namespace kata::report

#include "report/message.h"

#include <algorithm>

#include "base/format.h"
#include "base/text.h"
#include "base/words.h"
#include "report/difference.h"
#include "report/ending.h"
#include "report/exceptions.h"
#include "report/mismatch.h"
#include "report/spelling.h"
#include "report/verdicts.h"

namespace kata::report {
namespace {

constexpr std::size_t kMostMismatches = 3;
constexpr std::size_t kOutput = 2000;   // bytes of captured output that a message repeats
constexpr std::size_t kOutputLines = 20;
constexpr int kOutputCells = 160;         // of one line

std::string verdict_sentence(const TestReport& test, Source source) {
  if (test.verdict == TestVerdict::raised) return _("The solution raised an exception.");
  if (test.verdict == TestVerdict::skipped) return _("This test was not run.");
  return sentence({.verdict = test.verdict, .source = source, .waiting = test.waiting, .signal = test.signal, .exit_code = test.exit_code, .syscall = test.syscall});
}

std::string technique_sentence(const TestReport& test, const MessageContext& context) {
  if (test.info.kind != TestKind::technique || test.verdict != TestVerdict::failed) return "";
  return context.answers_right ? _("The answers are right, but the technique is not the one asked for.")
                               : _("The technique is not the one asked for.");
}

// The beginning of what was printed; a flood is no help to anybody.
std::string beginning(std::string_view text) {
  std::string out;
  std::size_t lines = 0;
  for (std::string_view line : split_lines(text.substr(0, kOutput))) {
    if (++lines > kOutputLines) break;
    if (lines > 1) out += '\n';
    out += shorten(printable(line), kOutputCells);
  }
  return out;
}

std::string output_text(const TestReport& test) {
  std::string out;
  for (const auto& [text, head] : {std::pair(&test.out, _("Output of the program:")), std::pair(&test.err, _("Error output of the program:"))}) {
    if (text->empty()) continue;
    const bool cut = text->size() > kOutput || split_lines(*text).size() > kOutputLines;
    paragraph(out, head);
    out += '\n' + indent(beginning(*text), "  ");
    while (out.ends_with('\n')) out.pop_back();
    if (cut) out += "\n  …";
  }
  return out;
}

std::string flaky_sentence(const TestReport& test, Source source) {
  if (!test.flaky) return "";
  return source == Source::cpp
             ? _("Run once more with the same input, this test passed: the result depends on chance. Look for a variable that never got a value, for threads that nobody waits for, for random numbers and for a clock.")
             : _("Run once more with the same input, this test passed: the result depends on chance. Look for random numbers without a seed, for a clock or an id, for threads that nobody waits for, and for the order of a set.");
}

bool repeats_a_mismatch(const TestReport& test) {
  return std::any_of(test.mismatches.begin(), test.mismatches.end(), [&](const Mismatch& mismatch) {
    return (test.verdict == TestVerdict::raised && mismatch.kind == "raised") ||
           (test.verdict == TestVerdict::blocked_loop && mismatch.kind == "blocked");
  });
}

}  // namespace

std::string message(const Mismatch& mismatch, const MessageContext& context) {
  return printable_lines(mismatch_text(mismatch, source_of(context.language), context.printed));
}

std::string message(const TestReport& test, const MessageContext& about) {
  if (test.verdict == TestVerdict::passed) return "";
  MessageContext context = about;
  context.printed = test.out;
  const Source source = source_of(context.language);
  std::string out = technique_sentence(test, context);
  if (!repeats_a_mismatch(test)) paragraph(out, verdict_sentence(test, source));
  // A child that died leaves mismatches that only say so again.
  const bool judged = test.verdict == TestVerdict::failed || repeats_a_mismatch(test);
  for (std::size_t i = 0; judged && i < std::min(test.mismatches.size(), kMostMismatches); ++i)
    paragraph(out, message(test.mismatches[i], context));
  paragraph(out, flaky_sentence(test, source));
  if (!test.trace.empty() && !repeats_a_mismatch(test))
    paragraph(out, std::string(_("It was here:")) + "\n" + indent(trace_text(test.trace), "  "));
  if (!test.explanation.empty()) paragraph(out, std::string(_("What a run with checks found:")) + "\n" + indent(test.explanation, "  "));
  paragraph(out, output_text(test));
  if (const std::string hint = pick(test.info.hint); !hint.empty() && test.verdict != TestVerdict::skipped)
    paragraph(out, format(_("Hint: {}"), hint));
  return printable_lines(out);
}

MessageContext context_of(const SubmissionReport& submission) {
  const auto held = [](const TestReport& test) {
    return test.info.kind != TestKind::answer || test.verdict == TestVerdict::passed || test.verdict == TestVerdict::skipped;
  };
  const bool any = std::any_of(submission.tests.begin(), submission.tests.end(), [](const TestReport& test) {
    return test.info.kind == TestKind::answer && test.verdict == TestVerdict::passed;
  });
  return {submission.language, any && std::all_of(submission.tests.begin(), submission.tests.end(), held)};
}

}  // namespace kata::report

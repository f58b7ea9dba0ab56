#include "report/message.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "base/words.h"
#include "report/difference.h"
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

template <class... T>
std::string format(const char* text, const T&... args) {
  return fmt::format(fmt::runtime(text), args...);
}

void paragraph(std::string& out, std::string_view text) {
  while (text.ends_with('\n')) text.remove_suffix(1);
  if (text.empty()) return;
  if (!out.empty()) out += '\n';
  out += text;
}

std::string signal_sentence(int signal, Source source) {
  const std::string name = signal_name(signal);
  if (signal == 11 && source == Source::python)
    return format(_("The process ended with {} (a bad memory access). In Python this is nearly always recursion without end in C code, or ctypes."), name);
  if (signal == 11)
    return format(_("The program ended with {}: it touched memory that isn't its own. Look for an index past the end, a null or dangling pointer, or a reference to something gone."), name);
  if (signal == 6)
    return format(_("The program ended with {}: it gave up by itself, as after an exception that nobody catches, a failed assert, or memory freed twice."), name);
  if (signal == 8) return format(_("The program ended with {}: an integer was divided by zero."), name);
  return format(_("The program was ended by the signal {}."), name);
}

// What the verdict means and what to try.
std::string verdict_sentence(const TestReport& test, Source source) {
  switch (test.verdict) {
    case TestVerdict::passed:
    case TestVerdict::failed: return "";
    case TestVerdict::raised: return _("The solution raised an exception.");
    case TestVerdict::timed_out:
      return test.waiting
                 ? _("It did not finish in time and was stopped: it waited rather than computed. Look for a sleep, or for a lock, a queue or a reply that never comes.")
                 : _("It did not finish in time and was stopped while it computed. Look for a loop that never ends, or for work that grows much faster than its input.");
    case TestVerdict::out_of_memory:
      return _("It needed more memory than it may use. Look for a list that grows without end, or for values kept that could be used one by one.");
    case TestVerdict::too_much_output: return _("It printed or wrote far too much and was stopped. Is a print left in a loop, or a file without end?");
    case TestVerdict::crashed: return signal_sentence(test.signal, source);
    case TestVerdict::ended_early:
      return format(_("The program ended itself (exit code {}) before the test was over, so there is no answer. Remove calls such as exit() and os._exit(); return a result instead."), test.exit_code);
    case TestVerdict::forbidden:
      return test.syscall.empty()
                 ? _("It tried something that is not allowed while a solution is checked. No exercise needs that.")
                 : format(_("It tried something that is not allowed while a solution is checked: the system call `{}`. No exercise needs that."), printable(test.syscall));
    case TestVerdict::blocked_loop:
      return _("It blocked the event loop: while it waited, nothing else could run. Await instead, with asyncio.sleep() for time.sleep() and asyncio.to_thread() for a blocking function.");
    case TestVerdict::broken_channel:
      return _("The answer arrived incomplete, so it counts as none. This happens when a solution closes or writes to descriptors that aren't its own.");
    case TestVerdict::skipped: return _("This test was not run.");
  }
  return {};
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

bool repeats_a_mismatch(const TestReport& test) {
  return std::any_of(test.mismatches.begin(), test.mismatches.end(), [&](const Mismatch& mismatch) {
    return (test.verdict == TestVerdict::raised && mismatch.kind == "raised") ||
           (test.verdict == TestVerdict::blocked_loop && mismatch.kind == "blocked");
  });
}

}  // namespace

std::string message(const Mismatch& mismatch, const MessageContext& context) {
  return printable_lines(mismatch_text(mismatch, source_of(context.language)));
}

std::string message(const TestReport& test, const MessageContext& context) {
  if (test.verdict == TestVerdict::passed) return "";
  const Source source = source_of(context.language);
  std::string out = technique_sentence(test, context);
  if (!repeats_a_mismatch(test)) paragraph(out, verdict_sentence(test, source));
  // A child that died leaves mismatches that only say so again.
  const bool judged = test.verdict == TestVerdict::failed || repeats_a_mismatch(test);
  for (std::size_t i = 0; judged && i < std::min(test.mismatches.size(), kMostMismatches); ++i)
    paragraph(out, message(test.mismatches[i], context));
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

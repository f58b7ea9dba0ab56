#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/format.h"
#include "base/text.h"
#include "base/words.h"
#include "report/ending.h"
#include "report/exceptions.h"
#include "report/message.h"
#include "report/spelling.h"
#include "report/verdicts.h"

namespace kata::report {
namespace {

constexpr std::size_t kMostDiagnostics = 8;
constexpr std::size_t kDetail = 4000;   // bytes

const char* while_loading(const std::string& language) {
  return language == "cpp" ? _("This ran before any test, while your program started.") : _("This ran while your file was imported, before any test.");
}

// What the linker found, whose `text` is a declaration; see language/cpp/diagnostics.h. Null for the compiler's own words.
const char* linker_sentence(const std::string& level) {
  if (level == "undefined") return _("`{}` is declared in solution.h, but your file never defines it.");
  if (level == "different")
    return _("`{}` is what solution.h declares, but your definition is another one: compare its parameters, its namespace, and that it has a body.");
  if (level == "twice") return _("`{}` is defined more than once.");
  return nullptr;
}

std::string diagnostic_text(const LoadReport::Diagnostic& found) {
  const std::string text = printable_lines(found.text);
  const char* sentence = linker_sentence(found.level);
  const std::string words = sentence ? format(sentence, text) : found.level + ": " + text;
  if (found.line == 0) return "  " + words;
  return found.column == 0 ? fmt::format("  {}: {}", found.line, words) : fmt::format("  {}:{}: {}", found.line, found.column, words);
}

std::string detail_text(const LoadReport& load) { return indent(printable_lines(std::string_view(load.detail).substr(0, kDetail)), "  "); }

// The compiler's messages in the learner's own lines; errors before warnings.
std::string diagnostics_text(const LoadReport& load) {
  std::string out;
  std::size_t shown = 0;
  for (const char* level : {"fatal error", "error", "undefined", "different", "twice", "warning"})
    for (const auto& found : load.diagnostics) {
      if (found.level != level || shown == kMostDiagnostics) continue;
      paragraph(out, diagnostic_text(found));
      ++shown;
    }
  if (load.diagnostics.size() > shown) {
    const std::size_t rest = load.diagnostics.size() - shown;
    paragraph(out, format(ngettext_("  … and {} more message", "  … and {} more messages", rest), rest));
  }
  if (out.empty()) out = detail_text(load);
  return out;
}

// The sentence for what did not even run.
std::string load_sentence(const LoadReport& load, const std::string& language) {
  const std::string& reason = load.reason;
  if (reason == "raised") return _("The file raised an exception.");
  if (reason == "syntax") return _("Python cannot read the file:");
  if (reason == "compile") return _("The compiler refuses the file:");
  if (reason == "missing_file")
    return language == "cpp" ? _("There is no file to check. The solution must be called solution.cc.")
                             : _("There is no file to check. The solution must be called solution.py.");
  if (reason == "empty_file") return _("The file is empty. Was it saved?");
  if (reason == "too_large") return _("The file is too large to be a solution.");
  if (reason == "not_text") return _("The file is not a text. Save it as plain text in UTF-8.");
  if (reason == "wrong_language") return _("This exercise has no tests for the language of this file.");
  if (reason == "unreadable") return _("The file cannot be read.");
  if (reason == "unknown_exercise") return _("There is no such exercise.");
  if (reason == "internal") return _("This is a fault of kata, not of the solution; no points are lost. Please try again, and report it if it stays.");
  return "";
}

// The reason of what ended while it ran has the name of the verdict that a test would get.
std::optional<TestVerdict> verdict_of(const std::string& reason) {
  for (const TestVerdict verdict : {TestVerdict::raised, TestVerdict::ended_early, TestVerdict::crashed, TestVerdict::timed_out, TestVerdict::out_of_memory,
                                    TestVerdict::too_much_output, TestVerdict::forbidden, TestVerdict::broken_channel})
    if (reason == name(verdict)) return verdict;
  return std::nullopt;
}

// Whole, so that it may be wrapped.
std::string fault_sentence(const Fault& fault) {
  std::string out = printable_lines(words(fault).substr(0, kDetail));
  if (!out.empty() && !out.ends_with('.') && !out.ends_with('?')) out += '.';
  return out;
}

// What a newer Python would have read; "" for any other mistake.
std::string newer_sentence(const LoadReport& load) {
  if (load.reason != "syntax") return "";
  if (load.detail == "type_statement")
    return _("`type` statements are Python 3.12 syntax; here runs Python 3.11. Write an ordinary assignment, such as `Pair = tuple[int, int]`.");
  if (load.detail == "type_parameters")
    return _("Type parameters in square brackets after the name are Python 3.12 syntax; here runs Python 3.11. Use TypeVar from typing, or leave the types out.");
  if (load.detail == "fstring")
    return _("The same quotes, or a backslash, inside the braces of an f-string are Python 3.12 syntax; here runs Python 3.11. Use the other kind of quotes inside, or put the value into a variable first.");
  return "";
}

// What may be said of the reason besides its sentence.
bool has_why(const std::string& reason) {
  for (const char* one : {"unreadable", "wrong_language", "unknown_exercise", "too_large", "not_text", "missing_file"})
    if (reason == one) return true;
  return false;
}

}  // namespace

std::string message(const LoadReport& load, const std::string& language) {
  if (load.reason.empty()) return "";
  std::string out;
  const auto ended = verdict_of(load.reason);
  if (ended) out = while_loading(language);
  if (ended && ended != TestVerdict::raised)
    paragraph(out, sentence({.verdict = *ended, .source = source_of(language), .loading = true, .signal = load.signal, .exit_code = load.exit_code, .syscall = load.syscall}));
  else
    paragraph(out, load_sentence(load, language));
  if (load.reason == "compile") paragraph(out, diagnostics_text(load));
  if (!load.error.is_none()) paragraph(out, indent(exception_text(load.error), "  "));
  paragraph(out, indent(trace_text(load.trace), "  "));
  const std::string newer = newer_sentence(load);
  paragraph(out, newer.empty() ? exception_advice(load.error, load.trace) : newer);
  if (load.reason == "crashed") paragraph(out, detail_text(load));
  if (load.reason == "internal") paragraph(out, fault_sentence(load.fault));
  if (has_why(load.reason)) paragraph(out, indent(printable_lines(words(load.fault).substr(0, kDetail)), "  "));
  if (!load.out.empty()) paragraph(out, std::string(_("Output of the program:")) + "\n" + indent(printable_lines(std::string_view(load.out).substr(0, 2000)), "  "));
  if (!load.err.empty()) paragraph(out, std::string(_("Error output of the program:")) + "\n" + indent(printable_lines(std::string_view(load.err).substr(0, 2000)), "  "));
  return printable_lines(out);
}

}  // namespace kata::report

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "base/words.h"
#include "report/exceptions.h"
#include "report/message.h"
#include "report/spelling.h"
#include "report/verdicts.h"

namespace kata::report {
namespace {

constexpr std::size_t kMostDiagnostics = 8;
constexpr std::size_t kDetail = 4000;   // bytes

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
  if (out.empty()) out = indent(printable_lines(std::string_view(load.detail).substr(0, kDetail)), "  ");
  return out;
}

// The sentence that says what happened and what to try.
std::string sentence(const LoadReport& load, const std::string& language) {
  const std::string& reason = load.reason;
  if (reason == "raised") return _("The file raised an exception.");
  if (reason == "ended_early")
    return format(_("The file ended the program (exit code {}). Remove calls such as exit(); keep only definitions at the top level."), load.exit_code);
  if (reason == "crashed") return format(_("The program was ended by the signal {}."), signal_name(load.signal));
  if (reason == "timed_out")
    return _("It did not finish in time. Keep only definitions at the top level; put a loop or a wait into a function, or below `if __name__ == \"__main__\":`.");
  if (reason == "out_of_memory") return _("It needed more memory than it may use.");
  if (reason == "too_much_output") return _("It printed or wrote far too much. Is a print left in a loop, or a file without end?");
  if (reason == "forbidden")
    return load.syscall.empty() ? _("It tried something that is not allowed while a solution is checked.")
                                : format(_("It tried something that is not allowed while a solution is checked: the system call `{}`."), printable(load.syscall));
  if (reason == "broken_channel")
    return _("What it had to tell arrived incomplete. Remove what closes or writes to descriptors that the file did not open itself.");
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

bool happened_while_running(const std::string& reason) {
  for (const char* one : {"raised", "ended_early", "crashed", "timed_out", "out_of_memory", "too_much_output", "forbidden", "broken_channel"})
    if (reason == one) return true;
  return false;
}

}  // namespace

std::string message(const LoadReport& load, const std::string& language) {
  if (load.reason.empty()) return "";
  std::string out;
  if (happened_while_running(load.reason)) out = while_loading(language);
  paragraph(out, sentence(load, language));
  if (load.reason == "compile") paragraph(out, diagnostics_text(load));
  if (!load.error.is_none()) paragraph(out, indent(exception_text(load.error), "  "));
  paragraph(out, indent(trace_text(load.trace), "  "));
  paragraph(out, exception_advice(load.error, load.trace));
  const bool has_detail = load.reason == "internal" || load.reason == "unreadable" || load.reason == "wrong_language" ||
                          load.reason == "unknown_exercise" || load.reason == "too_large" || load.reason == "missing_file" || load.reason == "crashed";
  if (has_detail) paragraph(out, indent(printable_lines(std::string_view(load.detail).substr(0, kDetail)), "  "));
  if (!load.out.empty()) paragraph(out, std::string(_("Output of the program:")) + "\n" + indent(printable_lines(std::string_view(load.out).substr(0, 2000)), "  "));
  if (!load.err.empty()) paragraph(out, std::string(_("Error output of the program:")) + "\n" + indent(printable_lines(std::string_view(load.err).substr(0, 2000)), "  "));
  return printable_lines(out);
}

}  // namespace kata::report

#include "runner/render.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/format.h"
#include "base/text.h"
#include "base/words.h"
#include "report/message.h"
#include "report/verdicts.h"
#include "runner/command.h"

namespace kata::cli {
namespace {

using report::SubmissionReport;
using report::SubmissionVerdict;
using report::TestReport;
using report::TestVerdict;

struct Count {
  std::size_t passed = 0, all = 0;
};

Count count_of(const SubmissionReport& report) {
  Count count;
  for (const TestReport& test : report.tests) {
    if (test.verdict == TestVerdict::skipped) continue;
    ++count.all;
    count.passed += test.verdict == TestVerdict::passed;
  }
  return count;
}

std::string count_text(const Count& count) {
  return format(ngettext_("{} of {} test passed", "{} of {} tests passed", count.all), count.passed, count.all);
}

// A C++ program is not imported.
std::string verdict_text(const SubmissionReport& report) {
  const bool starts = report.verdict == SubmissionVerdict::does_not_import && report.language == "cpp";
  return starts ? _("does not start") : report::words(report.verdict);
}

std::string result_text(const SubmissionReport& report) {
  if (report.verdict != SubmissionVerdict::graded) return verdict_text(report);
  return count_text(count_of(report)) + (report.flaky ? std::string(", ") + _("unstable") : "");
}

std::string paint(const SubmissionReport& report, const std::string& text, const Style& style) {
  if (report.verdict == SubmissionVerdict::internal_error) return style.yellow(text);
  return report.passed() ? style.green(text) : style.red(text);
}

std::string points_text(const SubmissionReport& report) {
  return format(_("{} of {} points"), report.points.text(), report.max_points.text());
}

void render_test(std::string& out, const TestReport& test, const report::MessageContext& context, const Look& look, bool with_message) {
  const std::string title = printable(report::title(test.info));
  if (test.verdict == TestVerdict::passed) {
    out += "  " + look.style.green("✓") + " " + title + "\n";
    return;
  }
  const bool skipped = test.verdict == TestVerdict::skipped;
  const std::string verdict = report::words(test.verdict);
  out += "  " + (skipped ? look.style.dim("–") : look.style.red("✗")) + " " + look.style.bold(title) + "  " +
         (skipped ? look.style.dim(verdict) : look.style.red(verdict)) + "\n";
  if (!skipped && with_message) out += render_message(report::message(test, context), 6, look.columns);
}

std::string headline(const SubmissionReport& report) {
  std::string out = printable(report.submission);
  const std::string exercise = report.topic.empty() ? "" : report.topic + "/" + report.exercise;
  if (!exercise.empty() && out.find(exercise) == out.npos) out += "  " + printable(exercise);
  if (!report.language.empty()) out += report.language == "cpp" ? " (C++)" : " (Python)";
  return out;
}

// A sentence may be wrapped; code and tables may not.
bool is_sentence(std::string_view line) {
  return !line.starts_with(' ') && (line.ends_with('.') || line.ends_with('?') || line.ends_with('!') || line.ends_with(':') || line.ends_with("»"));
}

}  // namespace

std::string in_process_text() { return _("The tests run in-process: weaker against tampering."); }

std::string render_message(std::string_view message, int indent, int columns) {
  std::string out;
  if (message.empty()) return out;
  const std::string lead(static_cast<std::size_t>(indent), ' ');
  for (std::string_view line : split_lines(message)) {
    if (is_sentence(line)) {
      for (const std::string& part : wrap(line, columns - indent)) out += lead + part + "\n";
    } else {
      out += line.empty() ? "\n" : lead + std::string(line) + "\n";
    }
  }
  return out;
}

std::string render(const SubmissionReport& report, const Look& look) {
  std::string out = look.style.bold(headline(report)) + "\n\n";
  if (report.verdict != SubmissionVerdict::graded) {
    out += "  " + paint(report, verdict_text(report), look.style) + "\n";
    return out + render_message(report::message(report.load, report.language), 4, look.columns);
  }
  const report::MessageContext context = report::context_of(report);
  std::size_t failed = 0;
  for (const TestReport& test : report.tests) {
    failed += test.verdict != TestVerdict::passed && test.verdict != TestVerdict::skipped;
    render_test(out, test, context, look, failed <= look.most_messages);
  }
  if (failed > look.most_messages) out += "\n" + look.style.dim(_("The first ones are explained; --all explains the rest too.")) + "\n";
  out += "\n" + paint(report, result_text(report), look.style) + " · " + points_text(report) + " · " + report::milliseconds(report.wall_us) + "\n";
  if (!report.passed()) out += look.style.dim(format(_("Random inputs are repeated by --seed {}"), report.seed)) + "\n";
  if (report.in_process) out += look.style.yellow(in_process_text()) + "\n";
  if (report.isolation == "none")
    out += look.style.yellow(_("This ran without a sandbox: 'kata doctor' tells what is missing.")) + "\n";
  return out;
}

std::string render_table(const std::vector<SubmissionReport>& reports, const Look& look) {
  constexpr int kGap = 2, kResult = 26, kPoints = 12;
  int names = 10, exercises = 8;
  std::vector<std::pair<std::string, std::string>> cells;
  for (const SubmissionReport& report : reports) {
    const std::string exercise = report.topic.empty() ? "" : report.topic + "/" + report.exercise;
    std::string name = report.submission;
    if (!exercise.empty() && name.ends_with("/" + exercise)) name.resize(name.size() - exercise.size() - 1);
    cells.emplace_back(printable(name), printable(exercise));
    names = std::max(names, width(cells.back().first));
    exercises = std::max(exercises, width(cells.back().second));
  }
  exercises = std::min(exercises, 28);
  names = std::max(10, std::min(names, look.columns - exercises - kResult - kPoints - 3 * kGap));
  const std::string gap(kGap, ' ');
  const auto row = [&](const std::string& name, const std::string& exercise) {
    return pad(shorten(name, names), names) + gap + pad(shorten(exercise, exercises), exercises) + gap;
  };
  std::string out = look.style.bold(row(_("submission"), _("exercise")) + pad(_("result"), kResult) + gap + pad_left(_("points"), kPoints)) + "\n";
  std::size_t passed = 0, internal = 0;
  for (std::size_t i = 0; i < reports.size(); ++i) {
    const SubmissionReport& report = reports[i];
    passed += report.passed();
    internal += report.verdict == SubmissionVerdict::internal_error;
    const bool counted = report.verdict != SubmissionVerdict::internal_error && report.max_points.numerator > 0;
    const std::string points = counted ? report.points.text() + "/" + report.max_points.text() : "–";
    out += row(cells[i].first, cells[i].second) + paint(report, pad(shorten(result_text(report), kResult), kResult), look.style) + gap + pad_left(points, kPoints) + "\n";
  }
  out += "\n" + format(ngettext_("{} of {} submission passed", "{} of {} submissions passed", reports.size()), passed, reports.size());
  if (internal > 0) out += "; " + format(ngettext_("{} was not graded by a fault of kata", "{} were not graded by a fault of kata", internal), internal);
  out += "\n";
  if (std::any_of(reports.begin(), reports.end(), [](const SubmissionReport& report) { return report.in_process; })) out += look.style.yellow(in_process_text()) + "\n";
  return out;
}

std::string render_progress(const SubmissionReport& report, std::size_t done, std::size_t all, const Look& look) {
  const std::string count = fmt::format("[{}/{}] ", done, all);
  const std::string result = result_text(report);
  const int room = look.columns - width(count) - width(result) - 2;
  return look.style.dim(count) + shorten(printable(report.submission), std::max(room, 10)) + "  " + paint(report, result, look.style) + "\n";
}

int exit_code(const std::vector<SubmissionReport>& reports) {
  const auto is = [](SubmissionVerdict verdict) { return [verdict](const SubmissionReport& r) { return r.verdict == verdict; }; };
  if (std::any_of(reports.begin(), reports.end(), is(SubmissionVerdict::internal_error))) return kInternalError;
  if (std::all_of(reports.begin(), reports.end(), is(SubmissionVerdict::not_a_submission))) return kNoSubmission;
  return std::all_of(reports.begin(), reports.end(), [](const SubmissionReport& r) { return r.passed(); }) ? kAllPassed : kSomeFailed;
}

}  // namespace kata::cli

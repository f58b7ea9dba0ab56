#include "runner/verify_render.h"

#include <fmt/format.h>

#include "base/format.h"
#include "base/text.h"
#include "base/words.h"
#include "runner/topics.h"

namespace kata::cli {
namespace {

constexpr int kName = 24, kLanguage = 8, kNumber = 10;

std::string language_name(const std::string& language) { return language == "cpp" ? "C++" : "Python"; }

// "12/12 100%"; "–" where nothing was tried.
std::string score_of(const verify::LanguageReport& report) {
  const auto& mutation = report.mutation;
  if (mutation.mutants == 0) return "–";
  return fmt::format("{}/{} {:.0f}%", mutation.killed, mutation.mutants - mutation.equivalent, 100 * report.score());
}

bool good(const verify::LanguageReport& report) { return report.findings.empty(); }

std::string render_survivor(const verify::Survivor& survivor, const Look& look) {
  std::string out = "    " + look.style.yellow(format(_("survives, line {}: {} ({})"), survivor.line, survivor.mutant.kind, survivor.mutant.key)) + "\n";
  for (const std::string_view line : split_lines(survivor.diff)) {
    const std::string shown = printable(line);
    out += "      " + (line.starts_with('-') ? look.style.red(shown) : look.style.green(shown)) + "\n";
  }
  return out;
}

}  // namespace

std::string table_head(const Look& look) {
  return look.style.dim(pad(_("exercise"), kName) + pad("", kLanguage) + pad_left(_("solutions"), kNumber) + pad_left(_("tests"), kNumber) +
                        pad_left(_("mutants"), 14) + pad_left(_("slowest"), kNumber) + pad_left(_("time"), kNumber)) + "\n";
}

std::string render(const verify::LanguageReport& report, const Look& look) {
  const std::string mark = good(report) ? look.style.green("✓") : look.style.red("✗");
  std::string out = pad(report.exercise, kName) + pad(language_name(report.language), kLanguage) + pad_left(std::to_string(report.solutions), kNumber) +
                    pad_left(std::to_string(report.tests), kNumber) + pad_left(score_of(report), 14) +
                    pad_left(report.slowest.empty() ? "–" : fmt::format("{:.0f}%", 100 * report.share), kNumber) + pad_left(format(_("{:.1f} s"), report.seconds), kNumber) + "  " + mark + "\n";
  for (const auto& finding : report.findings) out += render(finding, look);
  for (const auto& survivor : report.mutation.survivors) out += render_survivor(survivor, look);
  return out;
}

std::string render(const verify::Finding& finding, const Look& look) {
  std::string text = finding.rule + ": ";
  if (!finding.file.empty() && finding.line > 0) text += fmt::format("{}:{}: ", shown_path(finding.file), finding.line);
  else if (!finding.file.empty() && finding.about.empty()) text += shown_path(finding.file) + ": ";
  if (!finding.about.empty()) text += printable(finding.about) + " ";
  text += printable_lines(words(finding.what));
  std::string out;
  for (const std::string& line : wrap(text, std::max(look.columns - 6, 20))) out += (out.empty() ? "    " + look.style.red("· ") : "      ") + line + "\n";
  return out;
}

std::string render_sum(const TopicProof& proof, const Look& look) {
  int killed = 0, counted = 0, equivalent = 0, findings = static_cast<int>(proof.findings.size());
  for (const auto& report : proof.exercises) {
    killed += report.mutation.killed;
    counted += report.mutation.mutants - report.mutation.equivalent;
    equivalent += report.mutation.equivalent;
    findings += static_cast<int>(report.findings.size());
  }
  std::string out;
  for (const auto& finding : proof.findings) out += render(finding, look);
  const std::string to_mend = findings == 0 ? std::string(_("nothing to mend")) : format(ngettext_("{} thing to mend", "{} things to mend", static_cast<unsigned long>(findings)), findings);
  const std::string sum = counted == 0 ? proof.topic + ": " + to_mend
                                       : format(_("{}: {} of {} mutants noticed ({:.1f}%), {} mean the same; {}"), proof.topic, killed, counted, 100.0 * killed / counted, equivalent, to_mend);
  return out + look.style.bold(sum) + "\n";
}

std::string render_bar(const std::string& about, const char* stage, std::size_t done, std::size_t all, int columns) {
  constexpr std::size_t kCells = 20;
  const std::size_t full = all == 0 ? kCells : kCells * done / all;
  std::string bar;
  for (std::size_t i = 0; i < kCells; ++i) bar += i < full ? "█" : "·";
  return shorten(fmt::format("[{}] {}: {}", bar, about, format(_("{} {} of {}"), _(stage), done, all)), columns - 1);
}

bool proved(const TopicProof& proof) {
  if (!proof.findings.empty()) return false;
  for (const auto& report : proof.exercises) {
    if (!good(report)) return false;
  }
  return true;
}

}  // namespace kata::cli

#include "verify/promise.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace kata::verify {
namespace {

using Kind = Promise::Kind;
using report::SubmissionVerdict;
using report::TestReport;
using report::TestVerdict;

constexpr std::pair<std::string_view, Kind> kPromises[] = {
    {"reference", Kind::reference}, {"also", Kind::also}, {"wrong", Kind::wrong}, {"bypass", Kind::bypass}};

bool rejected(Kind kind) { return kind == Kind::wrong || kind == Kind::bypass; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

std::string verdict_of(const TestReport& test) {
  return fmt::format("{} ({})", test.info.name, report::name(test.verdict));
}

void require_all(const report::SubmissionReport& report, bool answers_only, std::vector<Fault>& out) {
  for (const auto& test : report.tests) {
    if (answers_only && test.info.kind != TestKind::answer) continue;
    if (test.verdict != TestVerdict::passed) out.push_back({.text = N_("should pass {}"), .arguments = {verdict_of(test)}});
  }
}

void require_rejection(const Promise& promise, const report::SubmissionReport& report, std::vector<Fault>& out) {
  const auto test = std::ranges::find(report.tests, promise.rejected_by, [](const auto& t) { return t.info.name; });
  if (test == report.tests.end()) {
    out.push_back({.text = N_("names a test that there isn't: {}"), .arguments = {promise.rejected_by}});
    return;
  }
  if (test->verdict == TestVerdict::passed || test->verdict == TestVerdict::skipped) {
    std::string others;
    for (const auto& other : report.tests) {
      if (other.verdict != TestVerdict::passed) others += (others.empty() ? "" : ", ") + verdict_of(other);
    }
    out.push_back({.text = N_("should be rejected by {}; rejected by: {}"), .arguments = {verdict_of(*test), others.empty() ? "-" : others}});
  }
  if (promise.kind == Kind::bypass && test->info.kind != TestKind::technique) {
    out.push_back({.text = N_("{} is about the answer; a bypass is rejected for its technique"), .arguments = {promise.rejected_by}});
  }
}

}  // namespace

std::optional<Promise> read_promise(std::string_view line) {
  if (line.starts_with("//")) line.remove_prefix(2);
  else if (line.starts_with("#")) line.remove_prefix(1);
  else return {};
  line = trimmed(line);
  for (const auto& [word, kind] : kPromises) {
    if (!line.starts_with(word)) continue;
    std::string_view rest = line.substr(word.size());
    if (kind == Kind::reference) return trimmed(rest).empty() ? std::optional(Promise{kind, {}, {}}) : std::nullopt;
    if (!rest.starts_with(":")) return {};
    rest = trimmed(rest.substr(1));
    if (!rejected(kind)) return rest.empty() ? std::nullopt : std::optional(Promise{kind, std::string(rest), {}});
    constexpr std::string_view kBy = "; rejected by:";
    const auto by = rest.rfind(kBy);
    if (by == 0 || by == std::string_view::npos) return {};
    const auto test = trimmed(rest.substr(by + kBy.size()));
    if (test.empty()) return {};
    return Promise{kind, std::string(rest.substr(0, by)), std::string(test)};
  }
  return {};
}

std::optional<Kind> kind_of_name(std::string_view file_name) {
  const auto stem = file_name.substr(0, file_name.find('.'));
  for (const auto& [word, kind] : kPromises) {
    if (kind == Kind::reference ? stem == word : stem.starts_with(word) && stem.substr(word.size()).starts_with("_")) return kind;
  }
  return {};
}

std::vector<Fault> broken(const Promise& promise, const report::SubmissionReport& report) {
  if (report.verdict != SubmissionVerdict::graded) {
    return {{.text = N_("should be graded, but {}: {}"),
             .arguments = {std::string(report::name(report.verdict)), report.load.reason},
             .cause = report.load.detail + words(report.load.fault)}};
  }
  std::vector<Fault> out;
  const auto passed = std::ranges::count(report.tests, TestVerdict::passed, &TestReport::verdict);
  switch (promise.kind) {
    case Kind::reference:
    case Kind::also:
      require_all(report, false, out);
      if (report.tests.empty()) out.push_back({.text = N_("has no tests")});
      break;
    case Kind::wrong:
      if (passed == 0) out.push_back({.text = N_("should pass at least one test: it is wrong in one thing, not in all")});
      require_rejection(promise, report, out);
      break;
    case Kind::bypass:
      require_all(report, true, out);
      require_rejection(promise, report, out);
      break;
    case Kind::starter:
      if (report.passed()) out.push_back({.text = N_("should fail a test")});
      break;
  }
  return out;
}

}  // namespace kata::verify

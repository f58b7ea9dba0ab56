#include "report/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <numeric>

namespace kata::report {
namespace {

constexpr std::array<std::string_view, 12> kTestVerdicts = {
    "passed",  "failed",      "raised",    "timed_out",    "out_of_memory",  "too_much_output",
    "crashed", "ended_early", "forbidden", "blocked_loop", "broken_channel", "skipped",
};
constexpr std::array<std::string_view, 5> kSubmissionVerdicts = {
    "graded", "does_not_compile", "does_not_import", "not_a_submission", "internal_error",
};

constexpr std::int64_t kFinest = 1'000'000'000'000;   // parts of a point; sums that need finer ones are rounded

std::int64_t in_parts(const Points& points, std::int64_t parts) {
  return static_cast<std::int64_t>(static_cast<__int128>(points.numerator) * parts / points.denominator);
}

// Hundredths, half up.
std::int64_t hundredths(const Points& points) {
  const __int128 twice = static_cast<__int128>(points.numerator) * 200 + points.denominator;
  const __int128 divisor = static_cast<__int128>(points.denominator) * 2;
  const __int128 down = twice / divisor - (twice < 0 && twice % divisor != 0 ? 1 : 0);
  return static_cast<std::int64_t>(down);
}

}  // namespace

std::string_view name(TestVerdict verdict) { return kTestVerdicts.at(static_cast<std::size_t>(verdict)); }
std::string_view name(SubmissionVerdict verdict) { return kSubmissionVerdicts.at(static_cast<std::size_t>(verdict)); }

Points fraction(std::int64_t numerator, std::int64_t denominator) {
  const std::int64_t common = std::max<std::int64_t>(std::gcd(numerator, denominator), 1);
  return {numerator / common, denominator / common};
}

Points& Points::operator+=(const Points& other) {
  std::int64_t common = 0, sum = 0;
  if (__builtin_mul_overflow(denominator / std::gcd(denominator, other.denominator), other.denominator, &common)) common = kFinest;
  common = std::min(common, kFinest);
  (void)__builtin_add_overflow(in_parts(*this, common), in_parts(other, common), &sum);   // what a grader tells may be anything
  return *this = fraction(sum, common);
}

std::string Points::text() const {
  const std::int64_t value = hundredths(*this);
  const std::int64_t size = value < 0 ? -value : value;
  return fmt::format("{}{}.{:02}", value < 0 ? "-" : "", size / 100, size % 100);
}

double Points::number() const { return static_cast<double>(hundredths(*this)) / 100; }

bool SubmissionReport::passed() const {
  const auto held = [](const TestReport& test) {
    return test.verdict == TestVerdict::passed || test.verdict == TestVerdict::skipped;
  };
  return verdict == SubmissionVerdict::graded && std::all_of(tests.begin(), tests.end(), held);
}

void share_points(SubmissionReport& report, int points) {
  std::map<std::string, std::int64_t> groups;
  for (const auto& test : report.tests) ++groups[test.info.group];
  report.points = {};
  report.max_points = fraction(points, 1);
  for (auto& test : report.tests) {
    const auto parts = static_cast<std::int64_t>(groups.size()) * groups[test.info.group];
    test.max_points = fraction(points, parts);
    test.points = test.verdict == TestVerdict::passed ? test.max_points : Points{};
    report.points += test.points;
  }
}

}  // namespace kata::report

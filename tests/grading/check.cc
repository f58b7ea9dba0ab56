// kata-check-grading CASE…: grades each case's solution and holds the report against its expect.json:
//   {"exercise": "unpacking/rotate",              and the language by the solution's suffix
//    "verdict": "graded",                         of the submission
//    "reason": "syntax",                          of what stopped it; optional
//    "tests": "failed" | {"Name": "failed", …},   every test, or those that are named; optional
//    "some": ["failed", …],                       verdicts that at least one test has; optional
//    "points": "3.33"}                            optional
// A case is a folder with solution.py, solution.cc or a folder `solution`. Exit code 1: something differs.
#include <fmt/format.h>
#include <stdlib.h>
#include <yaml-cpp/yaml.h>

#include <filesystem>
#include <iostream>

#include "base/error.h"
#include "session/session.h"

namespace {

namespace fs = std::filesystem;
using kata::report::SubmissionReport;

int differences = 0;   // of this run; the exit code is made from it

void expect(const fs::path& about, const std::string& what, const std::string& expected, const std::string& actual) {
  if (expected == actual) return;
  std::cout << fmt::format("{}: {} is '{}', expected is '{}'\n", about.string(), what, actual, expected);
  ++differences;
}

fs::path solution_of(const fs::path& folder) {
  for (const char* name : {"solution.py", "solution.cc", "solution"}) {
    if (fs::exists(fs::symlink_status(folder / name))) return folder / name;
  }
  throw kata::Error(folder.string() + ": has no solution.py, solution.cc or solution/");
}

kata::Submission submission_of(const fs::path& folder, const YAML::Node& expected) {
  const auto exercise = expected["exercise"].as<std::string>();
  const fs::path path = solution_of(folder);
  const bool cpp = path.extension() == ".cc" || fs::exists(path / "solution.cc");
  const auto slash = exercise.find('/');
  return {.name = folder.filename(), .topic = exercise.substr(0, slash), .exercise = exercise.substr(slash + 1),
          .language = cpp ? "cpp" : "python", .path = path};
}

void check_tests(const fs::path& folder, const YAML::Node& expected, const SubmissionReport& report) {
  for (const auto& test : report.tests) {
    const std::string verdict(kata::report::name(test.verdict));
    if (expected.IsScalar()) expect(folder, test.info.name, expected.as<std::string>(), verdict);
    else if (expected[test.info.name]) expect(folder, test.info.name, expected[test.info.name].as<std::string>(), verdict);
  }
  if (report.tests.empty()) expect(folder, "the number of tests", "more than 0", "0");
}

void check_some(const fs::path& folder, const YAML::Node& expected, const SubmissionReport& report) {
  for (const auto& verdict : expected) {
    std::string found = "not there";
    for (const auto& test : report.tests) {
      if (kata::report::name(test.verdict) == verdict.as<std::string>()) found = "there";
    }
    expect(folder, "a test that " + verdict.as<std::string>(), "there", found);
  }
}

void check(const fs::path& folder, const YAML::Node& expected, const SubmissionReport& report) {
  expect(folder, "the verdict", expected["verdict"].as<std::string>(), std::string(kata::report::name(report.verdict)));
  if (report.verdict == kata::report::SubmissionVerdict::internal_error) std::cout << report.load.detail << '\n';
  if (expected["reason"]) expect(folder, "the reason", expected["reason"].as<std::string>(), report.load.reason);
  if (expected["tests"]) check_tests(folder, expected["tests"], report);
  if (expected["some"]) check_some(folder, expected["some"], report);
  if (expected["points"]) expect(folder, "points", expected["points"].as<std::string>(), report.points.text());
}

void run(int argc, char** argv) {
  std::vector<YAML::Node> expected;
  std::vector<kata::Submission> submissions;
  for (int i = 1; i < argc; ++i) {
    expected.push_back(YAML::LoadFile(fs::path(argv[i]) / "expect.json"));   // JSON is YAML
    submissions.push_back(submission_of(argv[i], expected.back()));
  }
  std::string cache = fs::temp_directory_path() / "kata-grading-XXXXXX";
  kata::Paths paths = kata::Paths::discover();
  paths.cache = ::mkdtemp(cache.data());
  {
    kata::Session session(paths);
    session.grade(submissions, {.required = kata::sandbox::Isolation::reduced}, [&](std::size_t i, SubmissionReport report) {
      check(argv[i + 1], expected[i], report);
    });
  }
  fs::remove_all(cache);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    run(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 4;
  }
  return differences == 0 ? 0 : 1;
}

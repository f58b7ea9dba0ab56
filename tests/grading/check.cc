// kata-check-grading CASE…: grades each case's solution and holds the report against its expect.json:
//   {"exercise": "unpacking/rotate",              and the language by the solution's suffix
//    "verdict": "graded",                         of the submission
//    "reason": "syntax",                          of what stopped it; optional
//    "tests": "failed" | {"Name": "failed", …},   every test, or those that are named; optional
//    "some": ["failed", …],                       verdicts that at least one test has; optional
//    "only": "Name",                              the test to run; optional, for what takes its time limit
//    "points": "3.33",                            optional
//    "message": "heap-use-after-free",            in what the learner reads of any test or of the load; or a list; optional
//    "not_said": "run with checks",              in none of that; optional
//    "as_root": {"verdict": "graded"}}            what differs where root runs it; optional
// A case is a folder with solution.py, solution.cc or a folder `solution`. What cannot be kept in a repository is made from
//    "made": {"name": "two\nlines.py",            of the file that is graded, in a temporary folder
//             "is": "directory",                  or "pipe", or "link" to itself; else a copy of the case's solution
//             "mode": 0,                          of the copy; optional
//             "line": "x = 1\n", "times": 9,      this so often behind the copy; optional
//             "size": 9000000}                    makes it sparse; optional
// Exit code 1: something differs.
#include <fmt/format.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <yaml-cpp/yaml.h>

#include <filesystem>
#include <fstream>
#include <iostream>

#include "base/error.h"
#include "report/message.h"
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

fs::path make(const YAML::Node& made, const fs::path& folder, const fs::path& room) {
  const fs::path path = room / made["name"].as<std::string>();
  const auto is = made["is"].as<std::string>("");
  if (is == "directory") return fs::create_directory(path), path;
  if (is == "link") return fs::create_symlink(path, path), path;
  if (is == "pipe") {
    if (::mkfifo(path.c_str(), 0600) != 0) throw kata::Error(path.string() + ": cannot be made");
    return path;
  }
  fs::copy_file(solution_of(folder), path);
  if (made["line"]) {
    std::ofstream file(path, std::ios::app);
    for (int i = made["times"].as<int>(); i > 0; --i) file << made["line"].as<std::string>();
  }
  if (made["size"]) fs::resize_file(path, made["size"].as<std::uintmax_t>());
  if (made["mode"]) fs::permissions(path, fs::perms(made["mode"].as<unsigned>()));
  return path;
}

kata::Submission submission_of(const fs::path& folder, const YAML::Node& expected, const fs::path& room) {
  const auto exercise = expected["exercise"].as<std::string>();
  const fs::path path = expected["made"] ? make(expected["made"], folder, room) : solution_of(folder);
  std::error_code error;
  const bool cpp = path.extension() == ".cc" || fs::exists(path / "solution.cc", error);
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

std::string all_words(const SubmissionReport& report) {
  std::string all = kata::report::message(report.load, report.language) + '\n';
  for (const auto& test : report.tests) all += kata::report::message(test, kata::report::context_of(report)) + '\n';
  return all;
}

void check_message(const fs::path& folder, const YAML::Node& expected, const SubmissionReport& report) {
  const std::string all = all_words(report);
  for (const auto& part : expected.IsScalar() ? std::vector{expected.as<std::string>()} : expected.as<std::vector<std::string>>()) {
    if (all.find(part) == all.npos) expect(folder, "what the learner reads", "… " + part + " …", all.substr(0, 4000));
  }
}

void check(const fs::path& folder, const YAML::Node& expected, const SubmissionReport& report) {
  const auto& verdict = ::geteuid() == 0 && expected["as_root"] ? expected["as_root"]["verdict"] : expected["verdict"];
  expect(folder, "the verdict", verdict.as<std::string>(), std::string(kata::report::name(report.verdict)));
  if (report.verdict == kata::report::SubmissionVerdict::internal_error) std::cout << words(report.load.fault) << '\n';
  if (expected["reason"] && !(::geteuid() == 0 && expected["as_root"])) expect(folder, "the reason", expected["reason"].as<std::string>(), report.load.reason);
  if (expected["tests"]) check_tests(folder, expected["tests"], report);
  if (expected["some"]) check_some(folder, expected["some"], report);
  if (expected["message"]) check_message(folder, expected["message"], report);
  if (expected["not_said"] && all_words(report).find(expected["not_said"].as<std::string>()) != std::string::npos)
    expect(folder, expected["not_said"].as<std::string>(), "not said", "said");
  if (expected["points"]) expect(folder, "points", expected["points"].as<std::string>(), report.points.text());
}

// A folder for what is made; gone again however the run ends.
class Room {
 public:
  Room() {
    std::string temporary = fs::temp_directory_path() / "kata-grading-XXXXXX";
    if (!::mkdtemp(temporary.data())) throw kata::Error(temporary + ": cannot be made");
    path_ = temporary;
  }
  ~Room() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Room(const Room&) = delete;
  Room& operator=(const Room&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

void run(int argc, char** argv) {
  const Room made;
  const fs::path& room = made.path();
  kata::Paths paths = kata::Paths::discover();
  paths.cache = room / "cache";
  std::vector<YAML::Node> expected;
  std::vector<kata::Submission> submissions;
  for (int i = 1; i < argc; ++i) {
    expected.push_back(YAML::LoadFile(fs::path(argv[i]) / "expect.json"));   // JSON is YAML
    const fs::path own = room / fs::path(argv[i]).filename();
    fs::create_directory(own);
    submissions.push_back(submission_of(argv[i], expected.back(), own));
  }
  kata::Session session(paths);
  for (std::size_t i = 0; i < submissions.size(); ++i) {
    kata::GradeOptions options{.required = kata::sandbox::Isolation::reduced};
    if (expected[i]["only"]) options.only = {expected[i]["only"].as<std::string>()};
    session.grade({&submissions[i], 1}, options, [&](std::size_t, SubmissionReport report) { check(argv[i + 1], expected[i], report); });
  }
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

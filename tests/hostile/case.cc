#include "hostile/case.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <fstream>

#include "base/error.h"
#include "base/file.h"
#include "report/message.h"
#include "report/wire.h"
#include "value/wire.h"

namespace kata::hostile {
namespace {

namespace fs = std::filesystem;
using report::SubmissionReport;
using Names = std::vector<std::string>;

constexpr const char* kAttacks[] = {"forging a pass", "ending early", "reading secrets", "leaving something behind",
                                    "exhausting",     "escaping",     "malformed"};
constexpr const char* kKeys[] = {"attack", "exercise", "verdict", "reason", "tests", "some", "points", "syscall", "unchanged", "adds", "because", "isolation", "code"};

Names names_in(const YAML::Node& node) {
  if (!node) return {};
  return node.IsSequence() ? node.as<Names>() : Names{node.as<std::string>()};
}

bool has(const Names& names, std::string_view name) { return std::find(names.begin(), names.end(), name) != names.end(); }

void expect(Differences& out, const std::string& what, const YAML::Node& expected, const std::string& actual) {
  if (!expected) return;
  const Names names = names_in(expected);
  if (names.empty() || has(names, actual)) return;
  out.push_back(fmt::format("{} is '{}', expected is '{}'", what, actual, fmt::join(names, "' or '")));
}

fs::path solution_in(const fs::path& folder) {
  for (const char* name : {"solution.py", "solution.cc", "solution"})
    if (fs::exists(fs::symlink_status(folder / name))) return folder / name;
  throw Error(folder.string() + ": has no solution.py, solution.cc or solution/");
}

void copy_filled_in(const fs::path& from, const fs::path& to, const Canaries& canaries) {
  write_atomically(to, canaries.fill_in(read_file(from)));
  fs::permissions(to, fs::perms(0644));
}

void add(const YAML::Node& added, const fs::path& folder, const Canaries& canaries) {
  const fs::path path = folder / added["name"].as<std::string>();
  if (added["link"]) fs::create_symlink(canaries.fill_in(added["link"].as<std::string>()), path);
  else if (::mkfifo(path.c_str(), 0644) != 0) throw_errno("cannot make {}", {path.string()});
}

void check_tests(Differences& out, const YAML::Node& expected, const SubmissionReport& report) {
  if (report.tests.empty()) out.push_back("there are no tests");
  if (!expected.IsMap()) {
    for (const auto& test : report.tests) expect(out, test.info.name, expected, std::string(name(test.verdict)));
    return;
  }
  for (const auto& entry : expected) {
    const auto wanted = entry.first.as<std::string>();
    const bool known = std::any_of(report.tests.begin(), report.tests.end(), [&](const auto& test) { return test.info.name == wanted; });
    if (wanted != "*" && !known) out.push_back("there is no test " + wanted);
  }
  for (const auto& test : report.tests)
    expect(out, test.info.name, expected[test.info.name] ? expected[test.info.name] : expected["*"], std::string(name(test.verdict)));
}

void check_some(Differences& out, const YAML::Node& expected, const SubmissionReport& report) {
  for (const auto& wanted : names_in(expected))
    if (std::none_of(report.tests.begin(), report.tests.end(), [&](const auto& test) { return name(test.verdict) == wanted; }))
      out.push_back("no test is " + wanted);
}

void check_syscall(Differences& out, const YAML::Node& expected, const SubmissionReport& report) {
  if (!expected) return;
  const auto wanted = expected.as<std::string>();
  if (report.load.syscall == wanted) return;
  if (std::none_of(report.tests.begin(), report.tests.end(), [&](const auto& test) { return test.syscall == wanted; }))
    out.push_back(fmt::format("no test was stopped for calling {}", wanted));
}

bool has_choice(const YAML::Node& expected) {
  for (const char* key : {"verdict", "reason", "points", "tests"}) {
    if (expected[key] && expected[key].IsSequence()) return true;
    if (expected[key] && expected[key].IsMap())
      for (const auto& entry : expected[key])
        if (entry.second.IsSequence()) return true;
  }
  return false;
}

}  // namespace

fs::path Case::code() const {
  return solution_in(expected["code"] ? folder.parent_path() / expected["code"].as<std::string>() : folder);
}

sandbox::Isolation Case::level() const {
  return expected["isolation"] ? sandbox::Isolation::reduced : sandbox::Isolation::full;
}

std::string Case::language() const {
  const fs::path solution = code();
  return solution.extension() == ".cc" || fs::exists(solution / "solution.cc") ? "cpp" : "python";
}

Submission Case::placed(const fs::path& room, const Canaries& canaries) const {
  const fs::path from = code(), own = room / name, to = own / from.filename();
  fs::create_directories(own);
  if (fs::is_symlink(from)) fs::copy_symlink(from, to);
  else if (!fs::is_directory(from)) copy_filled_in(from, to, canaries);
  else {
    fs::create_directory(to);
    for (const auto& entry : fs::recursive_directory_iterator(from)) {
      const fs::path target = to / entry.path().lexically_relative(from);
      if (entry.is_directory()) fs::create_directory(target);
      else copy_filled_in(entry.path(), target, canaries);
    }
  }
  for (const auto& added : expected["adds"]) add(added, fs::is_directory(to) ? to : own, canaries);
  const auto exercise = expected["exercise"].as<std::string>();
  const auto slash = exercise.find('/');
  return {.name = name, .topic = exercise.substr(0, slash), .exercise = exercise.substr(slash + 1), .language = language(), .path = to};
}

Differences Case::differences(const SubmissionReport& report) const {
  Differences out;
  expect(out, "the verdict", expected["verdict"], std::string(report::name(report.verdict)));
  expect(out, "the reason", expected["reason"], report.load.reason);
  expect(out, "the number of points", expected["points"], report.points.text());
  if (expected["tests"]) check_tests(out, expected["tests"], report);
  if (expected["some"]) check_some(out, expected["some"], report);
  check_syscall(out, expected["syscall"], report);
  expect(out, "the isolation", expected["isolation"], report.isolation);
  if (!out.empty() && !report.load.reason.empty())
    out.push_back("what it says: " + report::message(report.load, report.language) + report.load.detail.substr(0, 2000));
  return out;
}

Case read_case(const fs::path& folder) {
  Case read{.name = (folder / "").parent_path().filename(), .folder = folder, .expected = YAML::LoadFile(folder / "expect.json")};   // JSON is YAML
  for (const auto& entry : read.expected)
    if (std::find(std::begin(kKeys), std::end(kKeys), entry.first.as<std::string>()) == std::end(kKeys))
      throw Error(fmt::format("{}/expect.json: unknown key '{}'", folder.string(), entry.first.as<std::string>()));
  for (const char* key : {"attack", "exercise", "verdict"})
    if (!read.expected[key]) throw Error(fmt::format("{}/expect.json: says no '{}'", folder.string(), key));
  if (std::find(std::begin(kAttacks), std::end(kAttacks), read.expected["attack"].as<std::string>()) == std::end(kAttacks))
    throw Error(fmt::format("{}/expect.json: unknown attack; known are: {}", folder.string(), fmt::join(kAttacks, ", ")));
  if (has_choice(read.expected) != read.expected["because"].IsDefined())
    throw Error(folder.string() + "/expect.json: says 'because' where, and only where, more than one verdict may come of it");
  return read;
}

std::vector<Case> read_cases(const fs::path& corpus) {
  std::vector<fs::path> folders;
  for (const auto& entry : fs::directory_iterator(corpus))
    if (fs::exists(entry.path() / "expect.json")) folders.push_back(entry.path());
  std::sort(folders.begin(), folders.end());
  std::vector<Case> cases;
  for (const auto& folder : folders) cases.push_back(read_case(folder));
  return cases;
}

Submission honest(const std::string& language, const std::string& exercise) {
  const auto slash = exercise.find('/');
  const fs::path solutions = fs::path(KATA_SOURCE_DIR) / "plugins" / exercise.substr(0, slash) / "solutions" / exercise.substr(slash + 1);
  return {.name = "honest", .topic = exercise.substr(0, slash), .exercise = exercise.substr(slash + 1), .language = language,
          .path = solutions / (language == "cpp" ? "reference.cc" : "reference.py")};
}

Differences not_full(const SubmissionReport& report) {
  if (report.passed() && report.points == report.max_points && report.points.numerator > 0) return {};
  Differences out{fmt::format("an honest submission got {} of {} points and the verdict {}: {}", report.points.text(),
                              report.max_points.text(), name(report.verdict), report.load.detail)};
  for (const auto& test : report.tests)
    if (test.verdict != report::TestVerdict::passed) out.push_back(fmt::format("its test {} is {}", test.info.name, name(test.verdict)));
  return out;
}

Differences leaked(const Canaries& canaries, const SubmissionReport& report) {
  return canaries.found_in("the report", wire::encode(report::encode(report)));
}

}  // namespace kata::hostile

// kata-check-solutions TOPIC EXERCISE LANGUAGE: grades the starter and every solution of one exercise, and says which of
// them is not what its first line promises. A folder stands for a submission of several files: the line is then in its
// main.py, solution.py, main.cc or solution.cc. Exit code 1: some promise is broken.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "base/error.h"
#include "catalog/catalog.h"
#include "promise.h"
#include "session/session.h"

namespace {

namespace fs = std::filesystem;
using kata::solutions::Promise;
using Kind = Promise::Kind;

struct Case {
  kata::Submission submission;
  Promise promise;
};

int problems = 0;  // of this run; the exit code is made from it

void complain(const std::string& about, const std::string& what) {
  std::cout << fmt::format("{}: {}\n", about, what);
  ++problems;
}

std::string suffix_of(const std::string& language) { return language == "cpp" ? ".cc" : ".py"; }

// The file that carries the promise; empty where the entry is of another language.
fs::path head_of(const fs::path& entry, const std::string& suffix) {
  if (!fs::is_directory(entry)) return entry.extension() == suffix ? entry : fs::path();
  for (const char* name : {"solution", "main", "__init__"}) {
    if (fs::exists(entry / (name + suffix))) return entry / (name + suffix);
  }
  return {};
}

std::string first_line(const fs::path& file) {
  std::ifstream in(file);
  std::string line;
  std::getline(in, line);
  return line;
}

std::vector<Case> find_cases(const fs::path& folder, const kata::Submission& like) {
  std::vector<Case> cases;
  if (!fs::is_directory(folder)) return cases;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const fs::path head = head_of(entry.path(), suffix_of(like.language));
    if (head.empty()) continue;
    const std::string name = entry.path().filename().string();
    const auto promise = kata::solutions::read_promise(first_line(head));
    if (!promise || kata::solutions::kind_of_name(name) != promise->kind) {
      complain(name, fmt::format("its first line must say what it is, as '# {}': {}",
                                 "wrong: what; rejected by: Test", first_line(head)));
      continue;
    }
    kata::Submission submission = like;
    submission.name = name;
    submission.path = entry.path();
    cases.push_back({std::move(submission), *promise});
  }
  std::ranges::sort(cases, {}, [](const Case& one) { return one.submission.name; });
  return cases;
}

// A reference, another right one, three wrong ones, a bypass and a decoy are the least.
void check_numbers(const std::vector<Case>& cases) {
  std::map<Kind, int> count;
  bool decoy = false;
  for (const auto& one : cases) {
    ++count[one.promise.kind];
    decoy = decoy || one.submission.name.starts_with("bypass_decoy");
  }
  const auto need = [&](Kind kind, int least, const char* what) {
    if (count[kind] < least) complain("solutions", fmt::format("{} {}, at least {} needed", count[kind], what, least));
  };
  need(Kind::reference, 1, "reference");
  need(Kind::also, 1, "also_*");
  need(Kind::wrong, 3, "wrong_*");
  need(Kind::bypass, 2, "bypass_*");
  if (!decoy) complain("solutions", "no bypass_decoy_*");
}

int run(const std::string& topic, const std::string& exercise, const std::string& language) {
  kata::Paths paths = kata::Paths::discover();
  const fs::path source = KATA_SOURCE_DIR;
  paths.executables = KATA_LIBEXEC_DIR;
  paths.plugins = {KATA_PLUGIN_DIR};
  paths.cpp_support = KATA_CPP_SUPPORT_DIR;
  paths.katas = {source / "katas"};

  const auto catalog = kata::catalog::load_topic(paths.katas, topic);
  for (const auto& problem : catalog.problems) complain(topic, problem.text());
  const auto* found = catalog.find(topic);
  const auto* wanted = found == nullptr ? nullptr : found->find(exercise);
  if (wanted == nullptr) throw kata::Error(fmt::format("{}/{}: no such exercise below {}", topic, exercise, paths.katas[0].string()));

  const kata::Submission like{.name = "starter", .topic = topic, .exercise = exercise, .language = language, .path = {}};
  auto cases = find_cases(source / "plugins" / topic / "solutions" / exercise, like);
  check_numbers(cases);
  cases.push_back({like, {Kind::starter, {}, {}}});
  cases.back().submission.path = wanted->starters.at(language);

  std::vector<kata::Submission> submissions;
  for (const auto& one : cases) submissions.push_back(one.submission);
  std::vector<bool> reported(cases.size(), false);
  kata::Session session(paths);
  session.grade(submissions, {}, [&](std::size_t index, kata::report::SubmissionReport report) {
    reported[index] = true;
    const auto wrong = kata::solutions::broken(cases[index].promise, report);
    for (const auto& what : wrong) complain(cases[index].submission.name, what);
    if (wrong.empty()) std::cout << fmt::format("{}: as promised\n", cases[index].submission.name);
  });
  for (std::size_t i = 0; i < cases.size(); ++i) {
    if (!reported[i]) complain(cases[i].submission.name, "no report came");
  }
  return problems == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "usage: kata-check-solutions TOPIC EXERCISE LANGUAGE\n";
    return 2;
  }
  try {
    return run(argv[1], argv[2], argv[3]);
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 4;
  }
}

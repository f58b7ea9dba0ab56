#include "verify/solutions.h"

#include <algorithm>
#include <fstream>
#include <map>

#include "verify/equivalents.h"

namespace kata::verify {
namespace {

namespace fs = std::filesystem;
using Kind = Promise::Kind;

std::string first_line(const fs::path& file) {
  std::ifstream in(file);
  std::string line;
  std::getline(in, line);
  return line;
}

bool is_of_some_language(const fs::path& entry) {
  return entry.filename() == kEquivalents || entry.filename() == "__pycache__" || !head_of(entry, "python").empty() || !head_of(entry, "cpp").empty();
}

void check_numbers(const std::vector<Solution>& solutions, std::vector<Finding>& findings) {
  std::map<Kind, int> count;
  bool decoy = false;
  for (const auto& one : solutions) {
    ++count[one.promise.kind];
    decoy = decoy || one.submission.name.starts_with("bypass_decoy");
  }
  const auto need = [&](Kind kind, int least, const char* what) {
    if (count[kind] >= least) return;
    findings.push_back({.rule = "files", .what = {.text = N_("{} solutions {}; at least {} needed"),
                                                 .arguments = {std::to_string(count[kind]), what, std::to_string(least)}}});
  };
  need(Kind::reference, 1, "reference");
  need(Kind::also, 1, "also_*");
  need(Kind::wrong, 3, "wrong_*");
  need(Kind::bypass, 2, "bypass_*");
  if (!decoy) findings.push_back({.rule = "files", .what = {.text = N_("no solution bypass_decoy_*: one that has the technique in it and does not use it")}});
}

}  // namespace

fs::path author_folder(const catalog::Topic& topic) { return topic.directory.parent_path().parent_path() / "plugins" / topic.id; }

fs::path head_of(const fs::path& solution, const std::string& language) {
  const std::string suffix = language == "cpp" ? ".cc" : ".py";
  std::error_code ignored;
  if (!fs::is_directory(solution, ignored)) return solution.extension() == suffix ? solution : fs::path();
  for (const char* name : {"solution", "main", "__init__"}) {
    if (fs::exists(solution / (name + suffix))) return solution / (name + suffix);
  }
  return {};
}

std::vector<Solution> find_solutions(const catalog::Topic& topic, const catalog::Exercise& exercise, const std::string& language,
                                     std::vector<Finding>& findings) {
  const Submission like{.name = "starter", .topic = topic.id, .exercise = exercise.id, .language = language, .trial = {.explain = false}};
  std::vector<Solution> out;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(author_folder(topic) / "solutions" / exercise.id, error)) {
    const fs::path head = head_of(entry.path(), language);
    const std::string name = entry.path().filename().string();
    if (!is_of_some_language(entry.path())) findings.push_back({.rule = "files", .about = name, .what = {.text = N_("is no solution and does not belong here")}, .file = entry.path()});
    if (head.empty()) continue;
    const auto promise = read_promise(first_line(head));
    if (!promise || kind_of_name(name) != promise->kind) {
      findings.push_back({.rule = "files", .about = name, .what = {.text = N_("its name and its first line must say what it is, as '# wrong: what; rejected by: Test' in wrong_what.py")}, .file = head, .line = 1});
      continue;
    }
    if (promise->kind == Kind::reference && fs::is_directory(entry)) {
      findings.push_back({.rule = "files", .about = name, .what = {.text = N_("is a folder; the reference is one file, of which the mutants are made")}, .file = entry.path()});
      continue;
    }
    out.push_back({like, *promise});
    out.back().submission.name = name;
    out.back().submission.path = entry.path();
  }
  std::ranges::sort(out, {}, [](const Solution& one) { return one.submission.name; });
  check_numbers(out, findings);
  if (const auto starter = exercise.starters.find(language); starter != exercise.starters.end()) {
    out.push_back({like, {Kind::starter, {}, {}}});
    out.back().submission.path = starter->second;
  }
  return out;
}

}  // namespace kata::verify

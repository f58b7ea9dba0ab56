// kata-compile-table TOPIC.yaml TESTS.yaml OUTPUT.cc GLUE: the hidden tests of a table as C++. TOPIC.yaml is the topic's file
// and tells its locales and the exercise's languages; below GLUE is what a C++ reference is linked with. All mistakes are told
// at once, as file:line:column: what. Runs at build time.

#include <algorithm>
#include <iostream>

#include "base/error.h"
#include "base/file.h"
#include "base/format.h"
#include "base/suggest.h"
#include "base/words.h"
#include "tables/frozen.h"
#include "tables/source.h"

namespace {

namespace fs = std::filesystem;
using namespace kata;

struct Job {
  fs::path topic, table, output, glue;
};

Submission reference_of(const Job& job, const catalog::Topic& topic, const catalog::Exercise& exercise) {
  const bool python = std::ranges::find(exercise.languages, "python") != exercise.languages.end();
  const fs::path folder = job.table.parent_path().parent_path() / "solutions" / exercise.id;
  return {.name = "reference", .topic = topic.id, .exercise = exercise.id, .language = python ? "python" : "cpp",
          .path = folder / (python ? "reference.py" : "reference.cc")};
}

std::vector<tables::FrozenSets> frozen(const Job& job, const catalog::Topic& topic, const catalog::Exercise& exercise,
                                       const std::vector<tables::Case>& cases, std::vector<catalog::Problem>& problems) {
  std::vector<tables::FrozenSets> out;
  std::unique_ptr<Session> session;
  const Submission reference = reference_of(job, topic, exercise);
  for (const tables::Case& one : cases) {
    if (!one.generate) continue;
    if (!fs::exists(reference.path)) {
      problems.push_back({job.table, one.generate->line, one.generate->column, format(_("there is no reference to ask: {} is missing"), reference.path.string())});
      continue;
    }
    if (!session) {
      Paths paths = Paths::discover();
      paths.katas = {job.topic.parent_path().parent_path()};
      paths.glue = {job.glue};
      session = std::make_unique<Session>(std::move(paths));
    }
    out.push_back(tables::Oracle(*session, reference, job.table, problems).sets(one));
  }
  return out;
}

std::vector<catalog::Problem> compile(const Job& job) {
  const std::string id = job.table.stem().string();
  const catalog::Catalog found = catalog::load_topic({job.topic.parent_path().parent_path()}, job.topic.parent_path().filename().string());
  if (found.topics.empty()) return found.problems;
  const catalog::Topic& topic = found.topics[0];
  std::vector<std::string> ids;
  for (const auto& exercise : topic.exercises) ids.push_back(exercise.id);
  const catalog::Exercise* exercise = topic.find(id);
  if (!exercise) return {{job.table, 0, 0, format(_("the topic has no exercise '{}'{}"), id, did_you_mean(id, ids))}};

  std::vector<catalog::Problem> problems;
  const auto cases = tables::read_table(job.table, read_file(job.table), {topic.locales, exercise->languages}, problems);
  if (!problems.empty()) return problems;
  const auto sets = frozen(job, topic, *exercise, cases, problems);
  if (problems.empty()) write_atomically(job.output, tables::source_of(id, job.table.filename().string(), cases, sets));
  return problems;
}

}  // namespace

int main(int argc, char** argv) try {
  speak(language_of_environment(), fs::read_symlink("/proc/self/exe").parent_path().parent_path().parent_path() / "share/locale");
  if (argc != 5) {
    std::cerr << "usage: kata-compile-table TOPIC.yaml TESTS.yaml OUTPUT.cc GLUE\n";
    return 2;
  }
  const auto problems = compile({fs::absolute(argv[1]), fs::absolute(argv[2]), argv[3], argv[4]});
  if (!problems.empty()) std::cerr << catalog::text_of(problems) << '\n';
  return problems.empty() ? 0 : 1;
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return 1;
}

// Stand-ins for the terminal and the session.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>

#include "base/file.h"
#include "runner/command.h"

namespace kata::cli {

class FakeOutput : public Output {
 public:
  void print(std::string_view text) override { out += text; }
  void tell(std::string_view text) override { err += text; }
  bool is_terminal() const override { return terminal; }
  bool tells_terminal() const override { return terminal; }
  int columns() const override { return 80; }

  std::string out, err;
  bool terminal = false;
};

// Answers each submission by its name: "good" passes, "bad" fails, "broken" is our fault; others fail. The last is
// answered first, as happens with several jobs.
class FakeWorker : public Worker {
 public:
  void grade(std::span<const Submission> submissions, const GradeOptions& options,
             const std::function<void(std::size_t, report::SubmissionReport)>& on_result) override {
    for (std::size_t i = submissions.size(); i-- > 0;) on_result(i, answer(submissions[i], options));
  }
  RunResult run(const Submission&, const RunOptions& options) override {
    RunResult result;
    result.out = "\x1b[31mprinted\n";
    if (!options.calls.empty()) result.values = {list(2, 3, 1)};
    return result;
  }
  void cancel() override {}

 private:
  static report::SubmissionReport answer(const Submission& submission, const GradeOptions& options) {
    report::SubmissionReport out;
    out.submission = submission.name;
    out.topic = submission.topic;
    out.exercise = submission.exercise;
    out.language = submission.language;
    out.seed = options.seed.value_or(7);
    const bool good = submission.name.starts_with("good");
    out.verdict = submission.name.starts_with("broken") ? report::SubmissionVerdict::internal_error : report::SubmissionVerdict::graded;
    report::TestReport test;
    test.info.name = "KeepsEveryItem";
    test.info.title = {{"en", "Keeps every item"}, {"ru", "Сохраняет все элементы"}};
    test.verdict = good ? report::TestVerdict::passed : report::TestVerdict::failed;
    test.max_points = out.max_points = {10, 1};
    test.points = out.points = {good ? 10 : 0, 1};
    test.wall_us = 1500;
    if (out.verdict == report::SubmissionVerdict::graded) out.tests.push_back(test);
    return out;
  }
};

// A folder with one topic, `sums`, of the exercises `add` (both languages) and `join` (Python).
class World {
 public:
  World() {
    std::string path = (std::filesystem::temp_directory_path() / "kata-cli-XXXXXX").string();
    root = mkdtemp(path.data());
    write("katas/sums/topic.yaml",
          "schema: 1\nid: sums\ntitle: {en: Sums, ru: Суммы}\nlocales: [en, ru]\nexercises:\n"
          "  - {id: add, title: {en: Add, ru: Сложить}, languages: [python, cpp], difficulty: 1, hints: {en: [a, b, c], ru: [а, б, в]}}\n"
          "  - {id: join, title: {en: Join, ru: Соединить}, languages: [python], difficulty: 2, hints: {en: [a, b, c], ru: [а, б, в]}}\n");
    for (const char* exercise : {"add", "join"}) {
      write(std::string("katas/sums/") + exercise + "/prompt.en.md", "Add numbers.\n");
      write(std::string("katas/sums/") + exercise + "/prompt.ru.md", "Сложите числа.\n");
      write(std::string("katas/sums/") + exercise + "/starter.py", "def add(a, b):\n    ...\n");
    }
    write("katas/sums/add/starter.cc", "int add(int, int);\n");
    paths.katas = {root / "katas"};
  }
  ~World() {
    std::error_code ignored;
    std::filesystem::remove_all(root, ignored);
  }
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  void write(const std::filesystem::path& name, std::string_view content) const {
    std::filesystem::create_directories((root / name).parent_path());
    write_atomically(root / name, content);
  }
  std::string at(const std::string& name) const { return (root / name).string(); }

  std::filesystem::path root;
  Paths paths;
};

// Runs one command over the stand-ins.
struct Ran {
  int code = 0;
  std::string out, err;
};
inline Ran run_command(const World& world, const char* command, std::vector<std::string> arguments, bool terminal = false) {
  FakeOutput output;
  output.terminal = terminal;
  Context context{output, Style(terminal), world.paths, std::make_shared<catalog::Topics>(world.paths.katas), [](const Paths&, const SessionOptions&) { return std::make_unique<FakeWorker>(); }, {}, std::move(arguments)};
  Ran ran;
  try {
    ran.code = find_command(command)->run(context);
  } catch (const UsageError& error) {
    ran.code = kWrongUsage;
    ran.err = error.what();
  }
  ran.out = output.out;
  ran.err += output.err;
  return ran;
}

}  // namespace kata::cli

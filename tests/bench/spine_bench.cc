// The numbers of docs/performance.md: what grading costs beside a bare interpreter (or compiler) measured in the same
// loop, so that a machine that drifts doesn't matter. Every figure is a median of ratios. Prints a Markdown table; an
// argument limits it to one part: python, cold, cpp, batch, memory, or topic/exercise.
#include <fmt/core.h>
#include <fmt/ranges.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <sstream>

#include "base/error.h"
#include "session/session.h"

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using Strings = std::vector<std::string>;

const fs::path kSource = KATA_SOURCE_DIR;
const fs::path kKata = fs::path(KATA_BINARY_DIR) / "bin" / "kata";
const Strings kPython = {"/usr/bin/python3", "-I", "-S", "-c", "pass"};

double seconds_of(const std::function<void()>& work) {
  const auto begin = Clock::now();
  work();
  return std::chrono::duration<double>(Clock::now() - begin).count();
}

pid_t start(const Strings& command) {
  std::vector<char*> argv;
  for (const auto& word : command) argv.push_back(const_cast<char*>(word.c_str()));
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  pid_t pid = 0;
  if (posix_spawn(&pid, argv[0], &actions, nullptr, argv.data(), environ) != 0) throw kata::Error("cannot start " + command[0]);
  posix_spawn_file_actions_destroy(&actions);
  return pid;
}

void run(const Strings& command) {
  const pid_t pid = start(command);
  int status = 0;
  waitpid(pid, &status, 0);
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) throw kata::Error(fmt::format("{} failed ({})", command[0], status));
}

double median(std::vector<double> numbers) {
  std::nth_element(numbers.begin(), numbers.begin() + numbers.size() / 2, numbers.end());
  return numbers[numbers.size() / 2];
}

std::string read(const fs::path& path) {
  std::ifstream in(path);
  if (!in) throw kata::Error("cannot read " + path.string());
  return (std::ostringstream() << in.rdbuf()).str();
}

void write(const fs::path& path, const std::string& text) {
  fs::create_directories(path.parent_path());
  std::ofstream(path) << text;
}

struct Row {
  std::string what;
  double limit;
  double measured;
  std::string unit;
  std::string detail;
};
std::vector<Row> rows;

void note(Row row) {
  const std::string limit = row.limit > 0 ? fmt::format("{}", row.limit) : "";
  fmt::print("| {} | {} | {:.2f} {} | {} |\n", row.what, limit, row.measured, row.unit, row.detail);
  std::fflush(stdout);
  rows.push_back(std::move(row));
}

// The ratio of `work` to `reference`, both once in each round.
void compare(const std::string& what, double limit, int rounds, const std::function<void()>& reference,
             const std::function<void(int)>& work) {
  std::vector<double> ratios, ours, theirs;
  for (int round = -2; round < rounds; ++round) {
    const double base = seconds_of(reference);
    const double mine = seconds_of([&] { work(round); });
    if (round < 0) continue;   // warm up
    ratios.push_back(mine / base), ours.push_back(mine), theirs.push_back(base);
  }
  note({what, limit, median(ratios), "×", fmt::format("{:.2f} ms beside {:.2f} ms", 1e3 * median(ours), 1e3 * median(theirs))});
}

kata::Submission submission(const std::string& topic, const std::string& exercise, const std::string& language, const fs::path& path) {
  return {.name = exercise, .topic = topic, .exercise = exercise, .language = language, .path = path};
}

fs::path reference_of(const std::string& topic, const std::string& exercise, const std::string& extension) {
  return kSource / "plugins" / topic / "solutions" / exercise / ("reference." + extension);
}

kata::report::SubmissionReport grade(kata::Session& session, const kata::Submission& one, const kata::GradeOptions& options) {
  kata::report::SubmissionReport got;
  session.grade({&one, 1}, options, [&](std::size_t, kata::report::SubmissionReport report) { got = std::move(report); });
  if (!got.passed()) throw kata::Error(one.exercise + ": the reference did not pass");
  return got;
}

// Ten tests of one call each; with `property` nine and a property of 100 cases.
kata::GradeOptions ten_tests(kata::Session& session, const kata::Submission& one, bool property) {
  const auto all = grade(session, one, {.required = kata::sandbox::Isolation::none});
  kata::GradeOptions options;
  for (const auto& test : all.tests) {
    if (test.verdict != kata::report::TestVerdict::passed || test.cases) continue;
    if (options.only.size() < (property ? 9u : 10u)) options.only.push_back(test.info.name);
  }
  for (const auto& test : all.tests)
    if (property && test.cases && options.only.size() < 10) options.only.push_back(test.info.name);
  if (options.only.size() != 10) throw kata::Error(one.exercise + ": it has no ten such tests");
  return options;
}

void warm(kata::Session& session, const std::string& topic, const std::string& exercise, bool property, double limit) {
  const auto one = submission(topic, exercise, "python", reference_of(topic, exercise, "py"));
  const auto options = ten_tests(session, one, property);
  compare(fmt::format("`{}/{}`, ten tests, zygote warm{}", topic, exercise, property ? ", one a property of 100 cases" : ""),
          limit, 101, [] { run(kPython); }, [&](int) { grade(session, one, options); });
}

std::string only(const kata::GradeOptions& options) { return fmt::format("--only={}", fmt::join(options.only, ",")); }

// A process of its own for each, as a learner starts it: nothing is warm but the kernel's caches.
void cold(const fs::path& folder, const kata::GradeOptions& ten) {
  const auto path = folder / "cold" / "unpacking" / "rotate" / "solution.py";
  write(path, read(reference_of("unpacking", "rotate", "py")));
  const Strings command = {kKata, "test", path, "--exercise", "unpacking/rotate", only(ten)};
  compare("`unpacking`, ten tests, one cold `kata test`", 4, 51, [] { run(kPython); }, [&](int) { run(command); });
}

void cpp(kata::Session& session, const fs::path& folder, const std::string& exercise, double limit) {
  const auto source = read(reference_of("unpacking", exercise, "cc"));
  const auto header = kSource / "katas" / "unpacking" / exercise;
  const auto first = folder / exercise / "solution.cc";
  write(first, source);
  const auto one = submission("unpacking", exercise, "cpp", first);
  auto options = kata::GradeOptions{};
  grade(session, one, options);
  const auto plain = folder / exercise / "plain.cc";
  write(plain, source + "\nint main() {}\n");
  const auto program = (folder / exercise / "plain").string();
  compare(fmt::format("C++ `{}`, first time", exercise), limit, 9,
          [&] {
            run({"/usr/bin/g++", "-std=c++20", "-O1", "-I", header, plain, "-o", program});
            for (int i = 0; i < 10; ++i) run({program});
          },
          [&](int round) {
            write(first, fmt::format("{}\n// {} {}\n", source, getpid(), round));
            grade(session, one, options);
          });
  if (exercise != "rotate") return;
  compare("C++ `rotate`, unchanged source", 4, 51, [] { run(kPython); }, [&](int) { grade(session, one, options); });
}

// Distinct in each round, so that nothing can be kept. The reference runs as often before as after.
void batch(const fs::path& folder, const kata::GradeOptions& ten) {
  const int count = 1000, rounds = 3;
  const auto source = read(reference_of("unpacking", "rotate", "py"));
  std::vector<double> ratios, ours, theirs;
  for (int round = 0; round < rounds; ++round) {
    const auto handed_in = folder / fmt::format("class{}", round);
    for (int i = 0; i < count; ++i) write(handed_in / fmt::format("student{:04}.py", i), fmt::format("{}\n# {} {}\n", source, round, i));
    std::vector<double> references;
    const auto reference = [&] {
      for (int i = 0; i < 51; ++i) references.push_back(seconds_of([] { run(kPython); }));
    };
    reference();
    const double took = seconds_of([&] {
      run({kKata, "grade", handed_in, "--exercise", "unpacking/rotate", "--jobs", "2", "--format", "json", only(ten)});
    });
    reference();
    ours.push_back(took / count), theirs.push_back(median(references)), ratios.push_back(ours.back() / theirs.back());
  }
  note({"`grade` of 1,000 distinct submissions, ten tests, `--jobs 2`, each", 1, median(ratios), "×",
        fmt::format("{:.2f} ms beside {:.2f} ms", 1e3 * median(ours), 1e3 * median(theirs))});
}

struct Process {
  std::string name;
  pid_t parent = 0;
  long resident = 0, own = 0;   // KiB; own: shared with nobody
};

Process look_at(const std::string& pid) {
  Process process;
  std::string line;
  for (std::ifstream status("/proc/" + pid + "/status"); std::getline(status, line);) {
    if (line.starts_with("Name:")) process.name = line.substr(6);
    if (line.starts_with("PPid:")) process.parent = std::atoi(line.c_str() + 5);
    if (line.starts_with("VmRSS:")) process.resident = std::atol(line.c_str() + 6);
  }
  for (std::ifstream rollup("/proc/" + pid + "/smaps_rollup"); std::getline(rollup, line);) {
    if (line.starts_with("Private_Clean:") || line.starts_with("Private_Dirty:")) process.own += std::atol(line.c_str() + 14);
  }
  return process;
}

std::map<pid_t, Process> processes() {
  std::map<pid_t, Process> found;
  for (const auto& entry : fs::directory_iterator("/proc")) {
    const std::string pid = entry.path().filename();
    if (pid.find_first_not_of("0123456789") == pid.npos) found[std::atoi(pid.c_str())] = look_at(pid);
  }
  return found;
}

bool descends(const std::map<pid_t, Process>& all, pid_t pid, pid_t from) {
  for (auto found = all.find(pid); found != all.end(); found = all.find(found->second.parent)) {
    if (found->second.parent == from) return true;
  }
  return false;
}

// Resident memory of a `kata grade` while it works, and what a box adds to it: seen from outside, the largest of each.
void memory(const fs::path& folder, const kata::GradeOptions& ten) {
  const auto source = read(reference_of("unpacking", "rotate", "py"));
  for (int i = 0; i < 200; ++i) write(folder / "seen" / fmt::format("student{:03}.py", i), fmt::format("{}\n# {}\n", source, i));
  const pid_t pid = start({kKata, "grade", folder / "seen", "--exercise", "unpacking/rotate", "--format", "json", only(ten)});
  std::map<std::string, long> most;
  long box = 0;
  while (waitpid(pid, nullptr, WNOHANG) == 0) {
    const auto all = processes();
    std::map<pid_t, long> in_box;   // by the box's init
    for (const auto& [id, process] : all) {
      const bool ours = id == pid || descends(all, id, pid);
      if (!ours) continue;
      const auto parent = all.find(process.parent);
      const bool worker = id == pid || process.parent == pid;
      if (worker && process.name != "spine_bench") most[process.name] = std::max(most[process.name], process.resident);
      if (process.name == "kata-init") in_box[id] += process.own;
      else if (parent != all.end() && !worker) {
        for (const auto& [init, candidate] : all)
          if (candidate.name == "kata-init" && descends(all, id, init) && candidate.parent != init) in_box[init] += process.own;
      }
    }
    for (const auto& [init, sum] : in_box) box = std::max(box, sum);
    usleep(20'000);
  }
  for (const auto& [name, kilobytes] : most) note({"resident memory of " + name, 30, kilobytes / 1024.0, "MiB", ""});
  note({"memory of a box that nobody shares", 8, box / 1024.0, "MiB", ""});
}

// What is behind a learner's back costs: the same tests at each level of isolation.
void fences() {
  const auto one = submission("unpacking", "rotate", "python", reference_of("unpacking", "rotate", "py"));
  for (const auto level : {kata::sandbox::Isolation::none, kata::sandbox::Isolation::reduced, kata::sandbox::Isolation::full}) {
    kata::Session session(kata::Paths::discover(), {.at_most = level});
    auto options = ten_tests(session, one, false);
    options.required = kata::sandbox::Isolation::none;
    compare(fmt::format("`unpacking/rotate`, ten tests, zygote warm, isolation `{}`", name(level)), 0, 101, [] { run(kPython); },
            [&](int) { grade(session, one, options); });
  }
}

}  // namespace

int main(int argc, char** argv) try {
  char name[] = "/tmp/kata-bench-XXXXXX";
  const fs::path folder = mkdtemp(name);
  kata::Session session(kata::Paths::discover());
  const std::string part = argc > 1 ? argv[1] : "";
  const auto wanted = [&](std::string_view name) { return part.empty() || part == name; };
  fmt::print("| what | at most | measured | |\n|---|---|---|---|\n");
  if (wanted("python")) {
    warm(session, "unpacking", "rotate", false, 1.6);
    warm(session, "unpacking", "rotate", true, 2.0);
    warm(session, "asyncio", "kettle", false, 2.4);
    warm(session, "asyncio", "kettle", true, 2.9);
  }
  const auto ten = ten_tests(session, submission("unpacking", "rotate", "python", reference_of("unpacking", "rotate", "py")), false);
  if (wanted("cold")) cold(folder, ten);
  if (wanted("cpp")) cpp(session, folder, "rotate", 0.8), cpp(session, folder, "join_all", 1.5);
  if (wanted("batch")) batch(folder, ten);
  if (part == "fences") fences();   // in docs/robustness.md
  if (wanted("memory")) memory(folder, ten);
  if (const auto slash = part.find('/'); slash != part.npos) {
    const std::string topic = part.substr(0, slash), exercise = part.substr(slash + 1);
    warm(session, topic, exercise, false, 0), warm(session, topic, exercise, true, 0);
  }
  fs::remove_all(folder);
} catch (const std::exception& error) {
  fmt::print(stderr, "spine_bench: {}\n", error.what());
  return 1;
}

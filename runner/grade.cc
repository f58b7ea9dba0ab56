// kata test, kata grade

#include <algorithm>
#include <csignal>
#include <sstream>

#include "base/file.h"
#include "base/format.h"
#include "base/text.h"
#include "base/words.h"
#include "journal/journal.h"
#include "runner/command.h"
#include "runner/find.h"
#include "runner/interrupt.h"
#include "runner/render.h"
#include "runner/report_json.h"
#include "runner/topics.h"

namespace kata::cli {
namespace {

namespace fs = std::filesystem;
using report::SubmissionReport;
using report::SubmissionVerdict;

constexpr std::size_t kExplained = 5;   // failed tests that one reads at a time

const std::vector<std::string> kIsolations = {"full", "reduced", "none"};

sandbox::Isolation isolation_of(const std::string& name) {
  return name == "full" ? sandbox::Isolation::full : name == "none" ? sandbox::Isolation::none : sandbox::Isolation::reduced;
}

// "First,Second"; throws UsageError where a name is missing.
std::vector<std::string> names_of(const std::string& only) {
  std::vector<std::string> names;
  std::istringstream in(only);
  for (std::string name; std::getline(in, name, ',');) {
    if (name.empty()) throw UsageError(_("--only takes names of tests with a comma between them"));
    names.push_back(name);
  }
  return names;
}

void check_output_folder(const std::string& output) {
  if (output.empty()) return;
  const fs::path path(output);
  std::error_code ignored;
  if (fs::is_directory(path, ignored)) throw UsageError(format(_("--output {} is a folder; name a file"), printable(output)));
  const fs::path folder = path.has_parent_path() ? path.parent_path() : ".";
  if (!fs::is_directory(folder, ignored)) throw UsageError(format(_("there is no folder {} for --output"), printable(folder.string())));
}

// Where the results of a batch are kept while it runs: where --journal says, else beside --output until that is written.
class Kept {
 public:
  struct Asked {
    std::string journal, output;
    bool resume = false;
    std::size_t submissions = 0;
  };
  explicit Kept(const Asked& asked) : passing_(asked.journal.empty()) {
    std::error_code ignored;
    const bool into_a_file = !asked.output.empty() && (!fs::exists(asked.output, ignored) || fs::is_regular_file(asked.output, ignored));
    if (!asked.journal.empty()) path_ = asked.journal;
    else if (into_a_file && (asked.submissions > 1 || asked.resume)) path_ = asked.output + ".journal";
    else if (asked.resume) throw UsageError(_("--resume goes on with the journal of a batch: name it by --journal FILE, or give the --output FILE that the batch had"));
    if (!path_.empty()) journal_ = std::make_unique<Journal>(path_, asked.resume ? Journal::Begin::resumed : Journal::Begin::anew);
  }

  Journal* journal() { return journal_.get(); }
  // The batch is done and its result is written.
  void done() {
    if (journal_ && passing_) journal_->remove();
  }
  // "" where there is nothing to go on with.
  std::string how_to_resume() const {
    return journal_ ? format(_("Results are kept in {}; the same command with --resume grades only what is missing."), printable(path_.string())) + "\n" : "";
  }

 private:
  fs::path path_;
  bool passing_;
  std::unique_ptr<Journal> journal_;
};

struct Batch {
  std::vector<SubmissionReport> reports;   // in the order of the submissions; those that were not reached are left out
  bool interrupted = false;
};

// Grades what was found; each report also goes to `progress` as soon as it is there.
Batch grade_all(Context& context, std::vector<Found> found, const GradeOptions& options,
                const std::function<void(const SubmissionReport&)>& progress) {
  std::vector<std::optional<SubmissionReport>> reports(found.size());
  std::vector<Submission> submissions;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (found[i].refused) {
      const Submission& refused = found[i].submission;
      if (options.journal) options.journal->keep(key_of(refused), "", *found[i].refused);
      progress(*found[i].refused);
      reports[i] = std::move(found[i].refused);
    } else {
      submissions.push_back(std::move(found[i].submission));
      places.push_back(i);
    }
  }
  Batch batch;
  if (!submissions.empty()) {
    const std::unique_ptr<Worker> worker = context.make_worker(context.paths, {.brief = submissions.size() == 1, .topics = context.topics});
    const Interrupt interrupt(*worker);
    worker->grade(submissions, options, [&](std::size_t index, SubmissionReport report) {
      progress(report);
      reports.at(places.at(index)) = std::move(report);
    });
    batch.interrupted = interrupt.happened();
  }
  for (auto& report : reports)
    if (report) batch.reports.push_back(std::move(*report));
  return batch;
}

// How far a batch is: on a terminal one line that is written over, else a line each.
class Progress {
 public:
  Progress(Context& context, bool shows, std::size_t all)
      : output_(context.output), shows_(shows), rewrites_(rewrites_lines(output_.tells_terminal())), all_(all),
        look_{Style(context.style.colour() && output_.tells_terminal()), rewrites_ ? output_.columns() - 1 : 80} {}

  void add(const SubmissionReport& report) {
    ++done_;
    if (!shows_) return;
    std::string line = render_progress(report, done_, all_, look_);
    if (rewrites_) line = kAnew + line.substr(0, line.size() - 1);
    output_.tell(line);
  }
  void end() {
    if (shows_ && rewrites_) output_.tell(kAnew);
  }

 private:
  static constexpr const char* kAnew = "\r\x1b[K";   // to the line's start, and clear it

  Output& output_;
  bool shows_, rewrites_;
  std::size_t all_, done_ = 0;
  Look look_;
};

void deliver(Context& context, const std::string& output, const std::string& text) {
  if (output.empty())
    context.output.print(text);
  else
    write_atomically(output, text);
}

}  // namespace

int test_command(Context& context) {
  std::vector<std::string> words;
  std::string as = "text", exercise, language, only, isolation = "none";
  bool all = false;
  GradeOptions grade;
  Options options("test");
  options.words(_("[PATH|TOPIC/EXERCISE]"), words, 0, 1, _("a file, a folder made by 'kata start', or an exercise started below here; nothing: this folder"));
  options.text("--exercise", exercise, _("TOPIC/EXERCISE"), _("which exercise the file answers"));
  options.choice("--language", language, {"python", "cpp"}, _("which solution, where there is one in each"));
  options.flag("--all", all, _("explain every failed test, not only the first ones"));
  options.text("--only", only, _("NAME[,NAME…]"), _("run only these tests, by their names in the json format"));
  options.number("--seed", grade.seed, _("repeats random inputs"));
  options.choice("--isolation", isolation, kIsolations, _("the least protection to run with; none runs with whatever there is"));
  options.choice("--format", as, {"text", "json"}, _("how to print it; json is explained in docs/json.md"));
  if (helped(context, "test", options)) return kAllPassed;

  Topics topics(context.paths, context.topics);
  std::optional<ExerciseName> name;
  if (!exercise.empty()) name = topics.parse(exercise);
  grade.required = isolation_of(isolation);
  grade.only = names_of(only);
  std::vector<Found> found(1);
  found[0].submission = find_one(words.empty() ? "" : words[0], name, language, topics);
  const Batch batch = grade_all(context, std::move(found), grade, [](const SubmissionReport&) {});
  if (as == "json")
    context.output.print(to_json(batch.reports, batch.interrupted));
  else
    for (const SubmissionReport& report : batch.reports) context.output.print(render(report, {context.style, context.output.columns(), all ? report.tests.size() : kExplained}));
  return batch.interrupted ? kInterrupted : exit_code(batch.reports);
}

int grade_command(Context& context) {
  std::vector<std::string> paths;
  std::string exercise, as = "text", output, journal, only, isolation = "reduced";
  bool exit_zero = false, quiet = false, details = false, resume = false;
  GradeOptions grade;
  Options options("grade");
  options.words(_("PATH…"), paths, 1, 100'000, _("a file, a folder of <student>.py or .cc files (with --exercise), or a folder of <student>/<topic>/<exercise>/solution.py or .cc"));
  options.text("--exercise", exercise, _("TOPIC/EXERCISE"), _("which exercise the files answer"));
  options.number("--jobs", grade.jobs, 1, 1024, _("how many to grade at the same time; 1 unless said otherwise"));
  options.choice("--format", as, {"text", "json"}, _("how to write it; json is explained in docs/json.md"));
  options.text("--output", output, _("FILE"), _("write the result there rather than to standard output"));
  options.text("--journal", journal, _("FILE"), _("keep each result there as soon as it is known; with --output it is FILE.journal until the batch is done"));
  options.flag("--resume", resume, _("go on with the batch of the journal: what has a result from the same file, tests and seed is not graded again"));
  options.text("--only", only, _("NAME[,NAME…]"), _("run only these tests, by their names in the json format"));
  options.number("--seed", grade.seed, _("the seed of random inputs, the same for each submission"));
  options.choice("--isolation", isolation, kIsolations, _("the least protection to grade with; reduced unless said otherwise"));
  options.flag("--details", details, _("print each test of each submission, not only a table"));
  options.flag("--quiet", quiet, _("no progress"));
  options.flag("--exit-zero", exit_zero, _("exit code 0 also where tests failed, for scripts that read the result"));
  if (helped(context, "grade", options)) return kAllPassed;

  Topics topics(context.paths, context.topics);
  std::optional<ExerciseName> name;
  if (!exercise.empty()) name = topics.parse(exercise);
  check_output_folder(output);
  grade.required = isolation_of(isolation);
  grade.only = names_of(only);
  std::vector<Found> found = find_submissions(paths, name, topics);
  const bool unknown = std::any_of(found.begin(), found.end(), [](const Found& f) { return f.unknown_exercise; });
  const std::size_t all = found.size();
  Kept kept({.journal = journal, .output = output, .resume = resume, .submissions = all});
  grade.journal = kept.journal();
  const bool shows_progress = !quiet && all > 1 && (as == "text" || context.output.tells_terminal());
  Progress progress(context, shows_progress, all);
  const Batch batch = grade_all(context, std::move(found), grade, [&](const SubmissionReport& report) { progress.add(report); });
  progress.end();

  const Look look{output.empty() ? context.style : Style(), output.empty() ? context.output.columns() : 80};
  std::string text;
  if (as == "json") {
    text = to_json(batch.reports, batch.interrupted);
  } else {
    if (details || all == 1)
      for (const SubmissionReport& report : batch.reports) text += render(report, look) + "\n";
    if (all != 1) text += render_table(batch.reports, look);
  }
  const bool whole = !batch.interrupted && std::none_of(batch.reports.begin(), batch.reports.end(), [](const SubmissionReport& report) {
    return report.verdict == SubmissionVerdict::internal_error;
  });
  try {
    deliver(context, output, text);
    if (whole) kept.done();
  } catch (const Error&) {
    context.output.tell(kept.how_to_resume());
    throw;
  }
  if (unknown && (as == "json" || all > 1)) context.output.tell(three_ways() + "\n");
  if (batch.interrupted) context.output.tell(format(_("interrupted: {} of {} were graded"), batch.reports.size(), all) + "\n");
  if (!whole) context.output.tell(kept.how_to_resume());
  if (batch.interrupted) return kInterrupted;
  return exit_zero ? kAllPassed : exit_code(batch.reports);
}

}  // namespace kata::cli

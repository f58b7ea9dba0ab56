#include "runner/find.h"

#include <algorithm>
#include <map>

#include "base/error.h"
#include "base/file.h"
#include "base/format.h"
#include "base/text.h"
#include "base/words.h"
#include "runner/options.h"

namespace kata::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMarkerBytes = 1024;

bool is_folder(const fs::path& path) {
  std::error_code ignored;
  return fs::is_directory(path, ignored);
}

bool is_there(const fs::path& path) {
  std::error_code ignored;
  return fs::exists(fs::symlink_status(path, ignored));
}

// By name; hidden ones are passed over. `error` tells why a folder can't be read.
std::vector<fs::path> entries(const fs::path& folder, std::error_code& error) {
  std::vector<fs::path> out;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
    if (!entry->path().filename().string().starts_with('.')) out.push_back(entry->path());
  std::sort(out.begin(), out.end());
  return out;
}

// solution.py and solution.cc of a folder, as many as there are.
std::vector<fs::path> solutions(const fs::path& folder) {
  std::vector<fs::path> out;
  for (const char* name : {"solution.py", "solution.cc"})
    if (is_there(folder / name)) out.push_back(folder / name);
  return out;
}

fs::path absolute(const fs::path& path) {
  std::error_code ignored;
  const fs::path out = fs::absolute(path, ignored).lexically_normal();
  return out.has_filename() ? out : out.parent_path();
}

class Finder {
 public:
  Finder(const std::optional<ExerciseName>& exercise, Topics& topics) : exercise_(exercise), topics_(topics) {}

  void look_at(const std::string& given) {
    const fs::path path = absolute(given);
    given_ = path;
    if (is_folder(path))
      folder(path);
    else if (is_there(path))
      file(path);
    else
      refuse(given, path, "missing_file", "");
  }

  std::vector<Found> take() {
    tell_apart();
    return std::move(out_);
  }

 private:
  void file(const fs::path& path);
  void folder(const fs::path& path);
  void student(const fs::path& path, const std::string& name);
  bool is_student(const fs::path& path);
  void in_topics(const fs::path& path, const std::string& name);
  std::optional<ExerciseName> exercise_of(const fs::path& file);
  void add(std::string name, const ExerciseName& exercise, const fs::path& file);
  void refuse(std::string name, const fs::path& file, std::string reason, std::string detail, const ExerciseName& exercise = {});
  void tell_apart();

  bool is_through_a_link(fs::path path) const;

  const std::optional<ExerciseName>& exercise_;
  Topics& topics_;
  fs::path given_;   // by the caller
  std::vector<Found> out_;
};

// What was handed in may be a link to anything that the instructor may read and the student may not, to be shown to him in a
// report. What the caller named himself he may have made a link.
bool Finder::is_through_a_link(fs::path path) const {
  std::error_code ignored;
  for (; path != given_ && path.has_relative_path(); path = path.parent_path())
    if (fs::is_symlink(fs::symlink_status(path, ignored))) return true;
  return false;
}

// --exercise, the marker beside it, or its place <topic>/<exercise>/solution.*.
std::optional<ExerciseName> Finder::exercise_of(const fs::path& file) {
  if (exercise_) return exercise_;
  if (auto marked = read_marker(file.parent_path())) return marked;
  const fs::path folder = file.parent_path();
  ExerciseName name{folder.parent_path().filename(), folder.filename()};
  if (file.stem() == "solution" && topics_.knows(name.topic)) return name;
  return std::nullopt;
}

void Finder::file(const fs::path& path) {
  const auto exercise = exercise_of(path);
  const bool by_place = path.stem() == "solution";
  const fs::path folder = path.parent_path();
  std::string name = path.stem();
  if (by_place && !exercise_ && exercise && folder.filename() == exercise->exercise) {
    const fs::path student = folder.parent_path().parent_path().filename();
    name = fs::path(student / exercise->topic / exercise->exercise).string();
  } else if (by_place) {
    name = folder.filename();
  }
  if (!exercise) {
    refuse(path.filename(), path, "unknown_exercise", three_ways());
    out_.back().unknown_exercise = true;
    return;
  }
  add(name, *exercise, path);
}

bool Finder::is_student(const fs::path& path) {
  std::error_code error;
  for (const fs::path& topic : entries(path, error)) {
    if (!is_folder(topic) || !topics_.knows(topic.filename())) continue;
    std::error_code ignored;
    for (const fs::path& exercise : entries(topic, ignored))
      if (!solutions(exercise).empty()) return true;
  }
  return false;
}

void Finder::folder(const fs::path& path) {
  if (const auto own = solutions(path); !own.empty()) {
    for (const fs::path& solution : own) file(solution);
    return;
  }
  if (is_student(path)) return in_topics(path, path.filename());
  std::error_code error;
  const auto found = entries(path, error);
  if (error) return refuse(path.filename(), path, "unreadable", error.message());
  const std::size_t before = out_.size();
  for (const fs::path& entry : found) {
    if (is_folder(entry))
      student(entry, entry.filename());
    else if (!language_of(entry).empty())
      file(entry);
  }
  if (out_.size() == before) refuse(path.filename(), path, "missing_file", format(_("No submission was found in {}."), shown_path(path)));
}

// <student>/solution.* with --exercise, and <student>/<topic>/<exercise>/solution.*.
void Finder::student(const fs::path& path, const std::string& name) {
  if (exercise_ && !language_of(path).empty()) return add(path.stem(), *exercise_, path);  // a folder called anna.py
  for (const fs::path& solution : solutions(path)) {
    if (const auto exercise = exercise_of(solution)) {
      add(name, *exercise, solution);
    } else {
      refuse(name, solution, "unknown_exercise", three_ways());
      out_.back().unknown_exercise = true;
    }
  }
  in_topics(path, name);
}

void Finder::in_topics(const fs::path& path, const std::string& name) {
  std::error_code error;
  const auto topics = entries(path, error);
  if (error) return refuse(name, path, "unreadable", error.message());
  for (const fs::path& topic : topics) {
    if (!is_folder(topic)) continue;
    std::error_code ignored;
    for (const fs::path& folder : entries(topic, ignored)) {
      const ExerciseName exercise{topic.filename(), folder.filename()};
      if (!is_folder(folder) || (exercise_ && exercise.text() != exercise_->text())) continue;
      for (const fs::path& solution : solutions(folder)) add(name + "/" + exercise.text(), exercise, solution);
    }
  }
}

void Finder::add(std::string name, const ExerciseName& exercise, const fs::path& file) {
  if (is_through_a_link(file))
    return refuse(std::move(name), file, "unreadable", _("It is a link, or lies in one. Put the file itself there."), exercise);
  std::string why;
  try {
    why = topics_.unknown(exercise);
  } catch (const Error& error) {
    // The topic is broken: that is no fault of this submission, and no reason to stop the others.
    refuse(std::move(name), file, "internal", error.what(), exercise);
    out_.back().refused->verdict = report::SubmissionVerdict::internal_error;
    return;
  }
  if (!why.empty()) return refuse(std::move(name), file, "unknown_exercise", why, exercise);
  const catalog::Exercise& known = topics_.exercise(exercise);
  const std::string language = language_of(file);
  if (std::find(known.languages.begin(), known.languages.end(), language) == known.languages.end()) {
    const std::string detail = language.empty() ? format(_("A submission is called *.py or *.cc, not {}."), printable(file.filename().string()))
                                                : format(_("The exercise {} has no tests for {}."), exercise.text(), language);
    return refuse(std::move(name), file, "wrong_language", detail, exercise);
  }
  out_.push_back({{std::move(name), exercise.topic, exercise.exercise, language, file}, std::nullopt});
}

void Finder::refuse(std::string name, const fs::path& file, std::string reason, std::string detail, const ExerciseName& exercise) {
  Found found{{std::move(name), exercise.topic, exercise.exercise, language_of(file), file}, std::nullopt};
  report::SubmissionReport report;
  report.submission = found.submission.name;
  report.topic = exercise.topic;
  report.exercise = exercise.exercise;
  report.language = found.submission.language;
  report.verdict = report::SubmissionVerdict::not_a_submission;
  report.load.reason = std::move(reason);
  report.load.fault = as_it_is(std::move(detail));
  found.refused = std::move(report);
  out_.push_back(std::move(found));
}

// anna.py and anna.cc are two submissions: the ending tells them apart; a/anna.py and b/anna.py keep their one name.
void Finder::tell_apart() {
  std::map<std::string, int> count;
  for (const Found& found : out_) ++count[found.submission.name];
  for (Found& found : out_) {
    if (count[found.submission.name] < 2) continue;
    found.submission.name += found.submission.path.extension().string();
    if (found.refused) found.refused->submission = found.submission.name;
  }
  std::map<std::string, int> before;
  for (Found& found : out_) found.submission.namesake = before[found.submission.name]++;
}

}  // namespace

std::optional<ExerciseName> read_marker(const fs::path& folder) {
  try {
    std::string text = read_file(folder / kMarker, kMarkerBytes);
    constexpr std::string_view kKey = "exercise: ";
    for (std::string_view line : split_lines(text))
      if (line.starts_with(kKey)) return parse_exercise(line.substr(kKey.size()));
  } catch (const Error&) {
    // No marker, or none of ours.
  }
  return std::nullopt;
}

std::string marker_text(const ExerciseName& name) {
  return "# Written by 'kata start', so that 'kata test' knows what is solved here.\nexercise: " + name.text() + "\n";
}

std::string three_ways() {
  return _("Which exercise this answers is not known. There are three ways to say it:\n"
           "  1. give --exercise TOPIC/EXERCISE\n"
           "  2. lay the files out as <student>/<topic>/<exercise>/solution.py or solution.cc\n"
           "  3. keep the file in a folder made by 'kata start TOPIC/EXERCISE'");
}

std::vector<Found> find_submissions(const std::vector<std::string>& paths, const std::optional<ExerciseName>& exercise, Topics& topics) {
  Finder finder(exercise, topics);
  for (const std::string& path : paths) finder.look_at(path);
  return finder.take();
}

namespace {

fs::path one_solution(const fs::path& folder, const std::string& language) {
  const auto found = solutions(folder);
  if (!language.empty()) {
    for (const fs::path& solution : found)
      if (language_of(solution) == language) return solution;
  } else if (found.size() == 1) {
    return found.front();
  } else if (found.size() > 1) {
    throw UsageError(format(_("{} has a solution in Python and one in C++; choose with --language"), shown_path(folder)));
  }
  throw UsageError(format(_("there is no {} in {}"), language.empty() ? "solution.py" : starter_name(language), shown_path(folder)));
}

Submission made(const ExerciseName& name, const fs::path& file, Topics& topics) {
  const catalog::Exercise& exercise = topics.exercise(name);
  const std::string language = language_of(file);
  if (language.empty()) throw UsageError(format(_("A submission is called *.py or *.cc, not {}."), printable(file.filename().string())));
  if (std::find(exercise.languages.begin(), exercise.languages.end(), language) == exercise.languages.end())
    throw UsageError(format(_("The exercise {} has no tests for {}."), name.text(), language));
  return {name.text(), name.topic, name.exercise, language, file};
}

}  // namespace

Submission find_one(const std::string& word, const std::optional<ExerciseName>& exercise, const std::string& language, Topics& topics) {
  const fs::path path = absolute(word.empty() ? "." : word);
  if (is_folder(path)) {
    auto name = exercise ? exercise : read_marker(path);
    const ExerciseName by_place{path.parent_path().filename(), path.filename()};
    if (!name && topics.knows(by_place.topic)) name = by_place;
    if (!name && word.empty())
      throw UsageError(_("this is no folder of an exercise. Go to one that 'kata start' made, or name a file or TOPIC/EXERCISE"));
    if (!name) throw UsageError(shown_path(path) + ": " + three_ways());
    return made(*name, one_solution(path, language), topics);
  }
  if (is_there(path)) {
    std::vector<Found> found = find_submissions({word}, exercise, topics);
    if (found.front().unknown_exercise) throw UsageError(shown_path(path) + ": " + three_ways());
    return made({found.front().submission.topic, found.front().submission.exercise}, path, topics);
  }
  if (const auto name = parse_exercise(word)) {
    topics.exercise(*name);
    throw UsageError(format(_("{} is not started here: 'kata start {}' makes the folder, or go to where it is"), word, word));
  }
  if (topics.knows(word)) throw UsageError(format(_("'{}' is a whole topic; write it as TOPIC/EXERCISE, as 'kata list' shows them"), word));
  throw UsageError(format(_("there is no file or folder '{}', and it is no exercise either"), shorten(printable(word), 60)));
}

}  // namespace kata::cli

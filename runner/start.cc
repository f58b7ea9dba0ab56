// kata start
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "base/file.h"
#include "base/format.h"
#include "base/text.h"
#include "base/unique_fd.h"
#include "base/words.h"
#include "runner/command.h"
#include "runner/find.h"
#include "runner/topics.h"

namespace kata::cli {
namespace {

namespace fs = std::filesystem;

// False where something of that name is there already, even a dangling link: it stays as it is. Never half a file.
bool write_new(const fs::path& path, std::string_view content) {
  UniqueFd fd(open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666));
  if (!fd && errno == EEXIST) return false;
  if (fd && write_all(fd.get(), content)) return true;
  const int error = errno;
  if (fd) unlink(path.c_str());
  throw_errno(N_("cannot write {}"), {shown_path(path)}, error);
}

constexpr const char* kHeader = "solution.h";

// What a C++ solution includes, so that it compiles where it is written. False: the exercise declares nothing.
bool copy_header(const fs::path& from, const fs::path& to) {
  std::error_code error;
  if (!fs::exists(from / kHeader, error)) return false;
  write_new(to / kHeader, read_file(from / kHeader));
  return true;
}

std::string chosen_language(const catalog::Exercise& exercise, const std::string& wanted, const ExerciseName& name) {
  const auto& languages = exercise.languages;
  if (wanted.empty()) return std::find(languages.begin(), languages.end(), "python") != languages.end() ? "python" : languages.front();
  if (std::find(languages.begin(), languages.end(), wanted) != languages.end()) return wanted;
  throw UsageError(format(_("The exercise {} has no tests for {}."), name.text(), wanted));
}

}  // namespace

int start_command(Context& context) {
  std::vector<std::string> words;
  std::string language, directory = ".";
  Options options("start");
  options.words(_("TOPIC/EXERCISE"), words, 1, 1, _("what to solve"));
  options.choice("--language", language, {"python", "cpp"}, _("the language of the solution; python where there is a choice"));
  options.text("--dir", directory, _("FOLDER"), _("where to make the folder TOPIC/EXERCISE; here unless said otherwise"));
  if (helped(context, "start", options)) return kAllPassed;

  Topics topics(context.paths, context.topics);
  const ExerciseName name = topics.parse(words[0]);
  const catalog::Exercise& exercise = topics.exercise(name);
  language = chosen_language(exercise, language, name);
  const fs::path folder = fs::path(directory) / name.topic / name.exercise;
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) throw UsageError(format(_("cannot make the folder {}: {}"), printable(folder.string()), error.message()));

  const fs::path solution = folder / starter_name(language);
  const bool is_new = write_new(solution, read_file(exercise.starters.at(language)));
  const bool declared = language == "cpp" && copy_header(exercise.starters.at(language).parent_path(), folder);
  write_new(folder / "prompt.md", read_file(pick(exercise.prompts)));
  write_new(folder / kMarker, marker_text(name));

  const std::string shown = printable(folder.lexically_normal().string());
  std::string out = is_new ? format(_("{} is ready in {}"), context.style.bold(printable(pick(exercise.title))), shown)
                           : format(_("{} is there already and stays as it is"), printable(solution.lexically_normal().string()));
  out += "\n\n  cd " + shown + "\n";
  out += "  " + pad(starter_name(language), 16) + _("write your solution here") + "\n";
  if (declared) out += "  " + pad(kHeader, 16) + _("what it must define; the tests come with one of their own") + "\n";
  out += "  " + pad("prompt.md", 16) + _("what is asked for") + "\n";
  out += "  " + pad("kata test", 16) + _("checks it") + "\n";
  context.output.print(out);
  return kAllPassed;
}

}  // namespace kata::cli

// kata new topic, kata new exercise
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/file.h"
#include "base/format.h"
#include "base/suggest.h"
#include "base/text.h"
#include "base/words.h"
#include "runner/command.h"
#include "runner/project.h"

namespace kata::cli {
namespace {

namespace fs = std::filesystem;

const std::vector<std::string> kProgrammingLanguages = {"python", "cpp"};

// What `kata new` is to make, and where.
class Author {
 public:
  Author(Context& context, const std::string& directory, std::vector<std::string> languages, bool tables)
      : context_(context), project_(context, directory), kind_(project_.templates() / (tables ? "tables" : "exercise")),
        of_languages_(tables ? kind_ : project_.templates()), languages_(std::move(languages)) {}

  void make_topic(const ExerciseName& name) {
    project_.begin_topic(name);
    finish(name);
  }
  void add_exercise(const ExerciseName& name) {
    project_.begin_exercise(name);
    finish(name);
  }
  std::string told() const;

 private:
  void write_exercise(const Names& names);
  void finish(const ExerciseName& name);

  Context& context_;
  Project project_;
  fs::path kind_, of_languages_;   // templates: of an exercise; folders of what belongs to its languages
  std::vector<std::string> languages_;
  ExerciseName made_;
};

// All of an exercise but its entry in topic.yaml. A prompt ends in what is said of each language.
void Author::write_exercise(const Names& names) {
  const fs::path &root = project_.root(), folder = root / "katas" / names.at("topic") / names.at("exercise");
  NewFiles& files = project_.files();
  files.copy_tree(kind_ / "plugins", root / "plugins", names);
  for (const char* locale : {"en", "ru"}) {
    const std::string name = fmt::format("prompt.{}.md", locale);
    std::string prompt = read_file(kind_ / name);
    for (const std::string& language : languages_) prompt += read_file(of_languages_ / language / name);
    files.write(folder / name, fill_in(prompt, names));
  }
  for (const std::string& language : languages_)
    for (const char* part : {"katas", "plugins"}) files.copy_tree(of_languages_ / language / part, root / part, names);
}

void Author::finish(const ExerciseName& name) {
  const Names names = {{"topic", name.topic}, {"exercise", name.exercise}, {"languages", fmt::format("{}", fmt::join(languages_, ", "))}};
  write_exercise(names);
  project_.enter(name, fill_in(read_file(kind_ / "entry.yaml"), names));
  project_.finish(name);
  made_ = name;
}

std::string Author::told() const {
  return format(_("{} is ready:"), context_.style.bold(made_.text())) + "\n\n" + project_.made() + "\n" +
         _("It works as it is; change it into yours. To build it and have its tests proved:") + "\n" + project_.steps("verify " + made_.text() + " --record");
}

std::vector<std::string> parse_languages(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t comma = std::min(text.find(',', at), text.size());
    const std::string language = text.substr(at, comma - at);
    if (std::find(kProgrammingLanguages.begin(), kProgrammingLanguages.end(), language) == kProgrammingLanguages.end())
      throw UsageError(format(_("{} must be one of {}, not '{}'{}"), "--languages", "python, cpp, python,cpp", shown(text), did_you_mean(language, kProgrammingLanguages)));
    if (std::find(out.begin(), out.end(), language) != out.end())
      throw UsageError(format(_("'{}' stands in {} twice"), language, "--languages"));
    out.push_back(language);
    at = comma + 1;
  }
  return out;
}

}  // namespace

int new_command(Context& context) {
  std::vector<std::string> words;
  std::string languages = "python", directory, first = "first";
  bool tables = false;
  Options options("new");
  options.words(_("topic ID|exercise TOPIC/ID"), words, 2, 2, _("what to make; an id is small letters, digits and _"));
  options.text("--languages", languages, "python,cpp", _("what the exercise may be solved in; python unless said otherwise"));
  options.text("--exercise", first, "ID", _("the name of a new topic's first exercise; 'first' unless said otherwise"));
  options.flag("--tables", tables, _("with hidden tests in a table of YAML, so that no C++ is needed; in Python"));
  options.text("--standalone", directory, _("FOLDER"), _("make it in this folder, a project of its own that needs only an installed Kata; else in the project around here"));
  if (helped(context, "new", options)) return kAllPassed;

  const std::vector<std::string> kinds = {"topic", "exercise"};
  if (std::find(kinds.begin(), kinds.end(), words[0]) == kinds.end())
    throw UsageError(format(_("'kata new {}'? It makes a topic or an exercise{}"), shown(words[0]), did_you_mean(words[0], kinds)));
  const std::vector<std::string> chosen = parse_languages(languages);
  if (tables && chosen != std::vector<std::string>{"python"}) throw UsageError(_("--tables makes an exercise in Python; one in C++ has a header and glue, which are C++ themselves"));
  Author author(context, directory, chosen, tables);
  if (words[0] == "topic") {
    author.make_topic({words[1], first});
  } else {
    const auto name = parse_exercise(words[1]);
    if (!name) throw UsageError(format(_("'{}' is no name for an exercise: write TOPIC/ID"), shown(words[1])));
    author.add_exercise(*name);
  }
  context.output.print(author.told());
  return kAllPassed;
}

}  // namespace kata::cli

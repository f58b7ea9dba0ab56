// kata new topic, kata new exercise
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/error.h"
#include "base/file.h"
#include "base/suggest.h"
#include "base/text.h"
#include "base/words.h"
#include "catalog/reader.h"
#include "runner/command.h"
#include "runner/scaffold.h"
#include "runner/topics.h"

namespace kata::cli {
namespace {

namespace fs = std::filesystem;

const std::vector<std::string> kLanguages = {"python", "cpp"};

template <class... T>
std::string format(const char* text, const T&... args) {
  return fmt::format(fmt::runtime(text), args...);
}

std::string shown(std::string_view text) { return shorten(printable(text), 60); }

bool is_project(const fs::path& folder) { return fs::is_directory(folder / "katas") && fs::is_directory(folder / "plugins"); }

bool is_free(const fs::path& folder) { return !fs::exists(folder) || (fs::is_directory(folder) && fs::is_empty(folder)); }

// What `kata new` is to make, and where.
class Author {
 public:
  Author(Context& context, const std::string& directory, std::vector<std::string> languages, bool tables)
      : context_(context), templates_(context.paths.share / "scaffold"), kind_(templates_ / (tables ? "tables" : "exercise")),
        of_languages_(tables ? kind_ : templates_), languages_(std::move(languages)) {
    root_ = directory.empty() ? enclosing_project() : fs::absolute(directory).lexically_normal();
  }

  void make_topic(const std::string& topic, const std::string& exercise);
  void add_exercise(const std::string& topic, const std::string& exercise);
  std::string told() const;

 private:
  static fs::path enclosing_project();
  void check_topic_id(const std::string& topic) const;
  void make_project();
  std::string entry(const Names& names) const { return fill_in(read_file(kind_ / "entry.yaml"), names); }
  Names names(const std::string& topic, const std::string& exercise) const;
  void write_exercise(const Names& names);
  void finish(const Names& names);

  Context& context_;
  fs::path templates_, kind_, of_languages_, root_;   // templates: all; of an exercise; folders of what belongs to its languages
  std::vector<std::string> languages_;
  NewFiles files_;
  std::vector<fs::path> written_;
  ExerciseName made_;
};

fs::path Author::enclosing_project() {
  for (fs::path folder = fs::current_path();; folder = folder.parent_path()) {
    if (is_project(folder)) return folder;
    if (folder == folder.root_path())
      throw UsageError(_("no folder from here up has katas/ and plugins/; go into your project, or name a folder for one with --standalone"));
  }
}

void check(const std::string& mistake) {
  if (!mistake.empty()) throw UsageError(mistake);
}

void Author::check_topic_id(const std::string& topic) const {
  check(catalog::id_mistake(topic, "id"));
  for (const fs::path& folder : context_.paths.katas)
    if (fs::exists(folder / topic / "topic.yaml"))
      throw UsageError(format(_("there is a topic '{}' already, in {}; choose another name"), topic, shown_path(folder / topic)));
}

// A folder that is no project yet becomes one; a project gets another topic.
void Author::make_project() {
  if (is_project(root_)) return;
  if (!is_free(root_)) throw UsageError(format(_("{} is neither empty nor has it katas/ and plugins/; name another folder"), shown_path(root_)));
  files_.copy_tree(templates_ / "project", root_, {});
  for (const char* schema : {"schema/topic.schema.json", "schema/tests.schema.json"}) files_.write(root_ / schema, read_file(context_.paths.share / schema));
}

Names Author::names(const std::string& topic, const std::string& exercise) const {
  return {{"topic", topic}, {"exercise", exercise}, {"languages", fmt::format("{}", fmt::join(languages_, ", "))}};
}

// All of an exercise but its entry in topic.yaml. A prompt ends in what is said of each language.
void Author::write_exercise(const Names& names) {
  const fs::path folder = root_ / "katas" / names.at("topic") / names.at("exercise");
  files_.copy_tree(kind_ / "plugins", root_ / "plugins", names);
  for (const char* locale : {"en", "ru"}) {
    const std::string name = fmt::format("prompt.{}.md", locale);
    std::string prompt = read_file(kind_ / name);
    for (const std::string& language : languages_) prompt += read_file(of_languages_ / language / name);
    files_.write(folder / name, fill_in(prompt, names));
  }
  for (const std::string& language : languages_)
    for (const char* part : {"katas", "plugins"}) files_.copy_tree(of_languages_ / language / part, root_ / part, names);
}

// Nothing stays that kata itself would not read.
void Author::finish(const Names& names) {
  const auto problems = catalog::load_topic({root_ / "katas"}, names.at("topic")).problems;
  if (!problems.empty()) throw Error(catalog::text_of(problems));
  made_ = {names.at("topic"), names.at("exercise")};
  written_ = files_.written();
  files_.keep();
}

void Author::make_topic(const std::string& topic, const std::string& exercise) {
  check_topic_id(topic);
  check(catalog::exercise_id_mistake(exercise, "id"));
  for (const char* part : {"katas", "plugins"})
    if (fs::exists(fs::symlink_status(root_ / part / topic)))
      throw UsageError(format(_("{} is there already; choose another name or remove it"), shown_path(root_ / part / topic)));
  make_project();
  const Names filled = names(topic, exercise);
  files_.copy_tree(templates_ / "topic/plugins", root_ / "plugins", filled);
  write_exercise(filled);
  files_.write(root_ / "katas" / topic / "topic.yaml",
               fill_in(read_file(templates_ / "topic/topic.yaml"), filled) + indented(entry(filled), 2));
  finish(filled);
}

void Author::add_exercise(const std::string& topic, const std::string& exercise) {
  const std::vector<std::string> known = catalog::topic_ids({root_ / "katas"});
  if (std::find(known.begin(), known.end(), topic) == known.end())
    throw UsageError(format(_("{} has no topic '{}'{}; 'kata new topic {}' makes one"), shown_path(root_ / "katas"), shown(topic), did_you_mean(topic, known), shown(topic)));
  check(catalog::exercise_id_mistake(exercise, "id"));
  const catalog::Catalog found = catalog::load_topic({root_ / "katas"}, topic);
  if (!found.problems.empty()) throw UsageError(format(_("the topic '{}' has mistakes:"), topic) + "\n" + catalog::text_of(found.problems));
  if (found.find(topic)->find(exercise)) throw UsageError(format(_("the topic '{}' has an exercise '{}' already; choose another name"), topic, exercise));
  const Names filled = names(topic, exercise);
  const fs::path file = root_ / "katas" / topic / "topic.yaml";
  const std::string text = with_exercise(file, read_file(file), entry(filled));
  write_exercise(filled);
  files_.replace(file, text);
  finish(filled);
}

std::string Author::told() const {
  std::string out = format(_("{} is ready:"), context_.style.bold(made_.text())) + "\n\n";
  for (const fs::path& file : written_) out += "  " + shown_path(file) + "\n";
  const bool own_tree = root_ == context_.paths.share;
  out += "\n" + std::string(_("It works as it is; change it into yours. To build it and have its tests proved:")) + "\n";
  out += "  cd " + printable(root_.string()) + "\n";
  out += own_tree ? "  cmake --preset release && cmake --build build\n  build/bin/kata" : "  KATA_PATH=$PWD kata";
  out += fmt::format(" verify {} --record\n", made_.text());
  return out;
}

std::vector<std::string> parse_languages(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t comma = std::min(text.find(',', at), text.size());
    const std::string language = text.substr(at, comma - at);
    if (std::find(kLanguages.begin(), kLanguages.end(), language) == kLanguages.end())
      throw UsageError(format(_("{} must be one of {}, not '{}'{}"), "--languages", "python, cpp, python,cpp", shown(text), did_you_mean(language, kLanguages)));
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
    author.make_topic(words[1], first);
  } else {
    const auto name = parse_exercise(words[1]);
    if (!name) throw UsageError(format(_("'{}' is no name for an exercise: write TOPIC/ID"), shown(words[1])));
    author.add_exercise(name->topic, name->exercise);
  }
  context.output.print(author.told());
  return kAllPassed;
}

}  // namespace kata::cli

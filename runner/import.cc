// kata import pytest, kata import exercism
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "base/error.h"
#include "base/file.h"
#include "base/format.h"
#include "base/suggest.h"
#include "base/temporary.h"
#include "base/text.h"
#include "base/words.h"
#include "report/message.h"
#include "runner/command.h"
#include "runner/json.h"
#include "runner/material.h"
#include "runner/project.h"
#include "runner/render.h"

namespace kata::cli {
namespace {

namespace fs = std::filesystem;

// In double quotes, for YAML and C++ alike.
std::string in_double_quotes(std::string_view text) {
  std::string out = Json().value(text).take();
  out.pop_back();
  return out;
}

// ---- what pytest finds ----

struct Collected {
  std::string node, how, words;
};

std::vector<Collected> read_collected(const Value& value) {
  std::vector<Collected> out;
  const List* list = value.get<List>();
  for (std::size_t i = 0; list && i < list->items.size(); ++i) {
    const Tuple* parts = list->items[i].get<Tuple>();
    const auto text = [&](std::size_t at) { return parts && at < parts->items.size() && parts->items[at].get<Str>() ? parts->items[at].get<Str>()->text : ""; };
    out.push_back({text(0), text(1), text(2)});
  }
  return out;
}

void write_collector(const fs::path& folder, const fs::path& templates, const Material& material) {
  NewFiles files;
  files.write(folder / "katas/collect/topic.yaml", "schema: 1\nid: collect\ntitle: {en: collect}\nlocales: [en]\nexercises:\n  - id: collect\n    title: {en: collect}\n"
              "    languages: [python]\n    difficulty: 1\n    limits: {time: 60s, memory: 1GiB, processes: 64, files: 256}\n    hints: {en: [first, second, third]}\n");
  files.write(folder / "katas/collect/collect/prompt.en.md", "# collect\n");
  files.write(folder / "katas/collect/collect/starter.py", "pass\n");
  files.write(folder / "program/solution.py", read_file(templates / "pytest/collect.py"));
  files.write(folder / "program/reference.py.txt", read_file(material.reference));
  files.write(folder / "program/name.txt", material.imported);
  for (const auto& [name, file] : material.suite) files.write(folder / "program/material" / name, read_file(file));
  files.keep();
}

// Each test and what the reference does with it, by running pytest in a box.
std::vector<Collected> collect(Context& context, const fs::path& templates, const Material& material) {
  const TemporaryFolder folder;
  write_collector(folder.path(), templates, material);
  Paths paths = context.paths;
  paths.katas = {folder.path() / "katas"};
  const Submission submission{.name = "collect", .topic = "collect", .exercise = "collect", .language = "python", .path = folder.path() / "program"};
  const RunResult result = context.make_worker(paths, {.brief = true})->run(submission, {.calls = {"collect()"}});
  if (!result.values.empty()) return read_collected(result.values.front());
  const std::string why = !result.load.reason.empty() ? report::message(result.load, "python") : result.problem ? report::message(*result.problem, {"python"}) : "";
  throw Error(format(_("the tests of {} cannot be run: {}"), material.imported, why + "\n" + result.out + result.err));
}

// ---- names of tests ----

// "test_cart.py::TestCart::test_adds_up[1-two]" → "adds up", "1-two", and "cart" of the class.
struct NodeName {
  std::string words, parameters, owner;
};

std::string spaced(std::string_view name) {
  std::string out;
  for (const char c : name) {
    const bool upper = c >= 'A' && c <= 'Z';
    if (upper && !out.empty() && out.back() != ' ') out += ' ';
    out += c == '_' ? ' ' : upper ? static_cast<char>(c | 0x20) : c;
  }
  return out;
}

// pytest spells what is not ASCII as \u0445; people read the letters.
std::string letters(const std::string& parameters) {
  const auto text = nlohmann::json::parse('"' + parameters + '"', nullptr, false);
  return text.is_string() ? text.get<std::string>() : parameters;
}

NodeName read_node(const std::string& node) {
  const std::size_t bracket = std::min(node.find('['), node.size());
  const std::string path = node.substr(0, bracket);
  const std::size_t last = path.rfind("::");
  std::string function = last == path.npos ? path : path.substr(last + 2);
  if (function.starts_with("test")) function.erase(0, function.starts_with("test_") ? 5 : 4);
  const std::size_t owner = last == path.npos || last == 0 ? path.npos : path.rfind("::", last - 1);
  NodeName out{.words = spaced(function.empty() ? "test" : function)};
  if (bracket < node.size()) out.parameters = letters(node.substr(bracket + 1, node.size() - bracket - 2));
  if (owner != path.npos) out.owner = spaced(path.substr(owner + 2, last - owner - 2));
  return out;
}

std::string camel(std::string_view text) {
  std::string out;
  bool begins = true;
  for (const char c : text) {
    const bool word = std::isalnum(static_cast<unsigned char>(c)) && static_cast<unsigned char>(c) < 0x80;
    if (word) out += begins ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
    begins = !word;
  }
  return out;
}

struct Test {
  std::string node, name, title;
};

std::string title_of(const NodeName& node, bool with_owner) {
  std::string out = (with_owner && !node.owner.empty() ? node.owner + ": " : "") + node.words + (node.parameters.empty() ? "" : " (" + node.parameters + ")");
  if (!out.empty()) out[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(out[0])));
  return shorten(printable(out), 100);
}

// A name of its own for each, as C++ has them; and a title, with its class where two would be the same.
std::vector<Test> named(const std::vector<Collected>& found) {
  std::map<std::string, int> titles;
  std::set<std::string> names;
  for (const Collected& one : found) ++titles[title_of(read_node(one.node), false)];
  std::vector<Test> out;
  for (const Collected& one : found) {
    const NodeName node = read_node(one.node);
    const bool twice = titles[title_of(node, false)] > 1;
    std::string name = camel((twice ? node.owner + " " : "") + node.words + " " + node.parameters).substr(0, 60);
    if (name.empty() || std::isdigit(static_cast<unsigned char>(name[0]))) name.insert(0, "Test");
    const std::string plain = name;
    for (int number = 2; !names.insert(name).second; ++number) name = plain + std::to_string(number);
    out.push_back({one.node, name, title_of(node, twice)});
  }
  return out;
}

// ---- the files of the topic ----

std::string test_file(const ExerciseName& name, const Material& material, const std::vector<Test>& tests) {
  std::string out = fmt::format("// The tests of {0}.pytest, which run beside the learner's code. Others may stand here with them, by TEST_F.\n#include <kata/test.h>\n\n"
                                "KATA_PYTEST_EXERCISE({0}, {1});\n\n", name.exercise, in_double_quotes(material.imported));
  for (const Test& test : tests) out += fmt::format("KATA_PYTEST({}, {}, {})\n", name.exercise, test.name, in_double_quotes(test.node));
  return out;
}

std::string titles_file(const std::vector<Test>& tests) {
  std::string out = "# What a learner reads of each test. The Russian titles are still the English ones: translate them.\n";
  for (const Test& test : tests) {
    out += fmt::format("{}:\n  title: {{en: {}, ru: {}}}\n", test.name, in_double_quotes(test.title), in_double_quotes(test.title));
    out += "  hint:\n    en: Compare what the message shows with what the task says.\n    ru: Сравните то, что показано в сообщении, с условием задачи.\n";
    if (&test == &tests.front()) out += "  sample: true\n";
  }
  return out;
}

std::string prompt(const std::string& title, const Material& material) {
  const std::string task = material.task.empty() ? format("Say here what `{}` has to do, with an example.\n\n", material.imported) : material.task;
  return "# " + title + "\n\n" + task + "Write it in `solution.py`. The tests import it as `" + material.imported + "`.\n";
}

// Its first line says what it is; only a shebang would be in the way.
std::string reference(const Material& material) {
  std::string text = read_file(material.reference);
  if (text.starts_with("#!")) text.erase(0, std::min(text.find('\n'), text.size() - 1) + 1);
  return "# reference\n" + text;
}

class Importer {
 public:
  Importer(Context& context, const std::string& directory, Material material)
      : context_(context), project_(context, directory), material_(std::move(material)) {}

  void import(const ExerciseName& name) {
    name_ = name;
    if (project_.has(name.topic)) project_.begin_exercise(name);
    else project_.begin_topic(name);
    judge(collect(context_, project_.templates(), material_));
    write();
    project_.finish(name);
  }
  std::string told() const;

 private:
  void judge(const std::vector<Collected>& found);
  void write();

  Context& context_;
  Project project_;
  Material material_;
  ExerciseName name_;
  std::vector<Test> tests_;
  std::vector<Collected> left_out_;
};

// Only what the reference simply passes can tell anything of a learner.
void Importer::judge(const std::vector<Collected>& found) {
  std::vector<Collected> good;
  for (const Collected& one : found) {
    if (one.how == "failed" || one.how == "error")
      throw UsageError(format(_("the reference does not pass {}:\n{}"), printable(one.node), indent(printable_lines(one.words), "  ")));
    (one.how == "passed" ? good : left_out_).push_back(one);
  }
  if (good.empty()) throw UsageError(_("pytest finds no test that the reference passes"));
  tests_ = named(good);
}

void Importer::write() {
  NewFiles& files = project_.files();
  const fs::path katas = project_.root() / "katas" / name_.topic / name_.exercise, plugin = project_.root() / "plugins" / name_.topic;
  std::string title = spaced(name_.exercise);
  title[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(title[0])));
  for (const char* locale : {"en", "ru"}) files.write(katas / fmt::format("prompt.{}.md", locale), prompt(title, material_));
  files.write(katas / "starter.py", read_file(material_.stub));
  files.write(plugin / "solutions" / name_.exercise / "reference.py", reference(material_));
  files.write(plugin / "tests" / (name_.exercise + "_test.cc"), test_file(name_, material_, tests_));
  files.write(plugin / "tests" / (name_.exercise + ".titles.yaml"), titles_file(tests_));
  for (const auto& [name, file] : material_.suite) files.write(plugin / "tests" / (name_.exercise + ".pytest") / name, read_file(file));
  project_.enter(name_, fill_in(read_file(project_.templates() / "pytest/entry.yaml"), {{"exercise", name_.exercise}, {"title", in_double_quotes(title)}}));
}

std::string Importer::told() const {
  std::string out = format(ngettext_("{} is ready, with {} test:", "{} is ready, with {} tests:", tests_.size()), context_.style.bold(name_.text()), tests_.size()) + "\n\n" + project_.made() + "\n";
  for (const Collected& one : left_out_)
    out += format(one.how == "skipped" ? _("left out: {}, which was skipped") : _("left out: {}, which is expected to fail"), printable(one.node)) + "\n";
  if (!left_out_.empty()) out += "\n";
  out += context_.style.yellow(in_process_text()) + "\n\n";
  out += std::string(_("To build it, have its tests proved and see all that is missing:")) + "\n" + project_.steps("verify " + name_.text()) + "\n";
  out += std::string(_("What is left to write:")) + "\n";
  if (material_.task.empty()) out += "  " + format(_("{}: the task, which nobody wrote yet"), "prompt.en.md") + "\n";
  out += "  " + format(_("{}: the task in Russian; it is still the English text"), "prompt.ru.md") + "\n";
  out += "  " + format(_("{}: titles and hints of the tests; the Russian titles are still the English ones"), name_.exercise + ".titles.yaml") + "\n";
  out += "  " + format(_("{}: difficulty, limits, three hints of this exercise's own"), "topic.yaml") + "\n";
  out += "  " + format(_("{}: wrong solutions and bypasses, which show what the tests are worth"), "solutions/" + name_.exercise) + "\n";
  return out;
}

ExerciseName name_of(const std::string& as, const Material& material) {
  if (as.empty()) return {"imported", material.id()};
  if (const auto name = parse_exercise(as)) return *name;
  throw UsageError(format(_("'{}' is no name for an exercise: write TOPIC/ID"), shorten(printable(as), 60)));
}

}  // namespace

int import_command(Context& context) {
  std::vector<std::string> words;
  std::string as, stub, reference, directory;
  Options options("import");
  options.words(_("pytest|exercism FOLDER"), words, 2, 2, _("what it is, and where; of Exercism .meta/config.json says which file is what"));
  options.text("--as", as, _("TOPIC/EXERCISE"), _("what it becomes, in a new topic or one that is there; unless said otherwise imported/NAME"));
  options.text("--stub", stub, _("FILE"), _("pytest: what a learner begins with; found by its name unless said"));
  options.text("--reference", reference, _("FILE"), _("pytest: the solution that passes all tests; found by its name unless said"));
  options.text("--standalone", directory, _("FOLDER"), _("make it in this folder, a project of its own that needs only an installed Kata; else in the project around here"));
  if (helped(context, "import", options)) return kAllPassed;

  const std::vector<std::string> kinds = {"pytest", "exercism"};
  if (std::find(kinds.begin(), kinds.end(), words[0]) == kinds.end())
    throw UsageError(format(_("'kata import {}'? It takes exercises of pytest or exercism{}"), shorten(printable(words[0]), 60), did_you_mean(words[0], kinds)));
  Material material = words[0] == "pytest" ? read_pytest(words[1], stub, reference) : read_exercism(words[1]);
  const ExerciseName name = name_of(as, material);
  Importer importer(context, directory, std::move(material));
  importer.import(name);
  context.output.print(importer.told());
  return kAllPassed;
}

}  // namespace kata::cli

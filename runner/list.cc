// kata list, kata show
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/file.h"
#include "base/format.h"
#include "base/text.h"
#include "base/words.h"
#include "runner/command.h"
#include "runner/json.h"
#include "runner/render.h"
#include "runner/topics.h"

namespace kata::cli {
namespace {

std::string stars(int difficulty) {
  std::string out;
  for (int i = 1; i <= 5; ++i) out += i <= difficulty ? "★" : "☆";
  return out;
}

std::string language_names(const std::vector<std::string>& languages) {
  std::vector<std::string> names;
  for (const std::string& language : languages) names.emplace_back(language == "cpp" ? "C++" : "Python");
  return fmt::format("{}", fmt::join(names, ", "));
}

std::string table(const catalog::Topic& topic, const Style& style, int columns) {
  std::string out = style.bold(printable(pick(topic.title))) + "  " +
                    style.dim(topic.level == catalog::Level::advanced ? format(_("{} · advanced"), topic.id) : topic.id) + "\n";
  constexpr int kLanguages = 11, kStars = 5, kGap = 2;
  int names = 8;
  for (const catalog::Exercise& exercise : topic.exercises)
    names = std::max(names, width(topic.id) + 1 + width(exercise.id));
  const int titles = std::clamp(columns - names - kLanguages - kStars - 4 * kGap, 16, 48);
  for (const catalog::Exercise& exercise : topic.exercises)
    out += "  " + pad(topic.id + "/" + exercise.id, names) + "  " + pad(shorten(printable(pick(exercise.title)), titles), titles) + "  " +
           pad(language_names(exercise.languages), kLanguages) + "  " + style.yellow(stars(exercise.difficulty)) + "\n";
  return out;
}

std::string to_json(const catalog::Catalog& found) {
  Json json;
  json.object().field("schema", 1).key("topics").list();
  for (const catalog::Topic& topic : found.topics) {
    json.object().field("id", topic.id).field("title", pick(topic.title));
    json.field("level", topic.level == catalog::Level::advanced ? "advanced" : "basic");
    json.field("locales", topic.locales).field("after", topic.after).key("exercises").list();
    for (const catalog::Exercise& exercise : topic.exercises) {
      json.object().field("id", exercise.id).field("title", pick(exercise.title)).field("revision", exercise.revision);
      json.field("languages", exercise.languages).field("difficulty", exercise.difficulty).field("after", exercise.after);
      json.field("points", exercise.points).end();
    }
    json.end().end();
  }
  json.end().key("problems").list();
  for (const catalog::Problem& problem : found.problems) {
    json.object().field("file", problem.file.string()).field("line", problem.line).field("column", problem.column);
    json.field("message", problem.what).end();
  }
  json.end().end();
  return json.take();
}

void tell_problems(const std::vector<catalog::Problem>& problems, Output& output) {
  for (const catalog::Problem& problem : problems) output.tell(problem_text(problem) + "\n");
  if (!problems.empty())
    output.tell(format(ngettext_("{} mistake in the topics; those without one are shown", "{} mistakes in the topics; those without one are shown", problems.size()), problems.size()) + "\n");
}

}  // namespace

int list_command(Context& context) {
  std::string as = "text";
  std::vector<std::string> wanted;
  Options options("list");
  options.words(_("[TOPIC]"), wanted, 0, 1, _("only this topic"));
  options.choice("--format", as, {"text", "json"}, _("how to print it; json is explained in docs/json.md"));
  if (helped(context, "list", options)) return kAllPassed;

  catalog::Catalog found;
  if (wanted.empty()) {
    found = catalog::load(context.paths.katas);
  } else {
    Topics topics(context.paths, context.topics);
    found.topics.push_back(topics.topic(wanted[0]));
  }
  if (as == "json") {
    context.output.print(to_json(found));
    return kAllPassed;
  }
  std::string out;
  for (const catalog::Topic& topic : found.topics) out += (out.empty() ? "" : "\n") + table(topic, context.style, context.output.columns());
  context.output.print(out);
  tell_problems(found.problems, context.output);
  if (!found.topics.empty()) return kAllPassed;
  std::string folders;
  for (const auto& folder : context.paths.katas) folders += "\n  " + shown_path(folder);
  throw UsageError(format(_("no topics in:{}\nKATA_PATH names further folders that have katas/ and plugins/"), folders));
}

int show_command(Context& context) {
  std::vector<std::string> words;
  Options options("show");
  options.words(_("TOPIC[/EXERCISE]"), words, 1, 1, _("what to show: a topic's exercises, or the text of one"));
  if (helped(context, "show", options)) return kAllPassed;

  Topics topics(context.paths, context.topics);
  if (words[0].find('/') == std::string::npos) {
    context.output.print(table(topics.topic(words[0]), context.style, context.output.columns()));
    return kAllPassed;
  }
  const ExerciseName name = topics.parse(words[0]);
  const catalog::Exercise& exercise = topics.exercise(name);
  std::string out = printable_lines(read_file(pick(exercise.prompts)));
  if (!out.ends_with('\n')) out += '\n';
  out += "\n" + context.style.dim(fmt::format("{} · {} · {}", name.text(), language_names(exercise.languages), stars(exercise.difficulty))) + "\n" +
         format(_("To solve it: kata start {}"), name.text()) + "\n";
  if (exercise.tests == catalog::Tests::pytest) out += context.style.yellow(in_process_text()) + "\n";
  context.output.print(out);
  return kAllPassed;
}

}  // namespace kata::cli

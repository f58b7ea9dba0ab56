// kata verify
#include <fmt/format.h>
#include <algorithm>
#include <optional>
#include <set>
#include <thread>

#include "base/error.h"
#include "base/file.h"
#include "base/words.h"
#include "runner/building.h"
#include "runner/changes.h"
#include "runner/command.h"
#include "runner/render.h"
#include "runner/topics.h"
#include "runner/verify_render.h"
#include "verify/texts.h"

namespace kata::cli {
namespace {

// What the command line asks for.
struct Wish {
  std::vector<std::string> words;       // at most one: TOPIC or TOPIC/EXERCISE
  std::string format = "text", output, language;
  verify::Options options;
  bool watch = false, record = false;
  bool changed = false;                 // some file of it, so that it is built before
};

struct Target {
  const catalog::Topic* topic;
  std::string exercise;                 // empty: all
};

class Proving {
 public:
  Proving(Context& context, const Wish& wish)
      : context_(context), wish_(wish), helper_(context.paths.executables / "verify"),
        look_{.style = context.style, .columns = context.output.columns()},
        bar_(wish.format == "text" && rewrites_lines(context.output.tells_terminal())) {}

  // A session of its own for each topic: its zygotes, one for each seed, are of no use to the next.
  TopicProof topic(const Target& target) {
    TopicProof proof{.topic = target.topic->id};
    const auto sources = verify::author_folder(*target.topic);
    if (!std::filesystem::is_directory(sources / "solutions")) throw Error(N_("{}: there are no solutions; kata verify needs the topic's sources, with plugins/ beside katas/"), {sources.string()});
    if (wish_.changed || !is_up_to_date(context_.paths, *target.topic)) build(context_.paths, *target.topic);
    Session session(context_.paths);
    say(table_head(look_));
    for (const catalog::Exercise& exercise : target.topic->exercises) {
      if (!target.exercise.empty() && exercise.id != target.exercise) continue;
      for (const std::string& language : exercise.languages) {
        if (!wish_.language.empty() && language != wish_.language) continue;
        proof.exercises.push_back(this->exercise(session, *target.topic, exercise, language));
        say(render(proof.exercises.back(), look_));
      }
    }
    proof.findings = verify::check_texts({.topic = *target.topic, .tests = session.tests(target.topic->id), .exercise = target.exercise, .record = wish_.record}, helper_);
    if (target.exercise.empty() && wish_.language.empty() && !wish_.options.quick) {
      for (auto& finding : verify::check_topic(*target.topic, proof.exercises)) proof.findings.push_back(std::move(finding));
    }
    say(render_sum(proof, look_));
    return proof;
  }

 private:
  verify::LanguageReport exercise(Session& session, const catalog::Topic& topic, const catalog::Exercise& exercise, const std::string& language) {
    const std::string about = topic.id + "/" + exercise.id + " " + language;
    verify::Verifier verifier(session, helper_, wish_.options, [&](const char* stage, std::size_t done, std::size_t all) {
      if (bar_) context_.output.tell("\r" + render_bar(about, stage, done, all, look_.columns) + "\x1b[K");
    });
    return verifier.exercise(topic, exercise, language);
  }

  void say(const std::string& text) {
    if (bar_) context_.output.tell("\r\x1b[K");
    if (wish_.format == "text") context_.output.print(text);
  }

  Context& context_;
  const Wish& wish_;
  verify::Helper helper_;
  Look look_;
  bool bar_;
};

std::vector<Target> targets_of(const Wish& wish, const catalog::Catalog& all, Topics& topics) {
  std::vector<Target> out;
  if (wish.words.empty()) {
    for (const auto& topic : all.topics) out.push_back({&topic, ""});
  } else if (wish.words[0].find('/') == std::string::npos) {
    out.push_back({&topics.topic(wish.words[0]), ""});
  } else {
    const ExerciseName name = topics.parse(wish.words[0]);
    out.push_back({&topics.topic(name.topic), name.exercise});
  }
  return out;
}

int prove(Context& context, const Wish& wish) {
  Topics topics(context.paths);
  const catalog::Catalog all = wish.words.empty() ? catalog::load(context.paths.katas) : catalog::Catalog{};
  for (const auto& problem : all.problems) context.output.tell(problem_text(problem) + "\n");
  Proving proving(context, wish);
  std::vector<TopicProof> proofs;
  for (const Target& target : targets_of(wish, all, topics)) proofs.push_back(proving.topic(target));
  if (wish.format == "json" && wish.output.empty()) context.output.print(to_json(proofs));
  if (!wish.output.empty()) write_atomically(wish.output, to_json(proofs));
  return all.problems.empty() && std::ranges::all_of(proofs, proved) ? kAllPassed : kSomeFailed;
}

// The exercise that a file belongs to, by its folder or its name: katas/t/EXERCISE/…, tests/EXERCISE_test.cc,
// tests/EXERCISE.titles.yaml, tests/EXERCISE.yaml, solutions/EXERCISE/…, glue/EXERCISE.cc. "": the whole topic, as topic.yaml.
std::string exercise_of(const catalog::Topic& topic, const std::filesystem::path& file) {
  std::string found;
  for (const auto& exercise : topic.exercises) {
    const std::string name = file.filename().string();
    const bool named = name == exercise.id + "_test.cc" || name.starts_with(exercise.id + ".");
    const bool inside = std::ranges::find(file, std::filesystem::path(exercise.id)) != file.end();
    if ((named || inside) && exercise.id.size() > found.size()) found = exercise.id;
  }
  return found;
}

bool is_below(const std::filesystem::path& file, const std::filesystem::path& folder) {
  return file.string().starts_with(folder.string() + "/");
}

// "TOPIC/EXERCISE" or "TOPIC" of those asked for; nullopt: it is of none of them.
std::optional<std::string> word_of(const std::vector<Target>& targets, const std::filesystem::path& file) {
  for (const Target& target : targets) {
    const catalog::Topic& topic = *target.topic;
    if (!is_below(file, topic.directory) && !is_below(file, verify::author_folder(topic))) continue;
    const std::string exercise = exercise_of(topic, file);
    if (!target.exercise.empty() && !exercise.empty() && exercise != target.exercise) continue;
    const std::string& wanted = target.exercise.empty() ? exercise : target.exercise;
    return wanted.empty() ? topic.id : topic.id + "/" + wanted;
  }
  return std::nullopt;
}

// What is wrong now the next save may mend.
void try_to_prove(Context& context, const Wish& wish) {
  try {
    prove(context, wish);
  } catch (const Error& error) {
    context.output.tell(words(error.fault()) + "\n");
  }
}

// Proves, waits for a file to be saved, and proves again what it belongs to, until Ctrl+C.
[[noreturn]] void watch(Context& context, Wish wish) {
  Topics topics(context.paths);
  const catalog::Catalog all = wish.words.empty() ? catalog::load(context.paths.katas) : catalog::Catalog{};
  const auto targets = targets_of(wish, all, topics);
  std::vector<std::filesystem::path> folders;
  for (const Target& target : targets) {
    folders.push_back(target.topic->directory);
    folders.push_back(verify::author_folder(*target.topic));
  }
  Changes changes(folders);
  for (try_to_prove(context, wish);;) {
    context.output.tell(std::string(_("waiting for a file to be saved; Ctrl+C ends")) + "\n");
    std::set<std::string> words;
    wish.changed = true;
    for (const auto& file : changes.wait()) {
      if (const auto word = word_of(targets, file)) words.insert(*word);
    }
    for (const std::string& word : words) {
      wish.words = {word};
      try_to_prove(context, wish);
    }
  }
}

}  // namespace

int verify_command(Context& context) {
  Wish wish;
  wish.options.jobs = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  Options options("verify");
  options.words(_("[TOPIC[/EXERCISE]]"), wish.words, 0, 1, _("only these; by default all topics"));
  options.choice("--language", wish.language, {"python", "cpp"}, _("only this language"));
  options.number("--seeds", wish.options.seeds, 1, 1000, _("with how many seeds what is right must pass (20)"));
  options.flag("--quick", wish.options.quick, _("only that each solution keeps its promise, and the texts"));
  options.number("--jobs", wish.options.jobs, 1, 256, _("graded at once; by default as many as there are processors"));
  options.flag("--watch", wish.watch, _("prove again what a saved file belongs to, building it before"));
  options.flag("--record", wish.record, _("write down that the languages of each text say the same now"));
  options.choice("--format", wish.format, {"text", "json"}, _("how to print it; json is explained in docs/json.md"));
  options.text("--output", wish.output, "FILE", _("also write it there as JSON"));
  if (helped(context, "verify", options)) return kAllPassed;
  if (wish.watch) watch(context, wish);
  return prove(context, wish);
}

}  // namespace kata::cli

// kata run
#include <unistd.h>

#include <algorithm>

#include "base/file.h"
#include "base/format.h"
#include "base/text.h"
#include "base/words.h"
#include "report/message.h"
#include "report/spelling.h"
#include "report/verdicts.h"
#include "runner/command.h"
#include "runner/find.h"
#include "runner/render.h"
#include "runner/topics.h"
#include "value/literal.h"

namespace kata::cli {
namespace {

constexpr std::size_t kMostInput = 1u << 20;

std::string read_input(const std::string& from) {
  if (from.empty()) return "";
  if (from != "-") return read_file(from, kMostInput);
  std::string text;
  char buffer[16384];
  ssize_t got = 0;
  while ((got = read(STDIN_FILENO, buffer, sizeof buffer)) > 0 && text.size() < kMostInput) text.append(buffer, static_cast<std::size_t>(got));
  return text;
}

// To a terminal a submission's bytes are shown, not obeyed; a pipe gets them as they are.
std::string safe_for(const std::string& text, bool terminal) { return terminal ? printable_lines(text) : text; }

// Of a file that was never run.
bool is_no_submission(const std::string& reason) {
  static constexpr std::string_view kReasons[] = {"missing_file", "empty_file", "too_large", "not_text", "wrong_language", "unreadable"};
  return std::find(std::begin(kReasons), std::end(kReasons), reason) != std::end(kReasons);
}

void check_call(const std::string& call) {
  LiteralMistake mistake;
  if (!call.empty() && !parse_call(call, &mistake))
    throw UsageError(format(_("--call '{}', column {}: {}. Write it as in --call 'f(1, [2, 3])', with literal values"), shorten(printable(call), 60), mistake.column,
                            printable(words(mistake.what))));
}

// Our own words, as they stand in a report too: sentences wrapped, code as it is.
void explain(Context& context, const std::string& message) { context.output.tell(render_message(message, 0, context.output.columns())); }

int print_result(Context& context, const RunResult& result, const std::string& language) {
  context.output.print(safe_for(result.load.out + result.out, context.output.is_terminal()));
  context.output.tell(safe_for(result.load.err + result.err, context.output.tells_terminal()));
  if (!result.load.reason.empty()) {
    report::LoadReport load = result.load;
    load.out.clear();  // both were printed above
    load.err.clear();
    explain(context, report::message(load, language));
    return load.reason == "internal" ? kInternalError : is_no_submission(load.reason) ? kNoSubmission : kSomeFailed;
  }
  if (result.problem) {
    explain(context, report::message(*result.problem, {language}));
    return kSomeFailed;
  }
  if (result.verdict != report::TestVerdict::passed) {
    report::TestReport test;
    test.verdict = result.verdict;
    test.signal = result.signal;
    test.exit_code = result.exit_code;
    test.syscall = result.syscall;
    test.trace = result.trace;
    explain(context, report::message(test, {language}));
    return kSomeFailed;
  }
  for (const Value& value : result.values) context.output.print(report::spelled(value, report::source_of(language), 20'000) + "\n");
  return kAllPassed;
}

}  // namespace

int run_command(Context& context) {
  std::vector<std::string> words;
  std::string exercise, language, input;
  std::string call;
  RunOptions run;
  Options options("run");
  options.words(_("[PATH|TOPIC/EXERCISE]"), words, 0, 1, _("a file, a folder made by 'kata start', or an exercise started below here; nothing: this folder"));
  options.text("--call", call, "'f(1, 2)'", _("what to call; nothing: only load the file"));
  options.text("--input", input, _("FILE"), _("what the program reads as its standard input; - is this one's"));
  options.text("--exercise", exercise, _("TOPIC/EXERCISE"), _("which exercise the file answers"));
  options.choice("--language", language, {"python", "cpp"}, _("which solution, where there is one in each"));
  if (helped(context, "run", options)) return kAllPassed;
  check_call(call);
  if (!call.empty()) run.calls = {call};

  Topics topics(context.paths, context.topics);
  std::optional<ExerciseName> name;
  if (!exercise.empty()) name = topics.parse(exercise);
  const Submission submission = find_one(words.empty() ? "" : words[0], name, language, topics);
  run.input = read_input(input);
  const RunResult result = context.make_worker(context.paths, {.brief = true, .topics = context.topics})->run(submission, run);
  return print_result(context, result, submission.language);
}

}  // namespace kata::cli

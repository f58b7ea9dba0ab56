#include <kata/test.h>

#include <string>
#include <vector>

KATA_EXERCISE(operator_console);

namespace {

// The handlers of the prompt and a few more, with a log of who was called.
constexpr const char* kPort = R"py(
log = []

def lift(crane, load, *, speed="slow"):
    log.append("lift")
    return f"{crane} lifts {load} ({speed})"

def greet(*names, **titles):
    log.append("greet")
    return [list(names), list(titles.items())]

def count(start, stop="10", /):
    log.append("count")
    return (start, stop)

def ring():
    log.append("ring")

handlers = {"lift": lift, "greet": greet, "count": count, "ring": ring}
)py";

}  // namespace

// Probes run beside the handlers above.
#define EXPECT_OBSERVED(code, ...) EXPECT_THAT(probe(std::string(kPort) + (code)), Observes(__VA_ARGS__))

TEST_F(operator_console, RunsACommand) {
  EXPECT_OBSERVED("observe(run_command('lift north coal speed=fast', handlers))", "north lifts coal (fast)");
}

TEST_F(operator_console, ShowsTheUsage) {
  EXPECT_OBSERVED("observe(run_command('lift north', handlers))", "usage: lift(crane, load, *, speed='slow')");
}

TEST_F(operator_console, NamesAnUnknownCommand) {
  EXPECT_OBSERVED("observe(run_command('sing', handlers))", "unknown command: sing");
}

TEST_F(operator_console, LeavesOutWhatHasADefault) {
  EXPECT_OBSERVED("observe(run_command('lift north coal', handlers))", "north lifts coal (slow)");
}

TEST_F(operator_console, CallsAHandlerWithoutWords) {
  EXPECT_OBSERVED("observe([run_command('ring', handlers), log])", list(nullptr, list("ring")));
}

TEST_F(operator_console, PassesOptionsByName) {
  EXPECT_OBSERVED("observe(run_command('greet ann title=captain age=40', handlers))",
                  list(list("ann"), list(tuple("title", "captain"), tuple("age", "40"))));
}

TEST_F(operator_console, TakesOptionsAnywhere) {
  EXPECT_OBSERVED("observe(run_command('lift speed=fast north coal', handlers))", "north lifts coal (fast)");
}

TEST_F(operator_console, SplitsAnOptionAtTheFirstEquals) {
  EXPECT_OBSERVED("observe(run_command('greet rule=a=b empty=', handlers))",
                  list(list(), list(tuple("rule", "a=b"), tuple("empty", ""))));
}

TEST_F(operator_console, CountsTheLastOfEqualOptions) {
  EXPECT_OBSERVED("observe(run_command('lift north coal speed=fast speed=calm', handlers))", "north lifts coal (calm)");
}

TEST_F(operator_console, KeepsNumbersAsText) {
  EXPECT_OBSERVED("observe(run_command('count 3 007', handlers))", tuple("3", "007"));
}

TEST_F(operator_console, TakesAnyWhiteSpace) {
  EXPECT_OBSERVED("observe(run_command('  lift\\tnorth   coal \\n', handlers))", "north lifts coal (slow)");
}

TEST_F(operator_console, GivesAnEmptyTextForAnEmptyLine) {
  EXPECT_OBSERVED("observe([run_command('', handlers), run_command('  \\t', handlers)])", list("", ""));
}

TEST_F(operator_console, RefusesTooManyWords) {
  EXPECT_OBSERVED("observe([run_command('ring loud', handlers), log])", list("usage: ring()", list()));
}

TEST_F(operator_console, RefusesAnUnknownOption) {
  EXPECT_OBSERVED("observe([run_command('lift north coal colour=red', handlers), log])",
                  list("usage: lift(crane, load, *, speed='slow')", list()));
}

TEST_F(operator_console, RefusesAPositionByName) {
  EXPECT_OBSERVED("observe([run_command('count start=3', handlers), log])",
                  list("usage: count(start, stop='10', /)", list()));
}

TEST_F(operator_console, KnowsNoCommandWithoutHandlers) {
  EXPECT_THAT(call("run_command", "lift north coal", dict({})), Returns("unknown command: lift"));
}

TEST_F(operator_console, LeavesTheHandlersAlone) {
  EXPECT_OBSERVED("kept = dict(handlers)\nrun_command('lift north coal', handlers)\nobserve(handlers == kept)", true);
}

TEST_F(operator_console, PassesOnAnErrorOfTheHandler) {
  EXPECT_THAT(probe(R"py(
def sink(ship):
    raise LookupError(f"no ship {ship}")
observe(run_command("sink titanic", {"sink": sink}))
)py"),
              Raises("LookupError", Says("no ship titanic")));
}

TEST_F(operator_console, ServesANewHandler) {
  EXPECT_THAT(probe(R"py(
class Pilot:
    def guide(self, ship, *tugs, berth):
        return f"{ship} to {berth} with {len(tugs)}"
observe(run_command("guide vasa a b berth=7", {"guide": Pilot().guide}))
)py"),
              Observes("vasa to 7 with 2"));
}

TEST_F(operator_console, UsesTheNameOfTheDictionary) {
  EXPECT_OBSERVED("observe(run_command('hoist', {'hoist': lift}))", "usage: hoist(crane, load, *, speed='slow')");
}

KATA_PROPERTY(operator_console, PassesAllWords, const std::vector<Int<0, 999>>& numbers, const std::vector<Int<0, 999>>& options) {
  std::string line = "greet";
  Values names, titles;
  for (std::size_t i = 0; i < options.size(); ++i) {
    const auto key = "option" + std::to_string(i), text = std::to_string(options[i].number);
    line += " " + key + "=" + text;
    titles.push_back(tuple(key, text));
  }
  for (const auto& number : numbers) {
    const auto text = std::to_string(number.number);
    line += " " + text;
    names.emplace_back(text);
  }
  EXPECT_THAT(probe(std::string(kPort) + "observe(run_command(line, handlers))", {{"line", line}}),
              Observes(list(List{names}, List{titles})));
}

TEST_F(operator_console, PassesOnATypeErrorOfTheHandler) {
  EXPECT_THAT(probe(R"py(
def weigh(load):
    return load + 1
observe(run_command("weigh coal", {"weigh": weigh}))
)py"),
              Raises("TypeError", Contains("concatenate")));
}

TEST_F(operator_console, DoesNotCallWhatDoesNotFit) {
  EXPECT_THAT(probe(R"py(
import functools
log = []

def noted(handler):
    @functools.wraps(handler)
    def wrapper(*args, **options):
        log.append(handler.__name__)
        return handler(*args, **options)
    return wrapper

@noted
def moor(ship, berth):
    return f"{ship} at {berth}"

observe([run_command("moor vasa", {"moor": moor}), log])
)py"),
              Observes(list("usage: moor(ship, berth)", list())));
}

TEST_F(operator_console, CallsTheHandlerOnce) {
  EXPECT_OBSERVED("run_command('lift north coal', handlers)\nobserve(log)", list("lift"));
}

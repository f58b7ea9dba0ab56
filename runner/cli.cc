#include <unistd.h>

#include <algorithm>
#include <csignal>

#include "base/format.h"
#include "base/suggest.h"
#include "base/text.h"
#include "base/words.h"
#include "runner/command.h"

namespace kata::cli {
namespace {

namespace fs = std::filesystem;

constexpr Command kCommands[] = {
    {"list", N_("the topics and their exercises"), "list [TOPIC]",
     N_("kata list\n"
        "kata list unpacking\n"
        "kata list --format json"), list_command},
    {"show", N_("what an exercise asks for"), "show TOPIC[/EXERCISE]",
     N_("kata show unpacking/rotate\n"
        "kata show unpacking/rotate --lang ru"), show_command},
    {"start", N_("make a folder to solve an exercise in"), "start TOPIC/EXERCISE",
     N_("kata start unpacking/rotate                    makes unpacking/rotate/solution.py\n"
        "kata start unpacking/swap --language cpp       makes unpacking/swap/solution.cc"), start_command},
    {"test", N_("check a solution"), "test [PATH|TOPIC/EXERCISE]",
     N_("kata test                                      in a folder made by 'kata start'\n"
        "kata test unpacking/rotate                     the one started below this folder\n"
        "kata test my.py --exercise unpacking/rotate    any file"), test_command},
    {"run", N_("try a solution without checking it"), "run [PATH|TOPIC/EXERCISE]",
     N_("kata run --call 'rotate([1, 2, 3])'            prints what comes back\n"
        "kata run unpacking/rotate                      only loads the file"), run_command},
    {"grade", N_("check the submissions of many"), "grade PATH…",
     N_("kata grade anna.py --exercise unpacking/rotate\n"
        "kata grade handed-in/ --exercise unpacking/rotate --jobs 2\n"
        "kata grade course/ --format json --output results.json\n"
        "kata grade course/ --format json --output results.json --resume    goes on where that was ended"), grade_command},
    {"verify", N_("prove that the tests of a topic are strong"), "verify [TOPIC[/EXERCISE]]",
     N_("kata verify unpacking\n"
        "kata verify unpacking/rotate --watch           again whenever a file of it changes\n"
        "kata verify --format json --output proof.json"), verify_command},
    {"new", N_("begin a topic or an exercise of your own"), "new topic ID | new exercise TOPIC/ID",
     N_("kata new topic greetings --standalone my-katas\n"
        "kata new exercise greetings/polite --languages python,cpp"), new_command},
    {"import", N_("turn an exercise that has tests for pytest into one of kata"), "import pytest FOLDER | import exercism FOLDER",
     N_("kata import pytest homework/cart --as shop/cart\n"
        "kata import exercism python/exercises/practice/two-fer --standalone my-katas"), import_command},
    {"pack", N_("make an archive of a topic to hand on"), "pack TOPIC",
     N_("kata pack greetings --source\n"
        "kata pack greetings --student --output for-students.tar.gz\n"
        "kata pack greetings --grading                  for who grades with the same Kata"), pack_command},
    {"install", N_("install a topic that somebody packed"), "install ARCHIVE|FOLDER",
     N_("kata install greetings-source.tar.gz\n"
        "kata install my-katas --yes"), install_command},
    {"doctor", N_("which protections hold on this machine"), "doctor",
     N_("kata doctor\n"
        "kata doctor --format json"), doctor_command},
};

// What is understood before and behind a command's name.
struct Common {
  std::string language;
  std::string colour = "auto";
  bool help = false;
  bool version = false;
};

const std::vector<std::string> kLanguages = {"en", "ru"};
const std::vector<std::string> kColours = {"auto", "always", "never"};

void check(const char* name, const std::string& value, const std::vector<std::string>& allowed) {
  if (std::find(allowed.begin(), allowed.end(), value) != allowed.end()) return;
  throw UsageError(format(_("{} must be one of {}, not '{}'{}"), name, allowed[0] + ", " + allowed[1] + (allowed.size() > 2 ? ", " + allowed[2] : ""),
                          shorten(printable(value), 60), did_you_mean(value, allowed)));
}

// Takes the common options out of the arguments, wherever they stand before "--".
std::vector<std::string> take_common(const std::vector<std::string>& arguments, Common& common) {
  std::vector<std::string> rest;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& argument = arguments[i];
    if (argument == "--") {
      rest.insert(rest.end(), arguments.begin() + static_cast<std::ptrdiff_t>(i), arguments.end());
      break;
    }
    const auto value = [&](const std::string& name, std::string& out) {
      if (argument.starts_with(name + "=")) {
        out = argument.substr(name.size() + 1);
        return true;
      }
      if (argument != name) return false;
      if (i + 1 == arguments.size()) throw UsageError(format(_("{} needs a value"), name));
      out = arguments[++i];
      return true;
    };
    if (argument == "--help" || argument == "-h") common.help = true;
    else if (argument == "--version") common.version = true;
    else if (!value("--lang", common.language) && !value("--color", common.colour)) rest.push_back(argument);
  }
  return rest;
}

// <prefix>/share/locale beside the <prefix>/bin that this program is in.
fs::path locale_directory() {
  std::error_code error;
  const fs::path self = fs::read_symlink("/proc/self/exe", error);
  return error ? fs::path("/usr/share/locale") : self.parent_path().parent_path() / "share" / "locale";
}

std::string overview(const Style& style) {
  std::string out = style.bold(_("Kata: exercises in Python and C++, checked by hidden tests")) + "\n\n";
  out += std::string(_("usage: kata COMMAND [OPTION…]")) + "\n\n";
  for (const Command& command : commands()) out += "  " + pad(command.name, 10) + _(command.summary) + "\n";
  out += "\n" + std::string(_("Options of every command:")) + "\n";
  for (const OptionRow& row : common_options()) out += "  " + pad(row.left(), 27) + row.help + "\n";
  out += "\n" + std::string(_("Environment:")) + "\n";
  for (const OptionRow& row : environment()) out += "  " + pad(row.left(), 27) + row.help + "\n";
  out += "\n" + std::string(_("A first exercise:")) + "\n  kata list\n  kata start unpacking/rotate\n  cd unpacking/rotate\n  kata test\n";
  out += "\n" + exit_codes() + "\n";
  return out;
}

std::vector<std::string> names_of(const std::vector<OptionRow>& rows) {
  std::vector<std::string> out;
  for (const OptionRow& row : rows) out.push_back(row.name);
  return out;
}

const Command& the_command(const std::string& name) {
  if (const Command* command = find_command(name)) return *command;
  std::vector<std::string> names;
  for (const Command& command : commands()) names.emplace_back(command.name);
  if (name.starts_with('-')) throw UsageError(format(_("unknown option '{}'{} (see 'kata --help')"), shorten(printable(name), 60), did_you_mean(name, names_of(common_options()))));
  throw UsageError(format(_("unknown command '{}'{}; 'kata --help' shows them all"), shorten(printable(name), 60), did_you_mean(name, names)));
}

int dispatch(const std::vector<std::string>& arguments, Output& output, const MakeWorker& make_worker) {
  Common common;
  std::vector<std::string> rest = take_common(arguments, common);
  check("--color", common.colour, kColours);
  if (!common.language.empty()) check("--lang", common.language, kLanguages);
  const Colour colour = common.colour == "always" ? Colour::always : common.colour == "never" ? Colour::never : Colour::automatic;
  const Style style(wants_colour(colour, output.is_terminal()));
  if (common.version) {
    output.print("kata " KATA_VERSION "\n");
    return kAllPassed;
  }
  if (rest.empty() || (rest.size() == 1 && rest[0] == "help")) {
    output.print(overview(style));
    return common.help || !rest.empty() ? kAllPassed : kWrongUsage;
  }
  if (rest[0] == "help") {  // "kata help test"
    rest.erase(rest.begin());
    common.help = true;
  }
  const Command& command = the_command(rest[0]);
  rest.erase(rest.begin());
  const Paths paths = common.help ? Paths{} : Paths::discover();
  Context context{output, style, paths, std::make_shared<catalog::Topics>(paths.katas), make_worker, {}, std::move(rest)};
  if (common.help) context.describe = [&](const Command& described, const Options& options) { output.print(command_help(described, options, style)); };
  return command.run(context);
}

// The language has to be known before the first word is said, also of a mistake.
std::string wanted_language(const std::vector<std::string>& arguments) {
  std::string language = language_of_environment();
  for (std::size_t i = 0; i < arguments.size() && arguments[i] != "--"; ++i) {
    std::string given;
    if (arguments[i].starts_with("--lang=")) given = arguments[i].substr(7);
    if (arguments[i] == "--lang" && i + 1 < arguments.size()) given = arguments[i + 1];
    if (std::find(kLanguages.begin(), kLanguages.end(), given) != kLanguages.end()) language = given;
  }
  return language;
}

// A terminal would break a long line within a word; a pipe gets it whole.
void complain(Output& output, const std::exception& error) {
  const std::string text = "kata: " + printable_lines(error.what());
  if (!output.tells_terminal()) return output.tell(text + "\n");
  for (const std::string& line : wrap(text, output.columns())) output.tell(line + "\n");
}

}  // namespace

std::span<const Command> commands() { return kCommands; }

const Command* find_command(std::string_view name) {
  for (const Command& command : kCommands)
    if (command.name == name) return &command;
  return nullptr;
}

std::vector<OptionRow> environment() {
  return {{"KATA_PATH=DIR[:DIR…]", "", _("further folders that have katas/ and plugins/"), {}},
          {"NO_COLOR=1", "", _("no colour, also on a terminal"), {}}};
}

std::string exit_codes() {
  return _("Exit codes: 0 all passed, 1 some test failed, 2 wrong usage,\n3 nothing was a submission, 4 an internal error, 130 interrupted.");
}

std::string command_help(const Command& command, const Options& options, const Style& style) {
  std::string out = style.bold("kata " + std::string(command.usage)) + ": " + _(command.summary) + "\n\n" + options.help();
  return out + "\n" + style.bold(_("Examples")) + "\n" + indent(_(command.examples), "  ") + "\n";
}

bool helped(Context& context, const char* command, Options& options) {
  if (context.describe) {
    context.describe(*find_command(command), options);
    return true;
  }
  options.parse(context.arguments);
  return false;
}

int run(const std::vector<std::string>& arguments, Output& output, const MakeWorker& make_worker) {
  std::signal(SIGPIPE, SIG_IGN);
  speak(wanted_language(arguments), locale_directory());
  try {
    return dispatch(arguments, output, make_worker);
  } catch (const OutputGone&) {
    return 128 + SIGPIPE;
  } catch (const UsageError& error) {
    complain(output, error);
    return kWrongUsage;
  } catch (const std::exception& error) {
    complain(output, error);
    return kInternalError;
  }
}

}  // namespace kata::cli

// The commands of kata.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "runner/options.h"
#include "runner/output.h"
#include "runner/worker.h"

namespace kata::cli {

// Exit codes; documented in docs/json.md and `kata --help`.
enum Exit : int { kAllPassed = 0, kSomeFailed = 1, kWrongUsage = 2, kNoSubmission = 3, kInternalError = 4, kInterrupted = 130 };

struct Command;

// What a command works with.
struct Context {
  Output& output;
  Style style;
  Paths paths;
  std::shared_ptr<catalog::Topics> topics;   // each read once, by the command and by its session
  MakeWorker make_worker;
  // Where it is set the command does nothing but describe itself.
  std::function<void(const Command&, const Options&)> describe;
  std::vector<std::string> arguments;     // behind the command's name, without the options common to all
};

struct Command {
  const char* name;
  const char* summary;                    // N_()
  const char* usage;                      // "test [PATH|TOPIC/EXERCISE]"
  const char* examples;                   // one a line: the command, two spaces, N_() of what it does
  int (*run)(Context& context);
};

std::span<const Command> commands();
const Command* find_command(std::string_view name);

// What kata's own help says besides the commands, in the user's language.
std::vector<OptionRow> environment();
std::string exit_codes();

// Each command's own help: usage, options, examples.
std::string command_help(const Command& command, const Options& options, const Style& style);
// True after describing the command, where that was asked for; else parses.
bool helped(Context& context, const char* command, Options& options);

int list_command(Context& context);
int show_command(Context& context);
int start_command(Context& context);
int test_command(Context& context);
int run_command(Context& context);
int grade_command(Context& context);
int doctor_command(Context& context);
int verify_command(Context& context);
int new_command(Context& context);
int import_command(Context& context);
int pack_command(Context& context);
int install_command(Context& context);

// All of it: `arguments` without the program's name.
int run(const std::vector<std::string>& arguments, Output& output, const MakeWorker& make_worker);

}  // namespace kata::cli

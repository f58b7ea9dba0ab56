#include "runner/manual.h"

#include <fmt/format.h>

#include "base/text.h"
#include "base/words.h"
#include "runner/command.h"

namespace kata::cli {
namespace {

struct Described {
  const Command& command;
  std::vector<OptionRow> rows;
};

std::vector<Described> described_commands() {
  std::vector<Described> out;
  StandardOutput unused;
  for (const Command& command : commands()) {
    Context context{unused, Style(), {}, {}, {}, {}, {}};
    context.describe = [&](const Command&, const Options& options) { out.push_back({command, options.rows()}); };
    command.run(context);
  }
  return out;
}

std::string replaced(std::string_view text, char what, std::string_view with) {
  std::string out;
  for (const char c : text) c == what ? out.append(with) : out.append(1, c);
  return out;
}

std::string troff(std::string_view text) {
  std::string out = replaced(replaced(text, '\\', "\\e"), '-', "\\-");
  return out.starts_with('.') || out.starts_with('\'') ? "\\&" + out : out;
}

std::string man_rows(const std::vector<OptionRow>& rows) {
  std::string out;
  for (const OptionRow& row : rows) out += ".TP\n\\fB" + troff(row.left()) + "\\fR\n" + troff(row.help) + "\n";
  return out;
}

// In single quotes of bash and zsh, and of fish, where a backslash escapes within them.
std::string in_shell_quotes(std::string_view text) { return "'" + replaced(text, '\'', "'\\''") + "'"; }
std::string in_fish_quotes(std::string_view text) { return "'" + replaced(replaced(text, '\\', "\\\\"), '\'', "\\'") + "'"; }

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

std::vector<std::string> option_names(const std::vector<OptionRow>& rows) {
  std::vector<std::string> out;
  for (const OptionRow& row : rows)
    if (row.is_option()) out.push_back(row.name);
  return out;
}

// bash: what may follow an option that has a value.
std::string bash_values(std::string_view command, const std::vector<OptionRow>& rows) {
  std::string out;
  for (const OptionRow& row : rows)
    if (!row.choices.empty()) out += fmt::format("    {}:{}) COMPREPLY=($(compgen -W '{}' -- \"$word\")); return ;;\n", command, row.name, joined(row.choices));
  return out;
}

// zsh: the specification of one option for _arguments, in which [ ] and : are marks.
std::string zsh_option(const OptionRow& row) {
  std::string help = replaced(replaced(replaced(row.help, '[', "("), ']', ")"), ':', "\\:");
  std::string out = row.name + "[" + help + "]";
  if (!row.placeholder.empty()) out += ":" + replaced(row.placeholder, ':', "\\:") + ":" + (row.choices.empty() ? "_files" : "(" + joined(row.choices) + ")");
  return in_shell_quotes(out);
}

std::string fish_options(const std::string& condition, const std::vector<OptionRow>& rows) {
  std::string out;
  for (const OptionRow& row : rows) {
    if (!row.is_option()) continue;
    out += "complete -c kata" + condition + " -l " + row.name.substr(2);
    if (!row.choices.empty()) out += " -x -a " + in_fish_quotes(joined(row.choices));
    else if (!row.placeholder.empty()) out += " -r";
    out += " -d " + in_fish_quotes(row.help) + "\n";
  }
  return out;
}

}  // namespace

std::string man_page() {
  std::string out = ".\\\" Generated from the table of kata's commands.\n.TH KATA 1\n";
  out += std::string(".SH ") + _("NAME") + "\nkata \\- " + troff(_("exercises in Python and C++, checked by hidden tests")) + "\n";
  out += std::string(".SH ") + _("SYNOPSIS") + "\n\\fBkata\\fR " + troff(_("COMMAND [OPTION…]")) + "\n";
  out += std::string(".SH ") + _("COMMANDS") + "\n";
  for (const auto& [command, rows] : described_commands()) {
    out += ".SS \"kata " + troff(replaced(command.usage, '"', "\\(dq")) + "\"\n" + troff(_(command.summary)) + "\n" + man_rows(rows);
    out += ".PP\n.nf\n";
    for (const std::string_view line : split_lines(_(command.examples))) out += troff(line) + "\n";
    out += ".fi\n";
  }
  out += std::string(".SH ") + _("OPTIONS OF EVERY COMMAND") + "\n" + man_rows(common_options());
  out += std::string(".SH ") + _("ENVIRONMENT") + "\n" + man_rows(environment());
  out += std::string(".SH ") + _("EXIT STATUS") + "\n" + troff(exit_codes()) + "\n";
  return out;
}

std::string bash_completion() {
  std::vector<std::string> names;
  std::string values = bash_values("*", common_options()), options;
  for (const auto& [command, rows] : described_commands()) {
    names.emplace_back(command.name);
    values += bash_values(command.name, rows);
    options += fmt::format("    {}) options='{}' ;;\n", command.name, joined(option_names(rows)));
  }
  return fmt::format(
      "# Generated from the table of kata's commands.\n"
      "_kata() {{\n"
      "  local word=\"${{COMP_WORDS[COMP_CWORD]}}\" before=\"${{COMP_WORDS[COMP_CWORD-1]}}\" command='' options='' i\n"
      "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
      "    case \" {0} \" in *\" ${{COMP_WORDS[i]}} \"*) command=\"${{COMP_WORDS[i]}}\"; break ;; esac\n"
      "  done\n"
      "  case \"$command:$before\" in\n{1}  esac\n"
      "  case \"$command\" in\n    '') [[ $word == -* ]] || {{ COMPREPLY=($(compgen -W '{0}' -- \"$word\")); return; }} ;;\n{3}  esac\n"
      "  if [[ $word == -* ]]; then\n    COMPREPLY=($(compgen -W \"$options {2}\" -- \"$word\"))\n"
      "  else\n    compopt -o filenames 2>/dev/null\n    COMPREPLY=($(compgen -f -- \"$word\"))\n  fi\n"
      "}}\n"
      "complete -F _kata kata\n",
      joined(names), values, joined(option_names(common_options())), options);
}

std::string zsh_completion() {
  std::string names, options, common;
  for (const OptionRow& row : common_options()) common += " " + zsh_option(row);
  for (const auto& [command, rows] : described_commands()) {
    names += "    " + in_shell_quotes(fmt::format("{}:{}", command.name, replaced(_(command.summary), ':', "\\:"))) + "\n";
    options += fmt::format("    {}) _arguments $common", command.name);
    for (const OptionRow& row : rows)
      if (row.is_option()) options += " " + zsh_option(row);
    options += " '*:file:_files' ;;\n";
  }
  return fmt::format(
      "#compdef kata\n# Generated from the table of kata's commands.\n"
      "_kata() {{\n"
      "  local curcontext=\"$curcontext\" state line\n"
      "  local -a commands common\n"
      "  local -A opt_args\n"
      "  common=({})\n"
      "  commands=(\n{}  )\n"
      "  _arguments -C $common '1: :->command' '*:: :->words' && return\n"
      "  if [[ $state == command ]]; then\n    _describe command commands\n    return\n  fi\n"
      "  case $words[1] in\n{}  esac\n"
      "}}\n"
      "_kata \"$@\"\n",
      common, names, options);
}

// What fish takes for a first word is also the value of an option before it.
std::string fish_completion() {
  std::string names, out;
  for (const auto& [command, rows] : described_commands()) {
    names += fmt::format(" {}", command.name);
    out += fmt::format("complete -c kata -n __kata_no_command -f -a {} -d {}\n", command.name, in_fish_quotes(_(command.summary)));
    out += fish_options(fmt::format(" -n '__fish_seen_subcommand_from {}'", command.name), rows);
  }
  return "# Generated from the table of kata's commands.\nfunction __kata_no_command\n  not __fish_seen_subcommand_from" + names + "\nend\n" + out +
         fish_options("", common_options());
}

}  // namespace kata::cli

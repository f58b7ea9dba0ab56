#include "runner/options.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>

#include "base/format.h"
#include "base/suggest.h"
#include "base/text.h"
#include "base/words.h"

namespace kata::cli {
namespace {

constexpr int kHelpColumn = 26;

std::string joined(const std::vector<std::string>& words, std::string_view with) { return fmt::format("{}", fmt::join(words, with)); }

}  // namespace

struct Options::State {
  struct Check { std::string name; std::string raw; std::function<void(const std::string&)> accept; };

  CLI::App app;
  std::string command;
  std::vector<OptionRow> rows;
  // CLI11 collects texts; what they mean is checked here, so that mistakes are told in the user's language.
  std::vector<std::unique_ptr<Check>> checks;
  std::vector<std::string>* words = nullptr;
  std::size_t least = 0, most = 0;
  std::string words_name;

  std::string refusal(const CLI::ParseError& error) const;

  // For suggestions.
  std::vector<std::string> names() const {
    std::vector<std::string> out;
    for (const auto& list : {common_options(), rows})
      for (const OptionRow& row : list)
        if (row.is_option()) out.push_back(row.name);
    return out;
  }

  void option(OptionRow row, std::function<void(const std::string&)> accept) {
    checks.push_back(std::make_unique<Check>(Check{row.name, "", std::move(accept)}));
    app.add_option(row.name, checks.back()->raw)->take_last()->type_size(1)->allow_extra_args(false);
    rows.push_back(std::move(row));
  }
};

Options::Options(std::string command) : state_(std::make_unique<State>()) {
  state_->command = std::move(command);
  state_->app.set_help_flag();
  state_->app.allow_extras();
}
Options::~Options() = default;

void Options::flag(const std::string& name, bool& out, const std::string& help) {
  state_->app.add_flag(name, out)->disable_flag_override();
  state_->rows.push_back({name, "", help, {}});
}

void Options::text(const std::string& name, std::string& out, const std::string& placeholder, const std::string& help) {
  state_->option({name, placeholder, help, {}}, [&out](const std::string& raw) { out = raw; });
}

void Options::number(const std::string& name, int& out, int least, int most, const std::string& help) {
  state_->option({name, "N", help, {}}, [&out, name, least, most](const std::string& raw) {
    const auto [end, error] = std::from_chars(raw.data(), raw.data() + raw.size(), out);
    if (error != std::errc() || end != raw.data() + raw.size() || out < least || out > most)
      throw UsageError(format(_("{} must be a whole number from {} to {}, not '{}'"), name, least, most, shown(raw)));
  });
}

void Options::number(const std::string& name, std::optional<std::uint64_t>& out, const std::string& help) {
  state_->option({name, "N", help, {}}, [&out, name](const std::string& raw) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(raw.data(), raw.data() + raw.size(), number);
    if (error != std::errc() || end != raw.data() + raw.size())
      throw UsageError(format(_("{} must be a whole number from 0 on, not '{}'"), name, shown(raw)));
    out = number;
  });
}

void Options::choice(const std::string& name, std::string& out, const std::vector<std::string>& allowed, const std::string& help) {
  state_->option({name, joined(allowed, "|"), help, allowed}, [&out, name, allowed](const std::string& raw) {
    if (std::find(allowed.begin(), allowed.end(), raw) == allowed.end())
      throw UsageError(format(_("{} must be one of {}, not '{}'{}"), name, joined(allowed, ", "), shown(raw), did_you_mean(raw, allowed)));
    out = raw;
  });
}

void Options::words(const std::string& name, std::vector<std::string>& out, std::size_t least, std::size_t most, const std::string& help) {
  state_->words = &out;
  state_->least = least;
  state_->most = most;
  state_->words_name = name;
  state_->rows.insert(state_->rows.begin(), {name, "", help, {}});
}

// CLI11 tells which option it means only at the beginning of a sentence of its own, which is English. What it refuses is a
// value that is missing or one too many.
std::string Options::State::refusal(const CLI::ParseError& error) const {
  std::string_view sentence = error.what();
  sentence.remove_prefix(std::min(sentence.find_first_not_of('-'), sentence.size()));
  const CLI::Option* meant = nullptr;
  for (const CLI::Option* option : app.get_options()) {
    const std::string& name = option->get_lnames().front();
    if (sentence.starts_with(name) && (!meant || name.size() > meant->get_lnames().front().size())) meant = option;   // --all, --all-of
  }
  if (!meant) return _("the options cannot be read");
  return format(meant->get_items_expected_max() == 0 ? _("{} takes no value") : _("{} needs a value"), meant->get_name());
}

void Options::parse(const std::vector<std::string>& arguments) {
  // CLI11 knows the options; words, "--" and "-" are ours, since a file may be called "-x".
  std::vector<std::string> options, words;
  const auto dashes = std::find(arguments.begin(), arguments.end(), "--");
  options.assign(arguments.begin(), dashes);
  if (dashes != arguments.end()) words.assign(dashes + 1, arguments.end());
  try {
    std::reverse(options.begin(), options.end());
    state_->app.parse(std::move(options));
  } catch (const CLI::ParseError& error) {
    throw UsageError(format(_("{} (see 'kata {} --help')"), state_->refusal(error), state_->command));
  }
  std::vector<std::string> found = state_->app.remaining();
  for (const std::string& word : found)
    if (word.size() > 1 && word[0] == '-')
      throw UsageError(format(_("unknown option '{}'{} (see 'kata {} --help')"), shown(word), did_you_mean(word.substr(0, word.find('=')), state_->names()), state_->command));
  found.insert(found.end(), words.begin(), words.end());
  for (const auto& check : state_->checks)
    if (state_->app.count(check->name) > 0) check->accept(check->raw);
  if (found.size() < state_->least) throw UsageError(format(_("{} is missing (see 'kata {} --help')"), state_->words_name, state_->command));
  if (found.size() > state_->most) throw UsageError(format(_("'{}' is one too many (see 'kata {} --help')"), shown(found[state_->most]), state_->command));
  if (state_->words) *state_->words = std::move(found);
}

const std::vector<OptionRow>& Options::rows() const { return state_->rows; }

std::vector<OptionRow> common_options() {
  return {{"--help", "", _("what a command does, with examples"), {}},
          {"--lang", "en|ru", _("the language; by default that of the locale"), {"en", "ru"}},
          {"--color", "auto|always|never", _("by default only on a terminal"), {"auto", "always", "never"}},
          {"--version", "", _("the version of kata"), {}}};
}

std::string Options::help() const {
  std::string out;
  for (const OptionRow& row : state_->rows) {
    const std::string left = row.left();
    const std::string& right = row.help;
    const bool fits = width(left) + 2 < kHelpColumn;
    out += "  " + pad(left, kHelpColumn - 2);
    if (!fits) out += "\n" + std::string(kHelpColumn, ' ');
    bool first = true;
    for (const std::string& line : wrap(right, 80 - kHelpColumn)) {
      if (!first) out += std::string(kHelpColumn, ' ');
      out += line + "\n";
      first = false;
    }
  }
  return out;
}

}  // namespace kata::cli

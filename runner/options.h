// The options of one command: parsed by CLI11, explained in the user's language.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/error.h"

namespace kata::cli {

// What one option or the words of a command are called and mean.
struct OptionRow {
  std::string name;                    // "--jobs"; of the words "PATH…"
  std::string placeholder;             // of its value; "" where it has none
  std::string help;
  std::vector<std::string> choices;    // all that it may be; empty: anything
  bool is_option() const { return name.starts_with("--"); }
  std::string left() const { return placeholder.empty() ? name : name + " " + placeholder; }
};

// Those understood before and behind a command's name, in the user's language.
std::vector<OptionRow> common_options();

// Each add…() binds an option to a variable that outlives parse(). `help` is in the user's language already.
class Options {
 public:
  explicit Options(std::string command);
  ~Options();

  void flag(const std::string& name, bool& out, const std::string& help);
  void text(const std::string& name, std::string& out, const std::string& placeholder, const std::string& help);
  void number(const std::string& name, int& out, int least, int most, const std::string& help);
  void number(const std::string& name, std::optional<std::uint64_t>& out, const std::string& help);
  // One of `allowed`.
  void choice(const std::string& name, std::string& out, const std::vector<std::string>& allowed, const std::string& help);
  // The words without a dash; `least` to `most` of them.
  void words(const std::string& name, std::vector<std::string>& out, std::size_t least, std::size_t most, const std::string& help);

  // Throws UsageError. After "--" everything is a word, and so is a lone "-".
  void parse(const std::vector<std::string>& arguments);
  // The words, then the options.
  const std::vector<OptionRow>& rows() const;
  std::string help() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace kata::cli

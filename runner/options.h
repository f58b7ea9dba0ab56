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

// Understood before and behind a command's name.
inline const std::vector<std::string> kCommonOptions = {"--help", "--version", "--lang", "--color"};

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
  // The options and words, one below the other.
  std::string help() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace kata::cli

// Where kata prints: standard output and error, as a terminal or a pipe.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace kata::cli {

// The reader of standard output went away (`kata list | head -1`): no fault, nothing to say.
struct OutputGone : std::runtime_error {
  OutputGone() : std::runtime_error("standard output is closed") {}
};

enum class Colour : std::uint8_t { automatic, always, never };

// Marks up text for a terminal; leaves it alone for anything else.
class Style {
 public:
  explicit Style(bool colour = false) : colour_(colour) {}
  std::string bold(std::string_view text) const { return in("1", text); }
  std::string dim(std::string_view text) const { return in("2", text); }
  std::string red(std::string_view text) const { return in("31", text); }
  std::string green(std::string_view text) const { return in("32", text); }
  std::string yellow(std::string_view text) const { return in("33", text); }
  bool colour() const { return colour_; }

 private:
  std::string in(const char* code, std::string_view text) const;
  bool colour_;
};

class Output {
 public:
  virtual ~Output() = default;
  // Throws OutputGone where nobody reads any more, Error where the system refuses (a full disk).
  virtual void print(std::string_view text) = 0;
  // Standard error; failures don't matter there.
  virtual void tell(std::string_view text) = 0;
  virtual bool is_terminal() const = 0;         // of print()
  virtual bool tells_terminal() const = 0;      // of tell()
  virtual int columns() const = 0;              // 80 in a pipe
};

// The real one.
class StandardOutput : public Output {
 public:
  // Takes care that the descriptors 0, 1 and 2 are open, so that no other file can become one of them.
  StandardOutput();
  void print(std::string_view text) override;
  void tell(std::string_view text) override;
  bool is_terminal() const override;
  bool tells_terminal() const override;
  int columns() const override;
};

// Whether a line can be written over, as on any terminal but a "dumb" one.
bool rewrites_lines(bool terminal);
// By the option, then NO_COLOR, then whether it is a terminal that knows colours.
bool wants_colour(Colour colour, bool terminal);

}  // namespace kata::cli

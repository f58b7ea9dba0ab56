#include "report/exceptions.h"

#include <algorithm>
#include <string_view>

#include "base/format.h"
#include "base/text.h"
#include "base/words.h"

namespace kata::report {
namespace {

constexpr std::size_t kMostNotes = 5;
constexpr int kMostCauses = 3;
constexpr int kMessageCells = 400;

struct Advice {
  std::string_view type;
  const char* text;
};

// A derived type comes before its base.
constexpr Advice kAdvice[] = {
    {"ModuleNotFoundError", N_("There is no such module here. Check its spelling; only the standard library is installed.")},
    {"ImportError", N_("The module has no such name. Check the spelling of what is imported.")},
    {"UnboundLocalError", N_("A name is used before it gets a value in this function: an assignment anywhere in a function makes the name local to it.")},
    {"NameError", N_("A name is used that is not defined. Check its spelling, and that it gets a value before this line.")},
    {"IndexError", N_("An index reached past the end. Is the sequence shorter than expected, perhaps empty?")},
    {"KeyError", N_("The dictionary has no such key. Should it be looked up with get(), or checked with `in` first?")},
    {"ZeroDivisionError", N_("Something was divided by zero. What should happen when there is nothing to count?")},
    {"AttributeError", N_("The object has no such attribute. Is it of the type that the line expects, and not None?")},
    {"RecursionError", N_("The function calls itself without end. Which call should be the last one?")},
    {"IndentationError", N_("The lines of a block must be indented alike. Don't mix tabs and spaces.")},
    {"SyntaxError", N_("Python cannot read this line. Look for a missing bracket, quote or colon, also in the line above.")},
    {"UnicodeDecodeError", N_("The bytes are not text in the encoding that was asked for.")},
    {"AssertionError", N_("An assert in the solution did not hold.")},
    {"NotImplementedError", N_("The solution says that this part is not written yet.")},
    {"StopIteration", N_("next() was called on something that had ended. Give next() a second argument, or loop with for.")},
    {"TypeError", N_("A value was used in a way that its type doesn't allow, or a function got other arguments than it takes.")},
    {"ValueError", N_("A value has the right type but a content that cannot be used here: a wrong number of items to unpack, text that is no number.")},
    {"FileNotFoundError", N_("There is no such file. A solution should not need files that the exercise doesn't give it.")},
    {"PermissionError", N_("This is not allowed while a solution is checked.")},
    {"BlockingIOError", N_("No more processes or threads can be started here. Are old ones waited for?")},
    {"OSError", N_("The system refused. A solution is checked without a network and with a small disk.")},
    {"MemoryError", N_("There was no memory left. Is everything kept that is read or made?")},
    {"KeyboardInterrupt", N_("The solution raises what means that somebody pressed Ctrl+C.")},
    {"SystemExit", N_("The solution ends the whole program. Remove the call of exit() or sys.exit(); return a result instead.")},
};

bool has_type(const Exception& error, std::string_view type) {
  return std::find(error.types.begin(), error.types.end(), type) != error.types.end();
}

// A type that only the box knows (KataNoInput) is told by the one it stands for.
std::string type_of(const Exception& error) {
  for (const std::string& type : error.types)
    if (!type.starts_with("KataNo")) return printable(type);
  return "Exception";
}

const Value* attribute(const Exception& error, std::string_view name) {
  for (const auto& [key, value] : error.attributes)
    if (key == name) return &value;
  return nullptr;
}

// Where Python stopped reading: the line itself, and a mark below the place.
std::string syntax_place(const Exception& error) {
  const Value* line = attribute(error, "text");
  const Str* text = line ? line->get<Str>() : nullptr;
  if (!text || text->text.empty()) return "";
  std::string_view shown(text->text);
  while (shown.ends_with('\n') || shown.ends_with('\r')) shown.remove_suffix(1);
  const std::size_t start = std::min(shown.find_first_not_of(" \t\f"), shown.size());
  std::string out = "\n  " + shorten(printable(shown.substr(start)), kMessageCells);
  const Value* offset = attribute(error, "offset");
  const Integer* number = offset ? offset->get<Integer>() : nullptr;
  const std::int64_t column = number ? number->to_int64().value_or(0) : 0;   // in characters, from 1
  constexpr std::int64_t kMostColumns = 120;
  const bool one_cell_each = std::all_of(shown.begin(), shown.end(), [](char c) { return c >= ' ' && c < 0x7f; });
  if (one_cell_each && column > static_cast<std::int64_t>(start) && column <= kMostColumns)
    out += "\n  " + std::string(static_cast<std::size_t>(column) - 1 - start, ' ') + "^";
  return out;
}

std::string one(const Exception& error) {
  const std::string message = shorten(printable_lines(error.message), kMessageCells);
  return message.empty() ? type_of(error) : type_of(error) + ": " + message;
}

bool mentions(const std::vector<TraceLine>& trace, std::string_view code) {
  return !trace.empty() && trace.back().text.find(code) != std::string::npos;
}

}  // namespace

std::string exception_text(const Value& value) {
  const Exception* error = value.get<Exception>();
  if (!error) return value.is_none() ? "" : spelled(value, Source::python);
  std::string out = one(*error) + syntax_place(*error);
  for (std::size_t i = 0; i < std::min(error->notes.size(), kMostNotes); ++i)
    out += "\n  " + shorten(printable(error->notes[i]), kMessageCells);
  for (const Value& member : error->members)
    if (const Exception* inner = member.get<Exception>()) out += "\n  - " + one(*inner);
  int causes = 0;
  for (const Exception* inner = error; !inner->cause.empty() && causes++ < kMostCauses;) {
    inner = inner->cause.front().get<Exception>();
    if (!inner) break;
    out += "\n" + format(_("caused by {}"), one(*inner));
  }
  return out;
}

std::string exception_advice(const Value& value, const std::vector<TraceLine>& trace) {
  const Exception* error = value.get<Exception>();
  if (!error) return "";
  if (has_type(*error, "EOFError") && (mentions(trace, "input") || error->message.find("reading a line") != std::string::npos))
    return _("The solution calls input(), but nobody types anything while it is checked. Take the values from the function's parameters instead.");
  if (mentions(trace, "breakpoint(") || mentions(trace, "set_trace(") || has_type(*error, "BdbQuit"))
    return _("The solution stops at breakpoint(), but no debugger is there while it is checked. Remove the call.");
  for (const Advice& advice : kAdvice)
    if (has_type(*error, advice.type)) return _(advice.text);
  return "";
}

}  // namespace kata::report

#include "report/spelling.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/format.h"
#include "base/text.h"
#include "base/words.h"

namespace kata::report {
namespace {

constexpr std::size_t kMostCalls = 12;
constexpr std::size_t kMostFrames = 10;
constexpr std::size_t kArgument = 300;  // bytes of one argument

// Where the bracket that `text` opens with is closed; npos where it is not.
std::size_t closing_bracket(std::string_view text) {
  int depth = 0;
  char quote = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quote != 0) {
      if (c == '\\') ++i;
      else if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '(') {
      ++depth;
    } else if (c == ')' && --depth == 0) {
      return i;
    }
  }
  return text.npos;
}

// A test's code hands what it looks at to observe(), which is nothing that a learner knows: "observe(f(1))" is shown as "f(1)".
std::string without_observe(std::string_view code) {
  constexpr std::string_view kName = "observe";
  std::string out;
  for (std::string_view line : split_lines(code)) {
    const std::size_t start = std::min(line.find_first_not_of(' '), line.size());
    const std::string_view words = line.substr(start);
    if (!out.empty()) out += '\n';
    out += line.substr(0, start);
    if (words.starts_with("observe(") && closing_bracket(words.substr(kName.size())) + 1 == words.size() - kName.size())
      out += words.substr(kName.size() + 1, words.size() - kName.size() - 2);
    else
      out += words;
  }
  return out;
}

}  // namespace

std::string spelled(const Value& value, Source source, std::size_t limit) {
  return printable(spell(value, source == Source::cpp ? Spelling::cpp : Spelling::python, limit));
}

std::string spelled(const CallText& call, Source source) {
  if (call.function.empty()) {  // code of a test, as it stands between its quotes
    const std::size_t first = call.raw.find_first_not_of('\n'), last = call.raw.find_last_not_of(" \n");
    return first == call.raw.npos ? "" : printable_lines(without_observe(std::string_view(call.raw).substr(first, last + 1 - first)));
  }
  std::string out;
  if (!call.result_name.empty()) out += (source == Source::cpp ? "auto " : "") + call.result_name + " = ";
  if (call.awaited) out += source == Source::cpp ? "co_await " : "await ";
  if (!call.object_name.empty()) out += call.object_name + ".";
  out += call.function + "(";
  const char* comma = "";
  for (const Value& argument : call.args) {
    out += comma + spelled(argument, source, kArgument);
    comma = ", ";
  }
  for (const auto& [key, value] : call.kwargs) {
    out += comma + key + "=" + spelled(value, source, kArgument);
    comma = ", ";
  }
  return printable(out + ")");
}

std::string spelled(const std::vector<CallText>& calls, Source source) {
  std::string out;
  std::size_t first = 0;
  if (calls.size() > kMostCalls) {
    first = calls.size() - kMostCalls;
    out = format(ngettext_("… {} call before", "… {} calls before", first), first) + "\n";
  }
  for (std::size_t i = first; i < calls.size(); ++i) {
    if (i > first) out += '\n';
    out += spelled(calls[i], source);
  }
  return out;
}

std::string path_text(const std::vector<Value>& path, Source source) {
  std::string out;
  for (const Value& step : path) out += "[" + spelled(step, source, 80) + "]";
  return out;
}

const Value* at(const Value& value, const std::vector<Value>& path) {
  const Value* here = &value;
  for (const Value& step : path) {
    if (const Subclass* subclass = here->get<Subclass>()) here = subclass->base.empty() ? here : subclass->base.data();
    const Value* next = nullptr;
    if (const Dict* dict = here->get<Dict>()) {
      for (const auto& [key, item] : dict->items)
        if (key == step) next = &item;
    } else if (const Values* items = here->items()) {
      const Integer* index = step.get<Integer>();
      const auto number = index ? index->to_int64() : std::nullopt;
      if (number && *number >= 0 && static_cast<std::size_t>(*number) < items->size()) next = &(*items)[static_cast<std::size_t>(*number)];
    }
    if (!next) return nullptr;
    here = next;
  }
  return here;
}

std::string type_text(const Value& value) { return printable(type_name(value)); }

std::string trace_text(const std::vector<TraceLine>& trace) {
  std::string out;
  for (std::size_t i = 0; i < trace.size(); ++i) {
    if (trace.size() > kMostFrames && i == kMostFrames / 2) {
      const std::size_t left_out = trace.size() - kMostFrames;
      out += format(ngettext_("… {} line left out", "… {} lines left out", left_out), left_out) + "\n";
      i += left_out;
    }
    const TraceLine& line = trace[i];
    const std::string place = fmt::format("{}:{}", printable(line.file), line.line);
    if (line.function.empty() || line.function == "<module>")
      out += place + "\n";
    else
      out += format(_("{} in {}"), place, printable(line.function)) + "\n";
    if (!line.text.empty()) out += "    " + shorten(printable(line.text), 160) + "\n";
  }
  return out;
}

}  // namespace kata::report

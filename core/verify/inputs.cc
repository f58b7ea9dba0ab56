#include "verify/inputs.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <sstream>

#include "verify/frames.h"

namespace kata::verify {
namespace {

constexpr std::string_view kMark = "kata: ";

const char* size_word(std::size_t size) { return size == 0 ? "empty" : size == 1 ? "single" : "several"; }

// The calls of one test.
class Calls {
 public:
  Calls(Notes& notes, std::string_view source) : notes_(notes), source_(source) {}

  void take(const Values& frame) {
    if (says(frame[0], "call") && frame.size() >= 4) call(frame[2], frame[3]);
    const Values* many = says(frame[0], "batch") || says(frame[0], "parallel") ? items_of(frame[2], 0) : nullptr;
    for (std::size_t i = 0; many && i < many->size(); ++i) {
      if (const Values* one = items_of((*many)[i], 2)) call((*one)[0], (*one)[1]);
    }
  }

 private:
  void call(const Value& target, const Value& args) {
    const std::string name(text_of(target));
    // Of an object; or a function of the glue, which only shows something.
    if (name.empty() || source_.find(name + "(") == std::string_view::npos) return;
    notes_.insert(name + (called_.insert(name).second ? " called" : " again"));
    const Values* given = items_of(args, 0);
    for (std::size_t i = 0; given && i < given->size(); ++i) {
      const Value& one = (*given)[i];
      const Dict* dict = one.get<Dict>();
      const Values* items = one.items();
      if (dict || items) notes_.insert(fmt::format("{} argument {} {}", name, i + 1, size_word(dict ? dict->items.size() : items->size())));
    }
  }

  Notes& notes_;
  std::string_view source_;
  std::set<std::string> called_;
};

// "f argument items several": {"f", "argument", "items", "several"}
std::array<std::string, 4> words_of(const std::string& note) {
  std::array<std::string, 4> words;
  std::istringstream in(note);
  for (std::string& word : words) in >> word;
  return words;
}

class Inputs {
 public:
  explicit Inputs(const InputsJob& job) : job_(job) {}

  std::vector<Finding> check() {
    std::set<std::string> functions;
    bool once = false;
    for (const std::string& note : job_.notes) {
      const auto [function, about, name, how] = words_of(note);
      functions.insert(function);
      once = once || about == "once";
      if (how == "several") sizes(function, name);
      if (how == "given") want("default", function, fmt::format("{} {} left", about, name), {.text = N_("no test leaves '{}' to its default"), .arguments = {name}});
      if (how == "left") want("default", function, fmt::format("{} {} given", about, name), {.text = N_("no test gives a value for '{}', which has a default"), .arguments = {name}});
    }
    for (const std::string& function : functions) want("again", function, "again", {.text = N_("no test calls it twice; what the first call leaves behind may spoil the second")});
    if (job_.reads_iterables && !once) find("once", "", {.text = N_("the prompt speaks of an iterable, and no test gives one that can be read only once")});
    return std::move(findings_);
  }

 private:
  void sizes(const std::string& function, const std::string& name) {
    const std::string argument = "argument " + name;
    want("empty", function, argument + " empty", {.text = N_("no test gives an empty list, tuple, set or dict as argument '{}'"), .arguments = {name}});
    want("single", function, argument + " single", {.text = N_("no test gives a single item as argument '{}'"), .arguments = {name}});
  }

  void want(const char* excuse, const std::string& function, const std::string& note, Fault missing) {
    if (!job_.notes.contains(function + " " + note)) find(excuse, function, std::move(missing));
  }

  void find(const char* excuse, const std::string& about, Fault what) {
    if (!job_.excused.contains(excuse)) findings_.push_back({.rule = "inputs", .about = about, .what = std::move(what)});
  }

  const InputsJob& job_;
  std::vector<Finding> findings_;
};

}  // namespace

Notes notes_of_transcripts(const report::SubmissionReport& recorded, std::string_view source) {
  Notes notes;
  for (const auto& test : recorded.tests) {
    Calls calls(notes, source);
    for (const Value& entry : test.transcript) {
      const Values* items = items_of(entry, 2);
      const Values* frame = items && says((*items)[0], "sent") ? items_of((*items)[1], 3) : nullptr;
      if (frame) calls.take(*frame);
    }
  }
  return notes;
}

Notes notes_of_watch(const report::SubmissionReport& watched) {
  Notes notes;
  for (const auto& test : watched.tests) {
    std::istringstream lines(test.err);
    for (std::string line; std::getline(lines, line);) {
      if (line.starts_with(kMark)) notes.insert(line.substr(kMark.size()));
    }
  }
  return notes;
}

std::vector<Finding> check_inputs(const InputsJob& job) { return Inputs(job).check(); }

}  // namespace kata::verify

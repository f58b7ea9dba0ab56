// What g++, its linker and the sanitizers wrote about a file of a learner's, who may choose much of it.
#include <set>

#include "base/text.h"
#include "fuzz/target.h"
#include "language/cpp/compiler.h"
#include "report/message.h"

namespace kata::fuzz {
namespace {

const cpp::Sources& sources() {
  static const cpp::Sources files{{"solution.cc", "int rotate() { return 0; }\nint area(int x) { return x; }\n"},
                                  {"part.h", "int part();\n"},
                                  {"a:1: error: b.h", "\n"}};
  return files;
}

const std::set<std::string> kLevels{"error", "warning", "note", "undefined", "different", "twice"};

void check_diagnostics(const std::vector<cpp::Diagnostic>& diagnostics) {
  PROMISE(diagnostics.size() <= cpp::kMostDiagnostics);
  for (const auto& found : diagnostics) {
    PROMISE(found.line >= 0 && found.column >= 0);
    PROMISE(found.text.size() < 1000);
    PROMISE(kLevels.contains(found.level));
  }
}

}  // namespace

const bool kIsValue = false;

std::vector<std::string> samples() { return {}; }

bool feed(std::string_view bytes) {
  const cpp::Reading reading = cpp::read_compiler_output(bytes, sources());
  check_diagnostics(reading.diagnostics);
  const std::string explained = cpp::explain(sources(), bytes);
  PROMISE(split_lines(explained).size() <= 16 && explained.size() < 16 * 4200);
  report::LoadReport load{.reason = "compile", .detail = reading.text, .diagnostics = reading.diagnostics};
  PROMISE(is_presentable(report::message(load, "cpp")));
  return !reading.diagnostics.empty() || !explained.empty();
}

}  // namespace kata::fuzz

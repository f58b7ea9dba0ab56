// How a C++ submission becomes a program: a command for a box, and what the end of that box means. Nothing here starts a
// process or waits. Thread rule: all functions may be called from any thread; what learners wrote may be hostile.
//
//   Plan plan = kata::cpp::plan({.support = paths.cpp_support, .topic = …, .exercise = …, .files = …, .content_hash = …});
//   Cache cache(paths.cache);                                 // cache.h
//   if (auto program = cache.find(plan.key)) …                // BoxSpec.program
//   else … a box with plan.command, plan.limits, plan.keep; its end:
//     load = why_not(files, ended, bool(event.kept)); if (!load) cache.store(plan.key, event.kept.get());
//   After a crash: a plan with .explain = true; then that one test with its program under sanitized_limits(); then
//     TestReport.explanation = explain(files, ended.err).
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "language/cpp/diagnostics.h"
#include "report/report.h"
#include "sandbox/box.h"

namespace kata::cpp {

struct Request {
  std::filesystem::path support;      // Paths::cpp_support, absolute
  std::filesystem::path glue;         // of the topic: glue_folder(); empty: in `support`
  std::string topic, exercise;
  bool explain = false;               // instrument the learner's file with ASan and UBSan
  Sources files;                      // paths below the submission and their contents: "solution.cc" is there
  std::string content_hash;           // of `files`; cryptographic, for learners must not collide
};

struct Plan {
  std::vector<std::string> command;   // BoxSpec.command: compiles and links; relative paths start in the work folder
  std::string keep;                   // BoxSpec.keep
  std::vector<std::string> readable;  // ZygoteSpec.readable: the same for every plan of the same folders
  sandbox::Limits limits;             // of the compilation
  std::string key;                    // names the program in the cache: a file's name
};

// Throws Error when the support folder, the compiler or the exercise's glue is not there.
Plan plan(const Request& request);

// Of running an instrumented program: memory and time for the checks. The box must not limit address space.
sandbox::Limits sanitized_limits(const sandbox::Limits& limits);

// Why there is no program; nullopt: there is one. The whole text of the compiler is in `detail`.
std::optional<report::LoadReport> why_not(const Sources& files, const sandbox::Ended& ended, bool has_program);

// What a sanitizer wrote, cut to what it found and where in the learner's own lines; "" when it found nothing.
std::string explain(const Sources& files, std::string_view err);

// Where the instrumented program said that it was, outermost first: the learner's own lines; none when it was not asked.
std::vector<TraceLine> where(const Sources& files, std::string_view err);

// How another parser reads a learner's file as the compiler does: its flags, and the header that stands before the file.
struct ParserOptions {
  std::vector<std::string> flags;
  std::filesystem::path header;
};
ParserOptions parser_options(const Request& request);

// "g++ (Debian 12.2.0-14+deb12u1) 12.2.0"
std::string version(const std::filesystem::path& support);

// The first of the folders that has glue of the topic; the last one where none has.
std::filesystem::path glue_folder(const std::vector<std::filesystem::path>& folders, const std::string& topic);

}  // namespace kata::cpp

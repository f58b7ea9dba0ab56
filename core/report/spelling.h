// Code in a message: calls and values as the learner would write them, and their own lines.
#pragma once

#include <string>
#include <vector>

#include "kata/plugin.h"

namespace kata::report {

enum class Source : std::uint8_t { python, cpp };   // the language of the submission
inline Source source_of(std::string_view language) { return language == "cpp" ? Source::cpp : Source::python; }

// One value, cut to about `limit` bytes, safe to print, on one line.
std::string spelled(const Value& value, Source source, std::size_t limit = 600);
std::string spelled(const CallText& call, Source source);
// One per line; of many only the last ones.
std::string spelled(const std::vector<CallText>& calls, Source source);

// Where a value is inside another: "[0]['name']".
std::string path_text(const std::vector<Value>& path, Source source);
// Null where the path leads nowhere.
const Value* at(const Value& value, const std::vector<Value>& path);
// type_name(), safe to print: "list", "Counter", "int"
std::string type_text(const Value& value);

// Each frame as its place and below it the line itself; of a deep recursion only both ends.
std::string trace_text(const std::vector<TraceLine>& trace);

}  // namespace kata::report

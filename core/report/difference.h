// How two values differ, for people.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/spelling.h"

namespace kata::report {

// The lines of both in the order of the longest common subsequence: "  same", "- only expected", "+ only got", with
// three same lines around each change. At most about 60 lines.
std::string line_difference(const std::vector<std::string>& expected, const std::vector<std::string>& actual);

// Whether one of them is better shown line by line than on a line each.
bool is_long(const Value& expected, const Value& actual, Source source);
// A text by its lines; a list, set or dict one item a line.
std::vector<std::string> lines_of(const Value& value, Source source);

// A sentence on where and how they first differ; "" where the values themselves say it all.
std::string first_difference(const Value& expected, const Value& actual, const std::vector<Value>& path, Source source);

}  // namespace kata::report

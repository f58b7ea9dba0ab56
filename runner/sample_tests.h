// What students may have of hidden tests: the samples.
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace kata::cli {

// Names of the tests that a titles.yaml or a table calls samples; not of those whose answers the reference has to give.
std::set<std::string> sample_names(std::string_view titles);

// Of a _test.cc, all but the tests that aren't in `names`; of its titles.yaml or of a table, only their entries. What stands outside of
// tests stays.
std::string only_tests(std::string_view source, const std::set<std::string>& names);
std::string only_titles(std::string_view titles, const std::set<std::string>& names);

}  // namespace kata::cli

// What the tests of apply_row ask of a learner's template; apply_row.templates.cc answers with their file included.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace glue {

std::optional<int> subtract(int a, int b);
std::optional<int> empty_row();
std::optional<std::string> single(std::string text);
std::optional<std::string> mixed(std::string text, int number, double real);
std::optional<int> array_row(std::array<int, 3> row);
std::optional<int> constant_row(int a, int b);
std::optional<std::string> seven(std::array<std::string, 7> row);
std::optional<int> six_in_a_tuple();
int runs();
std::pair<int, int> changed(int a, int b);
std::pair<int, int> written_through(int a, int b);
std::vector<std::string> labels_afterwards();
int copies_of_a_temporary();
int copies_of_a_named();

}  // namespace glue

#pragma once

#include <functional>
#include <string>
#include <vector>

// What all the names cost together. Asks for the price of each different name only once.
int total(const std::vector<std::string>& names, const std::function<int(const std::string&)>& price);

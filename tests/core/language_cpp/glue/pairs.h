#pragma once

#include <string>
#include <utility>

std::pair<int, int> swap_ints(std::pair<int, int> pair);
std::pair<std::string, int> swap_mixed(std::pair<int, std::string> pair);

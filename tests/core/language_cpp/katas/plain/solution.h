#pragma once

#include <vector>

std::vector<int> rotate(const std::vector<int>& items);

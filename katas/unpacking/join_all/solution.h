#pragma once

#include <sstream>
#include <string>
#include <string_view>

// You write: template <class... Parts> std::string join_all(std::string_view separator, const Parts&... parts)

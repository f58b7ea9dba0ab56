// SHA-256 (FIPS 180-4), for naming contents. Thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace kata {

// 64 hexadecimal digits, as sha256sum prints them.
std::string sha256(std::string_view data);

}  // namespace kata

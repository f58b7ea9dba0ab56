// Whole files in and out.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace kata {

// Throws Error where it can't be read, isn't a regular file or has more than `most` bytes.
std::string read_file(const std::filesystem::path& path, std::size_t most = 16u << 20);

// Nobody ever sees half of it: written beside `path`, then renamed onto it. What is no regular file (/dev/stdout) is
// written to directly. Throws Error.
void write_atomically(const std::filesystem::path& path, std::string_view content);

// All of it, whatever the signals; false with errno where that failed.
bool write_all(int fd, std::string_view data);

}  // namespace kata

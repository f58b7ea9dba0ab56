// kata-archive: folders as archives and back.
//
//   kata-archive pack FOLDER    > archive   the same bytes for the same files, whoever packs them and when
//   kata-archive unpack FOLDER  < archive   into an empty folder; the archive may be hostile
//
// Ends with 0, or with 1 and a packed Fault (base/fault.h) on standard error.
#pragma once

#include <cstdint>
#include <filesystem>

namespace kata::archive {

inline constexpr std::uint64_t kMostBytes = 256u << 20;   // of all files together, unpacked
inline constexpr std::size_t kMostFiles = 4096;
inline constexpr std::size_t kMostName = 512;             // bytes
inline constexpr std::size_t kMostDepth = 16;

// Regular files only; throws Error for anything else, and where they are more than unpack() would take.
void pack(const std::filesystem::path& folder, int to);

// A tar, compressed by gzip or not. Throws Error for whatever would write outside of the folder, is no regular file or folder,
// is there twice, has a name that is no UTF-8, or is more than the numbers above allow. What was written until then stays.
void unpack(int from, const std::filesystem::path& folder);

}  // namespace kata::archive

// The box's own folders on its tmpfs: the submission's files and what tests leave behind.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>

#include "kata/value.h"

namespace kata::sandbox {

// Writes the files of a submission below `folder`, read-only. `files`: a dict of path to content. Throws kata::Error for a
// path that leads elsewhere (absolute, "..") or is otherwise none.
void write_files(int folder, const Value& files);

struct FolderUse {
  std::uint64_t bytes = 0;
  std::uint64_t entries = 0;
};
// Adds what lies below `folder` to `use`, while others may be changing it. Ends at `most` entries in all, and takes a folder
// deeper than any honest program makes for as many.
void add_use(int folder, FolderUse& use, std::uint64_t most);

// Removes everything in `folder`, however deep, with a constant number of descriptors.
void empty_folder(int folder);

}  // namespace kata::sandbox

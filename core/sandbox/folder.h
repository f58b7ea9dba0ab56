// The box's own folders on its tmpfs: the submission's files and what tests leave behind.
#pragma once

#include <string_view>
#include <utility>

#include "kata/value.h"

namespace kata::sandbox {

// Writes the files of a submission below `folder`, read-only. `files`: a dict of path to content. Throws kata::Error for a
// path that leads elsewhere (absolute, "..") or is otherwise none.
void write_files(int folder, const Value& files);

// Removes everything in `folder`, however deep, with a constant number of descriptors.
void empty_folder(int folder);

}  // namespace kata::sandbox

#include "runner/building.h"

#include <unistd.h>

#include <algorithm>

#include "base/error.h"
#include "base/program.h"
#include "session/workers.h"
#include "verify/solutions.h"

namespace kata::cli {
namespace {

namespace fs = std::filesystem;

void run(const std::vector<std::string>& words) {
  // Standard output is for what the command was asked for.
  if (run_program({.command = words, .out = STDERR_FILENO, .err = STDERR_FILENO}).status == 0) return;
  std::string line;
  for (const std::string& word : words) line += (line.empty() ? "" : " ") + word;
  throw Error(N_("the topic cannot be built; what is wrong stands above. To try again: {}"), {line});
}

fs::path library_of(const Paths& paths, const catalog::Topic& topic) {
  try {
    return find_library(paths, topic);
  } catch (const Error&) {
    return {};
  }
}

bool is_older(const fs::path& library, const fs::path& tests) {
  const auto made = fs::last_write_time(library);
  for (const auto& entry : fs::recursive_directory_iterator(tests)) {
    if (entry.is_regular_file() && entry.last_write_time() > made) return true;
  }
  return false;
}

bool is_build(const fs::path& folder) { return fs::exists(folder / "CMakeCache.txt"); }

}  // namespace

bool is_up_to_date(const Paths& paths, const catalog::Topic& topic) {
  const fs::path library = library_of(paths, topic);
  return !library.empty() && !is_older(library, verify::author_folder(topic) / "tests");
}

void build(const Paths& paths, const catalog::Topic& topic) {
  const fs::path library = library_of(paths, topic), root = topic.directory.parent_path().parent_path();
  const fs::path own = paths.executables.parent_path().parent_path();
  const bool ours = is_build(own) && (root == paths.share || library.string().starts_with(own.string() + "/"));
  const fs::path folder = ours ? own : root / "build";
  if (!is_build(folder)) run({"cmake", "-S", root, "-B", folder, "-DCMAKE_PREFIX_PATH=" + own.string()});
  run({"cmake", "--build", folder, "--target", "kata_topics"});
}

}  // namespace kata::cli

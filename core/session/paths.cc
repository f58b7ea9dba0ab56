#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <sstream>

#include "base/error.h"
#include "session/session.h"

namespace kata {
namespace {

namespace fs = std::filesystem;

fs::path own_location() {
  std::error_code error;
  fs::path program = fs::read_symlink("/proc/self/exe", error);
  if (error) throw Error(N_("cannot tell where kata itself is: /proc/self/exe"), {}, error.message());
  return program;
}

// <prefix>/bin/kata and <build>/bin/kata have the same neighbours; tests stand in <build>/tests.
fs::path find_prefix(const fs::path& program) {
  for (fs::path folder = program.parent_path(); folder != folder.root_path(); folder = folder.parent_path()) {
    if (fs::exists(folder / "libexec/kata")) return folder;
  }
  throw Error(N_("{}: there is no libexec/kata beside it. Build or install Kata whole"), {program.string()});
}

// One's own folder of a kind, by the XDG Base Directory Specification.
fs::path own_folder(const char* variable, const char* below_home) {
  if (const char* folder = std::getenv(variable); folder && *folder == '/') return fs::path(folder) / "kata";
  if (const char* home = std::getenv("HOME"); home && *home == '/') return fs::path(home) / below_home / "kata";
  return fs::temp_directory_path() / ("kata-" + std::to_string(::getuid()));
}

// A folder that has katas/, and libraries of its own or in its build folder.
void add_root(Paths& paths, const fs::path& root) {
  paths.katas.push_back(root / "katas");
  for (const fs::path& built : {root, root / "build/kata"}) {
    paths.plugins.push_back(built / "plugins");
    paths.glue.push_back(built / "cpp");
  }
}

void add_installed(Paths& paths) {
  std::error_code none;
  std::vector<fs::path> topics;
  for (fs::directory_iterator it(paths.installed, none), end; !none && it != end; it.increment(none))
    if (!it->path().filename().string().starts_with('.')) topics.push_back(it->path());
  std::sort(topics.begin(), topics.end());
  for (const fs::path& topic : topics) add_root(paths, topic);
}

}  // namespace

Paths Paths::discover() {
  const fs::path prefix = find_prefix(own_location());
  Paths paths;
  paths.executables = prefix / "libexec/kata";
  paths.cpp_support = prefix / "lib/kata/cpp";
  paths.cache = own_folder("XDG_CACHE_HOME", ".cache");
  paths.installed = own_folder("XDG_DATA_HOME", ".local/share") / "topics";
  if (const char* more = std::getenv("KATA_PATH")) {
    std::istringstream folders(more);
    for (std::string folder; std::getline(folders, folder, ':');) {
      if (folder.empty()) continue;
      add_root(paths, fs::absolute(folder).lexically_normal());
    }
  }
  add_installed(paths);
  paths.plugins.push_back(prefix / "lib/kata/plugins");
  paths.glue.push_back(paths.cpp_support);
  paths.share = prefix / "share/kata";
  if (!fs::exists(paths.share)) paths.share = KATA_SOURCE_DIR;   // a build tree has only what is built
  paths.katas.push_back(paths.share / "katas");
  return paths;
}

}  // namespace kata

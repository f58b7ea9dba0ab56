// Feeds a target what stands in its corpus, without libFuzzer: kata-replay-<target> FOLDER. The target's own samples and files
// called good… must be taken, files called bad… must not; found… once broke something.
#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "base/file.h"
#include "fuzz/target.h"

namespace kata::fuzz {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> files_in(const fs::path& folder) {
  std::vector<fs::path> out;
  for (const auto& entry : fs::directory_iterator(folder)) out.push_back(entry.path());
  std::sort(out.begin(), out.end());
  return out;
}

bool as_promised(const std::string& name, bool taken) {
  if (name.starts_with("good")) return taken;
  return !name.starts_with("bad") || !taken;
}

int replay(const fs::path& folder) {
  int wrong = 0;
  const auto tell = [&](const std::string& name, bool taken) {
    ++wrong;
    std::printf("%s was %s\n", name.c_str(), taken ? "taken" : "refused");
  };
  for (const std::string& sample : samples())
    if (!feed(sample)) tell("a sample", false);
  const auto files = files_in(folder);
  for (const fs::path& file : files) {
    const std::string name = file.filename();
    const bool taken = feed(read_file(file));
    if (!as_promised(name, taken)) tell(name, taken);
  }
  std::printf("%zu files and %zu samples, %d not as promised\n", files.size(), samples().size(), wrong);
  return wrong > 0 || (files.empty() && samples().empty()) ? 1 : 0;
}

}  // namespace
}  // namespace kata::fuzz

int main(int, char** argv) { return kata::fuzz::replay(argv[1]); }

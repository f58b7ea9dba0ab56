#include "base/temporary.h"

#include <cstdlib>

#include "base/error.h"

namespace kata {

namespace fs = std::filesystem;

TemporaryFolder::TemporaryFolder(const fs::path& parent) {
  std::error_code error;
  fs::create_directories(parent, error);
  std::string name = parent / ".kata-XXXXXX";
  if (error || !::mkdtemp(name.data())) throw_errno(N_("cannot make a folder in {}"), {parent.string()}, error ? error.value() : errno);
  path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

}  // namespace kata

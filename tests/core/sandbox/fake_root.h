// A folder that stands for "/".
#pragma once

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace kata::sandbox {

struct FakeRoot {
  FakeRoot() {
    char name[] = "/tmp/kata-root-XXXXXX";
    path = ::mkdtemp(name);
  }
  ~FakeRoot() { std::filesystem::remove_all(path); }
  FakeRoot(const FakeRoot&) = delete;
  FakeRoot& operator=(const FakeRoot&) = delete;

  void write(const std::string& file, const std::string& text) const {
    std::filesystem::create_directories(std::filesystem::path(path + file).parent_path());
    std::ofstream(path + file) << text;
  }
  std::string read(const std::string& file) const {
    std::ifstream stream(path + file);
    return {std::istreambuf_iterator<char>(stream), {}};
  }
  std::string path;
};

}  // namespace kata::sandbox

#include "plugin_host/library.h"

#include <fmt/format.h>

#include <boost/dll/shared_library.hpp>
#include <cstring>
#include <set>

#include "base/error.h"
#include "kata/build_id.h"

namespace kata::plugin_host {
namespace {

constexpr const char* kSymbol = "kata_topic";

// The library is the first {} of the text.
[[noreturn]] void refuse(const std::filesystem::path& library, const char* text, std::vector<std::string> arguments = {}) {
  arguments.insert(arguments.begin(), library.string());
  throw Error(text, std::move(arguments));
}

// What to build it anew by.
std::string target_of(const std::filesystem::path& library) {
  std::string name = library.stem().string();
  if (name.starts_with("lib")) name.erase(0, 3);
  return "kata_topic_" + name;
}

// The system's own sentence out of Boost's, without the path that stands before it already.
std::string reason_of(const std::filesystem::path& library, const boost::dll::fs::system_error& error) {
  std::string text = error.what();
  const std::string mark = "dlerror system message: ";
  const auto begin = text.find(mark), end = text.rfind(')');
  if (begin != text.npos && end != text.npos && end > begin) text = text.substr(begin + mark.size(), end - begin - mark.size());
  const std::string path = library.string() + ": ";
  return text.starts_with(path) ? text.substr(path.size()) : text;
}

boost::dll::shared_library open(const std::filesystem::path& library) {
  try {
    return boost::dll::shared_library(library, boost::dll::load_mode::rtld_now);
  } catch (const boost::dll::fs::system_error& error) {
    const std::string reason = reason_of(library, error);
    if (reason.starts_with("undefined symbol")) {
      refuse(library, N_("{} cannot be loaded: {}. Link it with -Wl,-z,defs to see what is missing when it is built"), {reason});
    }
    refuse(library, N_("{} cannot be loaded: {}. See that it is a shared library for this machine, built by kata_add_topic()"), {reason});
  }
}

void check(const std::filesystem::path& library, const kata_descriptor* descriptor) {
  const std::string target = target_of(library);
  if (!descriptor) refuse(library, N_("{}: its kata_topic() gives nothing. Rebuild it with this Kata: cmake --build <build folder> --target {}"), {target});
  if (descriptor->magic != kPluginMagic) {
    refuse(library, N_("{} is not a Kata topic: it starts with {}, needed is {}. Build it with kata_add_topic()"),
           {fmt::format("{:#010x}", descriptor->magic), fmt::format("{:#010x}", kPluginMagic)});
  }
  if (descriptor->abi != kPluginAbi) {
    refuse(library, N_("{} has ABI version {}, needed is {}. Rebuild it with this Kata: cmake --build <build folder> --target {}"),
           {std::to_string(descriptor->abi), std::to_string(kPluginAbi), target});
  }
  if (descriptor->size < sizeof(kata_descriptor)) {
    refuse(library, N_("{} has a descriptor of {} bytes, needed are {}. Rebuild it with this Kata: cmake --build <build folder> --target {}"),
           {std::to_string(descriptor->size), std::to_string(sizeof(kata_descriptor)), target});
  }
  const char* id = descriptor->build_id ? descriptor->build_id : "nothing";
  if (std::strcmp(id, build_id()) != 0) {
    refuse(library, N_("{} was built with '{}', needed is '{}'. Rebuild it with this Kata: cmake --build <build folder> --target {}"),
           {id, build_id(), target});
  }
}

void check_tests(const std::filesystem::path& library, const Topic& topic) {
  std::set<std::string> seen;
  for (const auto& test : topic.tests()) {
    const std::string name = test.exercise + "." + test.name;
    if (!seen.insert(name).second) refuse(library, N_("{} has two tests '{}'. Give one of them another name"), {name});
    if (test.title.empty()) {
      refuse(library, N_("{}: the test '{}' has no title. Write one in tests/{}.titles.yaml"), {name, test.exercise});
    }
  }
}

}  // namespace

const char* build_id() { return KATA_BUILD_ID; }

const kata_descriptor& load_descriptor(const std::filesystem::path& library) {
  // Kept for the life of the process: a library is never unloaded.
  static boost::dll::shared_library opened;
  opened = open(library);
  if (!opened.has(kSymbol)) {
    refuse(library, N_("{} has no symbol '{}'. A topic is built with kata_add_topic()"), {kSymbol});
  }
  const kata_descriptor* descriptor = opened.get<const kata_descriptor*() noexcept>(kSymbol)();
  check(library, descriptor);
  return *descriptor;
}

Library load_library(const std::filesystem::path& library) {
  const kata_descriptor& descriptor = load_descriptor(library);
  Topic* topic = descriptor.create ? descriptor.create() : nullptr;
  if (!topic) refuse(library, N_("{} makes no topic. Rebuild it with this Kata: cmake --build <build folder> --target {}"), {target_of(library)});
  check_tests(library, *topic);
  return {descriptor, *topic};
}

}  // namespace kata::plugin_host

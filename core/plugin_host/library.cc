#include "plugin_host/library.h"

#include <fmt/format.h>

#include <boost/dll/shared_library.hpp>
#include <cstring>
#include <set>

#include "base/error.h"
#include "kata_build_id.h"

namespace kata::plugin_host {
namespace {

constexpr const char* kSymbol = "kata_topic";

[[noreturn]] void refuse(const std::filesystem::path& library, const std::string& what, const std::string& remedy) {
  throw Error(fmt::format("{}: {}. {}", library.string(), what, remedy));
}

std::string rebuild(const std::filesystem::path& library) {
  std::string name = library.stem().string();
  if (name.starts_with("lib")) name.erase(0, 3);
  return fmt::format("Rebuild it with this Kata: cmake --build <build folder> --target kata_topic_{}", name);
}

// The system's own sentence, without the path that stands before it already.
std::string reason_of(const boost::dll::fs::system_error& error) {
  const std::string text = error.what();
  const auto undefined = text.find("undefined symbol: ");
  return undefined == std::string::npos ? text : text.substr(undefined);
}

boost::dll::shared_library open(const std::filesystem::path& library) {
  try {
    return boost::dll::shared_library(library, boost::dll::load_mode::rtld_now);
  } catch (const boost::dll::fs::system_error& error) {
    const std::string reason = reason_of(error);
    if (reason.starts_with("undefined symbol")) {
      refuse(library, "cannot be loaded: " + reason, "Link it with -Wl,-z,defs to see what is missing when it is built");
    }
    refuse(library, "cannot be loaded: " + reason, "See that it is a shared library for this machine, built by kata_add_topic()");
  }
}

void check(const std::filesystem::path& library, const kata_descriptor* descriptor) {
  if (!descriptor) refuse(library, "kata_topic() gives nothing", rebuild(library));
  if (descriptor->magic != kPluginMagic) {
    refuse(library, fmt::format("is not a Kata topic: it starts with {:#010x}, needed is {:#010x}", descriptor->magic, kPluginMagic),
           "Build it with kata_add_topic()");
  }
  if (descriptor->abi != kPluginAbi) {
    refuse(library, fmt::format("has ABI version {}, needed is {}", descriptor->abi, kPluginAbi), rebuild(library));
  }
  if (descriptor->size < sizeof(kata_descriptor)) {
    refuse(library, fmt::format("has a descriptor of {} bytes, needed are {}", descriptor->size, sizeof(kata_descriptor)),
           rebuild(library));
  }
  const char* id = descriptor->build_id ? descriptor->build_id : "nothing";
  if (std::strcmp(id, build_id()) != 0) {
    refuse(library, fmt::format("was built with '{}', needed is '{}'", id, build_id()), rebuild(library));
  }
}

void check_tests(const std::filesystem::path& library, const Topic& topic) {
  std::set<std::string> seen;
  for (const auto& test : topic.tests()) {
    const std::string name = test.exercise + "." + test.name;
    if (!seen.insert(name).second) refuse(library, fmt::format("has two tests '{}'", name), "Give one of them another name");
    if (test.title.empty()) {
      refuse(library, fmt::format("the test '{}' has no title", name),
             fmt::format("Write one in tests/{}.titles.yaml", test.exercise));
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
    refuse(library, fmt::format("has no symbol '{}'", kSymbol), "A topic is built with kata_add_topic()");
  }
  const kata_descriptor* descriptor = opened.get<const kata_descriptor*() noexcept>(kSymbol)();
  check(library, descriptor);
  return *descriptor;
}

Library load_library(const std::filesystem::path& library) {
  const kata_descriptor& descriptor = load_descriptor(library);
  Topic* topic = descriptor.create ? descriptor.create() : nullptr;
  if (!topic) refuse(library, "makes no topic", rebuild(library));
  check_tests(library, *topic);
  return {descriptor, *topic};
}

}  // namespace kata::plugin_host

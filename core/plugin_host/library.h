// A topic's shared library, checked step by step from the frozen part of its descriptor to its tests. It is never
// unloaded. Thread rule: one thread.
#pragma once

#include <filesystem>
#include <functional>

#include "kata/plugin.h"

namespace kata::plugin_host {

struct Library {
  const kata_descriptor& descriptor;
  Topic& topic;
};

// The build id of this program: what a library must have too.
const char* build_id();

// Only loads and checks the descriptor: for the service. Throws Error with what was found, what is needed, what to do.
const kata_descriptor& load_descriptor(const std::filesystem::path& library);
// And makes the topic. `path` is absolute.
Library load_library(const std::filesystem::path& library);

}  // namespace kata::plugin_host

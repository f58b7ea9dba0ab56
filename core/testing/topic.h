// What the generated descriptor of a topic's library calls. Not seen by hidden-test files.
#pragma once

#include <string_view>
#include <vector>

#include "kata/plugin.h"

namespace kata::testing {

// The topic of this library: every test that GoogleTest has registered, with its title and hint from `tests`, matched by
// exercise and name. One without an entry is listed without a title. Lives until the process ends.
Topic* make_topic(std::string_view topic, std::vector<TestInfo> tests) noexcept;

}  // namespace kata::testing

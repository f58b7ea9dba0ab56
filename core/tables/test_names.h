// The tests that a hidden-test file defines, found by reading it: TEST_F(fixture, Name), KATA_PROPERTY(fixture, Name, …),
// KATA_PYTEST(fixture, Name, node).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kata {

struct TestName {
  std::string fixture;
  std::string name;
  int line = 0;   // from 1
  std::size_t begin = 0, end = 0;   // its bytes in the source, with its body and the comment lines right above it
};

// Comments and strings are skipped; what is spelled by another macro isn't found.
std::vector<TestName> find_tests(std::string_view source);

}  // namespace kata

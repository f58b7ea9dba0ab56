// The tests that a hidden-test file defines, found by reading it: TEST_F(fixture, Name), KATA_PROPERTY(fixture, Name, …).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kata {

struct TestName {
  std::string fixture;
  std::string name;
  int line = 0;   // from 1
};

// Comments and strings are skipped; what is spelled by another macro isn't found.
std::vector<TestName> find_tests(std::string_view source);

}  // namespace kata

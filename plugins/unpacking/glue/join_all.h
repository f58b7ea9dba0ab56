// What the tests of join_all ask of a learner's template; join_all.templates.cc answers with their file included.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace glue {

std::string join_list(const std::string& separator, const std::vector<std::string>& parts);   // at most eight parts
std::string mixed();
std::string numbers(int a, long b, unsigned char c);

// What happened to three parts of a type of the tests' own.
struct Seen {
  std::string text;
  std::vector<int> written;           // how often each was written
  std::vector<std::int64_t> behind;   // how much text stood in the stream before it
  int copies = 0;
};
Seen watch();

}  // namespace glue

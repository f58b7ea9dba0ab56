// What went wrong by our own or an operator's doing, apart from the language in which people are told: a grader, a
// zygote or a box says it, and who prints it chooses the words. Thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/words.h"

namespace kata {

struct Fault {
  std::string text;                     // N_("cannot start {}"), what xgettext collects; "": there is none
  std::vector<std::string> arguments;   // one for each {} of the text
  std::string cause;                    // what the system or another program says of it, in its own words

  explicit operator bool() const { return !text.empty(); }
  bool operator==(const Fault&) const = default;
};

// What has been put into words already.
inline Fault as_it_is(std::string words) { return {.text = "{}", .arguments = {std::move(words)}}; }

// In the language that is spoken; "" where there is none.
std::string words(const Fault& fault);

// For a socket between processes of one build. What cannot be unpacked is told as it is.
std::string pack(const Fault& fault);
Fault unpack(std::string_view packed);

}  // namespace kata

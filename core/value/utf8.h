// Which bytes a Str may hold.
#pragma once

#include <cstddef>
#include <string_view>

namespace kata {

enum class Surrogates : bool { refused, allowed };

// How many bytes at its front are well-formed UTF-8: no overlong forms, nothing above U+10FFFF. `allowed`: surrogates may stand
// in it, as in Python's "surrogatepass".
std::size_t text_length(std::string_view bytes, Surrogates surrogates);

inline bool is_text(std::string_view bytes, Surrogates surrogates) { return text_length(bytes, surrogates) == bytes.size(); }

}  // namespace kata

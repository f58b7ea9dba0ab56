// A text of _() with its fields filled in.
#pragma once

#include <fmt/format.h>

#include <string>

namespace kata {

// format(_("unknown key '{}'"), key). The fields are fmt's; as the text may be a translation they are looked at only when it is
// called, and po/check.py has held it to them. An object, so that the format() of an argument's own namespace is not considered.
// NOLINTNEXTLINE(readability-identifier-naming): it is called
inline constexpr auto format = []<class... T>(const char* text, const T&... args) { return fmt::format(fmt::runtime(text), args...); };

}  // namespace kata

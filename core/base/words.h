// The language that people are spoken to in: gettext with the domain "kata". Fields are filled in by
// base/format.h, as in format(_("unknown key '{}'"), key); po/check.py holds a translation to the same fields.
#pragma once

#include <libintl.h>

#include <filesystem>
#include <string>
#include <string_view>

namespace kata {

// The text in the user's language. xgettext collects its argument.
inline const char* _(const char* text) { return dgettext("kata", text); }
inline const char* ngettext_(const char* one, const char* many, unsigned long n) {
  return dngettext("kata", one, many, n);
}

// Marks a text for xgettext where it stands in a table; _() is called on it later.
#define N_(text) text

// "en" or "ru": what the environment asks for, by the rules of gettext (LANGUAGE, LC_ALL, LC_MESSAGES, LANG).
std::string language_of_environment();

// From now on _() speaks `language`. Works where no locale is generated: then C.UTF-8 carries it. Call it before the
// first thread starts; it changes the environment (LANGUAGE).
void speak(std::string_view language, const std::filesystem::path& locale_directory);

// What speak() was given last, "en" before.
const std::string& spoken();

}  // namespace kata

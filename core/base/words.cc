#include "base/words.h"

#include <algorithm>
#include <clocale>
#include <cstdlib>

namespace kata {
namespace {

// gettext itself is a global of the C library; this remembers what it was told.
std::string& current() {
  static std::string language = "en";
  return language;
}

std::string_view variable(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

bool is_russian(std::string_view locale) {
  return locale == "ru" || locale.starts_with("ru_") || locale.starts_with("ru.") || locale.starts_with("ru@");
}

bool is_known(std::string_view locale) {
  return is_russian(locale) || locale == "en" || locale.starts_with("en_") || locale == "C" || locale.starts_with("C.") ||
         locale == "POSIX";
}

}  // namespace

std::string language_of_environment() {
  std::string_view locale;
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
    if (locale = variable(name); !locale.empty()) break;
  // As in gettext, LANGUAGE is a list that counts only where some language is wanted at all.
  if (!locale.empty() && locale != "C" && locale != "POSIX") {
    std::string_view list = variable("LANGUAGE");
    while (!list.empty()) {
      const std::string_view first = list.substr(0, list.find(':'));
      if (is_known(first)) return is_russian(first) ? "ru" : "en";
      list.remove_prefix(std::min(list.size(), first.size() + 1));
    }
  }
  return is_russian(locale) ? "ru" : "en";
}

void speak(std::string_view language, const std::filesystem::path& locale_directory) {
  current() = language;
  // Numbers keep the decimal point, whatever the locale: only texts and characters follow it.
  const char* messages = std::setlocale(LC_MESSAGES, "");
  const std::string_view got = messages ? messages : "C";
  if (got == "C" || got == "POSIX") std::setlocale(LC_MESSAGES, "C.UTF-8");
  std::setlocale(LC_CTYPE, "C.UTF-8");
  setenv("LANGUAGE", current().c_str(), 1);
  bindtextdomain("kata", locale_directory.c_str());
  bind_textdomain_codeset("kata", "UTF-8");
}

const std::string& spoken() { return current(); }

}  // namespace kata

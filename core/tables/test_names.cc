#include "tables/test_names.h"

#include <algorithm>
#include <cctype>

namespace kata {
namespace {

// The source with comments and literals blanked, so that positions and lines stay.
std::string blanked(std::string_view source) {
  std::string out(source);
  const auto blank = [&](std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < std::min(to, out.size()); ++i) {
      if (out[i] != '\n') out[i] = ' ';
    }
    return to;
  };
  const auto after = [&](std::string_view what, std::size_t from) {
    const std::size_t at = source.find(what, from);
    return at == source.npos ? source.size() : at + what.size();
  };
  for (std::size_t i = 0; i < source.size();) {
    const std::string_view rest = source.substr(i);
    const bool word_before = i > 0 && (std::isalnum(static_cast<unsigned char>(source[i - 1])) || source[i - 1] == '_');
    if (rest.starts_with("//")) {
      i = blank(i, std::min(source.find('\n', i), source.size()));
    } else if (rest.starts_with("/*")) {
      i = blank(i, after("*/", i + 2));
    } else if (rest.starts_with("R\"") && !word_before) {
      const std::size_t open = std::min(source.find('(', i), source.size());
      i = blank(i, after(")" + std::string(source.substr(i + 2, open - i - 2)) + "\"", open));
    } else if (rest[0] == '"' || (rest[0] == '\'' && !word_before)) {
      std::size_t end = i + 1;
      while (end < source.size() && source[end] != rest[0] && source[end] != '\n') end += source[end] == '\\' ? 2 : 1;
      i = blank(i, end + 1);
    } else {
      ++i;
    }
  }
  return out;
}

std::string_view next_word(std::string_view text, std::size_t& at) {
  const auto is_word = [&](std::size_t i) { return std::isalnum(static_cast<unsigned char>(text[i])) || text[i] == '_'; };
  while (at < text.size() && std::isspace(static_cast<unsigned char>(text[at]))) ++at;
  const std::size_t from = at;
  while (at < text.size() && is_word(at)) ++at;
  return text.substr(from, at - from);
}

bool take(std::string_view text, std::size_t& at, char wanted) {
  while (at < text.size() && std::isspace(static_cast<unsigned char>(text[at]))) ++at;
  return at < text.size() && text[at] == wanted ? (++at, true) : false;
}

// Behind the bracket that closes the one at `at`.
std::size_t behind_brackets(std::string_view text, std::size_t at) {
  const char opening = text[at], closing = opening == '(' ? ')' : '}';
  for (int depth = 0; at < text.size(); ++at) {
    depth += text[at] == opening ? 1 : text[at] == closing ? -1 : 0;
    if (depth == 0) return at + 1;
  }
  return at;
}

// Where the test ends whose first bracket is at `at`: behind its body, or where it has none behind the bracket.
std::size_t end_of_test(std::string_view text, std::size_t at) {
  const std::size_t end = behind_brackets(text, at);
  std::size_t body = end;
  return take(text, body, '{') ? behind_brackets(text, body - 1) : end;
}

// Where the comment lines begin that stand right above `at`.
std::size_t with_comments(std::string_view source, std::size_t at) {
  while (at > 1 && source[at - 1] == '\n') {
    const std::size_t line = source.rfind('\n', at - 2) + 1;   // npos + 1 is 0
    if (!source.substr(line).starts_with("//")) break;
    at = line;
  }
  return at;
}

}  // namespace

std::vector<TestName> find_tests(std::string_view source) {
  const std::string text = blanked(source);
  std::vector<TestName> tests;
  int line = 1;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '\n') ++line;
    std::size_t end = at;
    const std::string_view word = next_word(text, end);
    if (end == at || std::isspace(static_cast<unsigned char>(text[at]))) {
      ++at;
      continue;
    }
    std::size_t inside = end;
    if ((word == "TEST_F" || word == "KATA_PROPERTY" || word == "KATA_PYTEST") && take(text, inside, '(')) {
      const std::string fixture(next_word(text, inside));
      if (take(text, inside, ','))
        tests.push_back({fixture, std::string(next_word(text, inside)), line, with_comments(source, at), end_of_test(text, text.find('(', end))});
    }
    at = end;
  }
  return tests;
}

}  // namespace kata

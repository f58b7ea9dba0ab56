// Text that is shown to people: its width in terminal cells, and what makes hostile bytes safe to print. Input may be any
// bytes; output is always UTF-8.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kata {

// Takes one code point off the front of `text`. Bytes that are no UTF-8 come out one at a time as U+FFFD; so does a
// surrogate.
char32_t next_code_point(std::string_view& text);
bool is_utf8(std::string_view text);

// Cells that a terminal gives to it: 0 (combining, zero-width), 1, or 2 (East Asian wide and full-width, emoji).
int width(char32_t code_point);
int width(std::string_view text);

// One line, safe for a terminal: control characters, escape sequences and directional marks are spelled out as \n, \x1b,
// \u202e; bytes that are no UTF-8 as \xff.
std::string printable(std::string_view text);
// The same, but line feeds stay, tabs become spaces and a carriage return before a line feed goes.
std::string printable_lines(std::string_view text);

// At most `cells` wide; what is cut ends in "…".
std::string shorten(std::string_view text, int cells);
// A word that somebody gave, in a message about it: printable and at most 60 cells wide.
std::string shown(std::string_view word);
// Followed or led by spaces to `cells`; longer text stays as it is.
std::string pad(std::string_view text, int cells);
std::string pad_left(std::string_view text, int cells);

// Breaks at spaces so that each line is at most `cells` wide, where its words allow it. Line feeds stay.
std::vector<std::string> wrap(std::string_view text, int cells);

std::vector<std::string_view> split_lines(std::string_view text);
// Each line of `text` that isn't empty gets `prefix`.
std::string indent(std::string_view text, std::string_view prefix);

}  // namespace kata

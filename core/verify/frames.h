// Reading the frames of a transcript (report/report.h): lists that begin with a word.
#pragma once

#include <string_view>

#include "kata/value.h"

namespace kata::verify {

// Null for what is no list of at least so many.
inline const Values* items_of(const Value& value, std::size_t least) {
  const List* list = value.get<List>();
  return list && list->items.size() >= least ? &list->items : nullptr;
}

// Empty for what is no text.
inline std::string_view text_of(const Value& value) {
  const Str* text = value.get<Str>();
  return text ? std::string_view(text->text) : std::string_view();
}

inline bool says(const Value& value, std::string_view word) { return text_of(value) == word; }

}  // namespace kata::verify

#include "grader/rehearse.h"

namespace kata::grader {

// [{test: transcript}, [junk] or []]
Value encode(const Part& part) {
  Dict transcripts;
  for (const auto& [test, transcript] : part.transcripts) transcripts.items.emplace_back(test, List{transcript});
  return list(transcripts, part.junk ? list(*part.junk) : list());
}

std::optional<Part> decode_part(const Value& value) {
  const List* parts = value.get<List>();
  if (!parts || parts->items.size() != 2) return std::nullopt;
  const Dict* transcripts = parts->items[0].get<Dict>();
  const List* junk = parts->items[1].get<List>();
  if (!transcripts || !junk) return std::nullopt;
  Part part;
  for (const auto& [test, transcript] : transcripts->items) {
    const Str* name = test.get<Str>();
    const List* frames = transcript.get<List>();
    if (!name || !frames) return std::nullopt;
    part.transcripts[name->text] = frames->items;
  }
  if (!junk->items.empty()) part.junk = junk->items[0];
  return part;
}

}  // namespace kata::grader

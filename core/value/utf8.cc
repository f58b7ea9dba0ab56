#include "value/utf8.h"

namespace kata {
namespace {

// Of the sequence at the front, 0 where there is none. Unicode 15, table 3-7.
std::size_t sequence(const unsigned char* p, std::size_t left, Surrogates surrogates) {
  const auto tail = [&](std::size_t n) { return n < left && (p[n] & 0xC0) == 0x80; };
  if (*p < 0x80) return 1;
  if (*p >= 0xC2 && *p <= 0xDF) return tail(1) ? 2 : 0;
  if ((*p & 0xF0) == 0xE0) {
    if (!tail(1) || !tail(2) || (*p == 0xE0 && p[1] < 0xA0)) return 0;
    return *p == 0xED && p[1] >= 0xA0 && surrogates == Surrogates::refused ? 0 : 3;
  }
  if (*p < 0xF0 || *p > 0xF4 || !tail(1) || !tail(2) || !tail(3)) return 0;
  return (*p == 0xF0 && p[1] < 0x90) || (*p == 0xF4 && p[1] > 0x8F) ? 0 : 4;
}

}  // namespace

std::size_t text_length(std::string_view bytes, Surrogates surrogates) {
  const auto* begin = reinterpret_cast<const unsigned char*>(bytes.data());
  std::size_t at = 0;
  while (at < bytes.size()) {
    const std::size_t size = sequence(begin + at, bytes.size() - at, surrogates);
    if (size == 0) break;
    at += size;
  }
  return at;
}

}  // namespace kata

#include "kata/generate.h"

#include <bit>
#include <cmath>
#include <stdexcept>

#include "base/utf8.h"

namespace kata::gen {
namespace {

std::uint64_t distance(std::int64_t from, std::int64_t to) { return static_cast<std::uint64_t>(to) - static_cast<std::uint64_t>(from); }
std::int64_t offset(std::int64_t from, std::uint64_t by) { return static_cast<std::int64_t>(static_cast<std::uint64_t>(from) + by); }

struct Block {
  std::uint32_t first, last;
};
// Latin with accents, Cyrillic, Hebrew, Devanagari, Chinese, emoji, combining marks, controls, the end of the planes.
constexpr Block kBlocks[] = {{0xA1, 0x17F},     {0x400, 0x45F},     {0x5D0, 0x5EA}, {0x905, 0x939},    {0x4E00, 0x4E4F},
                             {0x1F600, 0x1F64F}, {0x300, 0x30F},     {0x00, 0x1F},   {0xFFF0, 0xFFFD},  {0x10FFF0, 0x10FFFD}};

constexpr std::string_view kSimple =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 _-.,:;!?'\"()[]{}<>/\\|@#$%^&*+=~`";

void append_character(Draw& draw, std::string& out) {
  const std::uint64_t kind = draw.below_or(9);
  if (kind < 7) {
    out += kSimple[draw.below_or(kSimple.size() - 1)];
    return;
  }
  const Block& block = kBlocks[draw.below_or(std::size(kBlocks) - 1)];
  append_utf8(out, block.first + static_cast<std::uint32_t>(draw.below_or(block.last - block.first)));
}

// A whole number, then maybe binary fractions, which are exact.
double simple_real(Draw& draw, std::uint64_t most) {
  const auto whole = static_cast<double>(draw.small(most));
  const auto fraction = draw.below_or(1) == 0 ? 0.0 : static_cast<double>(draw.below_or(1023)) / 1024;
  return whole + fraction;
}

}  // namespace

Generator<std::int64_t> integer(std::int64_t least, std::int64_t most) {
  if (least > most) throw std::invalid_argument("gen::integer: the least is more than the most");
  return [=](Draw& draw) {
    if (least >= 0) return offset(least, draw.small(distance(least, most)));
    if (most <= 0) return offset(most, 0 - draw.small(distance(least, most)));
    const bool negative = draw.below_or(1) != 0;
    return negative ? offset(0, 0 - draw.small(distance(least, 0))) : offset(0, draw.small(distance(0, most)));
  };
}

Generator<Value> big_integer() {
  return [](Draw& draw) -> Value {
    Integer out;
    out.negative = draw.below_or(1) != 0;
    while (out.magnitude.size() < 40 && draw.more()) {
      const std::uint64_t part = draw.small(~0ull);
      for (int shift = 56; shift >= 0; shift -= 8) out.magnitude.push_back(static_cast<char>(part >> shift));
    }
    out.magnitude.erase(0, std::min(out.magnitude.find_first_not_of('\0'), out.magnitude.size()));
    if (out.magnitude.empty()) out.negative = false;
    return out;
  };
}

Generator<double> real(double least, double most) {
  if (!(least <= most)) throw std::invalid_argument("gen::real: the least is more than the most");
  return [=](Draw& draw) {
    const double origin = least > 0 ? least : most < 0 ? most : 0;
    const bool down = origin > least && (origin >= most || draw.below_or(1) != 0);
    const double room = down ? origin - least : most - origin;
    const auto whole = static_cast<std::uint64_t>(std::min(room, 9e15));
    const double step = std::min(simple_real(draw, whole), room);
    return down ? origin - step : origin + step;
  };
}

Generator<double> any_real() {
  return [](Draw& draw) -> double {
    const double sign = draw.below_or(1) != 0 ? -1 : 1;
    switch (draw.below_or(3)) {
      case 0: return sign * simple_real(draw, 1ull << 53);
      case 1: return std::ldexp(sign * (1 + simple_real(draw, 1)), static_cast<int>(draw.small(2040)) - 1020);
      case 2: return std::bit_cast<double>(draw.below_or(~0ull));
      default: break;
    }
    constexpr double kSpecial[] = {0.0, std::numeric_limits<double>::infinity(), std::numeric_limits<double>::max(),
                                   std::numeric_limits<double>::denorm_min(), std::numeric_limits<double>::quiet_NaN()};
    return sign * kSpecial[draw.below_or(std::size(kSpecial) - 1)];
  };
}

Generator<bool> boolean() {
  return [](Draw& draw) { return draw.below_or(1) != 0; };
}

Generator<std::string> text(int most_characters) {
  return [=](Draw& draw) {
    std::string out;
    for (int i = 0; i < most_characters && draw.more(); ++i) append_character(draw, out);
    return out;
  };
}

Generator<std::string> text_of(std::string alphabet, int least, int most) {
  std::vector<std::string> characters;
  for (char c : alphabet) {
    if ((c & 0xC0) != 0x80 || characters.empty()) characters.emplace_back();
    characters.back() += c;
  }
  if (characters.empty()) throw std::invalid_argument("gen::text_of: an empty alphabet");
  return [=](Draw& draw) {
    std::string out;
    for (int i = 0; i < least || (i < most && draw.more()); ++i) out += characters[draw.below_or(characters.size() - 1)];
    return out;
  };
}

Generator<std::string> word(int most) { return text_of("abcdefghijklmnopqrstuvwxyz", 1, most); }

Generator<Value> byte_string(int most) {
  return [=](Draw& draw) -> Value {
    Bytes out;
    for (int i = 0; i < most && draw.more(); ++i) out.data.push_back(static_cast<char>(draw.small(255)));
    return out;
  };
}

namespace {

// What may be a key, simplest first.
Value plain_value(Draw& draw) {
  switch (draw.below_or(4)) {
    case 0: return {};
    case 1: return integer(std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max())(draw);
    case 2: return text()(draw);
    case 3: return draw.below_or(1) != 0;
    default: return real(-1e9, 1e9)(draw);
  }
}

void add_once(Values& items, Value item) {
  for (const auto& known : items) {
    if (known == item) return;
  }
  items.push_back(std::move(item));
}

Value value_of(Draw& draw, int depth) {
  const std::uint64_t kind = depth > 0 ? draw.below_or(7) : 0;
  if (kind < 4) return plain_value(draw);
  Values items;
  if (kind == 4 || kind == 5) {
    while (items.size() < 10 && draw.more()) items.push_back(value_of(draw, depth - 1));
    if (kind == 4) return List{std::move(items)};
    return Tuple{std::move(items)};
  }
  // Text alone, since 1, 1.0 and True are one key in Python.
  for (int i = 0; i < 10 && draw.more(); ++i) add_once(items, text(8)(draw));
  if (kind == 6) return Set{std::move(items)};
  Dict out;
  for (auto& key : items) out.items.emplace_back(std::move(key), value_of(draw, depth - 1));
  return out;
}

}  // namespace

Generator<Value> value(int depth) {
  return [depth](Draw& draw) { return value_of(draw, depth); };
}

}  // namespace kata::gen

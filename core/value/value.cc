#include "kata/value.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>
#include <stdexcept>

namespace kata {

// ---- integers ----

namespace {

std::string big_endian(std::uint64_t number) {
  std::string bytes;
  for (int shift = 56; shift >= 0; shift -= 8) {
    const char byte = static_cast<char>(number >> shift);
    if (byte != 0 || !bytes.empty()) bytes.push_back(byte);
  }
  return bytes;
}

std::uint64_t to_uint64(const std::string& bytes) {
  std::uint64_t number = 0;
  for (unsigned char byte : bytes) number = number << 8 | byte;
  return number;
}

// Base 2^32, the least significant limb first.
std::vector<std::uint32_t> limbs_of(const std::string& bytes) {
  std::vector<std::uint32_t> limbs((bytes.size() + 3) / 4);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto byte = static_cast<unsigned char>(bytes[bytes.size() - 1 - i]);
    limbs[i / 4] |= static_cast<std::uint32_t>(byte) << (i % 4 * 8);
  }
  return limbs;
}

std::string bytes_of(const std::vector<std::uint32_t>& limbs) {
  std::string bytes;
  for (std::size_t i = limbs.size(); i-- > 0;) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      const char byte = static_cast<char>(limbs[i] >> shift);
      if (byte != 0 || !bytes.empty()) bytes.push_back(byte);
    }
  }
  return bytes;
}

constexpr std::uint32_t kChunk = 1'000'000'000;  // the largest power of ten in a limb
constexpr std::size_t kChunkDigits = 9;

}  // namespace

Integer::Integer(std::int64_t number)
    : negative(number < 0),
      magnitude(big_endian(number < 0 ? ~static_cast<std::uint64_t>(number) + 1 : static_cast<std::uint64_t>(number))) {}

Integer Integer::unsigned64(std::uint64_t number) {
  Integer out;
  out.magnitude = big_endian(number);
  return out;
}

std::optional<Integer> Integer::parse(std::string_view decimal) {
  Integer out;
  if (!decimal.empty() && (decimal[0] == '-' || decimal[0] == '+')) {
    out.negative = decimal[0] == '-';
    decimal.remove_prefix(1);
  }
  if (decimal.empty()) return std::nullopt;
  std::vector<std::uint32_t> limbs;
  while (!decimal.empty()) {
    std::uint64_t chunk = 0, scale = 1;
    const std::size_t take = (decimal.size() - 1) % kChunkDigits + 1;
    for (char digit : decimal.substr(0, take)) {
      if (digit < '0' || digit > '9') return std::nullopt;
      chunk = chunk * 10 + static_cast<std::uint64_t>(digit - '0');
      scale *= 10;
    }
    for (auto& limb : limbs) {
      chunk += limb * scale;
      limb = static_cast<std::uint32_t>(chunk);
      chunk >>= 32;
    }
    if (chunk != 0) limbs.push_back(static_cast<std::uint32_t>(chunk));
    decimal.remove_prefix(take);
  }
  out.magnitude = bytes_of(limbs);
  if (out.magnitude.empty()) out.negative = false;
  return out;
}

std::optional<std::int64_t> Integer::to_int64() const {
  if (magnitude.size() > 8) return std::nullopt;
  const std::uint64_t number = to_uint64(magnitude);
  constexpr std::uint64_t kTop = 1ull << 63;
  if (negative) {
    if (number > kTop) return std::nullopt;
    return static_cast<std::int64_t>(~number + 1);
  }
  if (number >= kTop) return std::nullopt;
  return static_cast<std::int64_t>(number);
}

std::string Integer::decimal() const {
  if (magnitude.size() <= 8) return std::string(negative ? 1 : 0, '-').append(std::to_string(to_uint64(magnitude)));
  auto limbs = limbs_of(magnitude);
  std::string reversed;
  while (!limbs.empty()) {
    std::uint64_t rest = 0;
    for (std::size_t i = limbs.size(); i-- > 0;) {
      rest = rest << 32 | limbs[i];
      limbs[i] = static_cast<std::uint32_t>(rest / kChunk);
      rest %= kChunk;
    }
    while (!limbs.empty() && limbs.back() == 0) limbs.pop_back();
    for (std::size_t i = 0; i < kChunkDigits && (rest != 0 || !limbs.empty()); ++i) {
      reversed.push_back(static_cast<char>('0' + rest % 10));
      rest /= 10;
    }
  }
  if (negative) reversed.push_back('-');
  return {reversed.rbegin(), reversed.rend()};
}

// ---- comparison ----

namespace {

int sign(std::strong_ordering order) { return std::is_lt(order) ? -1 : std::is_gt(order) ? 1 : 0; }

template <class T> int compare_plain(const T& left, const T& right) { return left < right ? -1 : right < left ? 1 : 0; }

// All nans are one; -0.0 is not 0.0.
std::uint64_t double_key(double number) {
  return std::isnan(number) ? ~0ull : std::bit_cast<std::uint64_t>(number);
}

int compare_all(const Integer& left, const Integer& right) {
  if (left.negative != right.negative) return left.negative ? -1 : 1;
  if (int c = compare_plain(left.magnitude.size(), right.magnitude.size())) return c;
  return compare_plain(left.magnitude, right.magnitude);
}

int compare_all(const Values& left, const Values& right) {
  if (int c = compare_plain(left.size(), right.size())) return c;
  for (std::size_t i = 0; i < left.size(); ++i) {
    if (int c = compare(left[i], right[i])) return c;
  }
  return 0;
}

template <class T, class Less> std::vector<const T*> sorted(const std::vector<T>& items, Less less) {
  std::vector<const T*> out;
  out.reserve(items.size());
  for (const auto& item : items) out.push_back(&item);
  std::sort(out.begin(), out.end(), [&](const T* a, const T* b) { return less(*a, *b) < 0; });
  return out;
}

template <class T, class Less> int compare_unordered(const std::vector<T>& left, const std::vector<T>& right, Less less) {
  if (int c = compare_plain(left.size(), right.size())) return c;
  const auto a = sorted(left, less), b = sorted(right, less);
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (int c = less(*a[i], *b[i])) return c;
  }
  return 0;
}

using Entry = std::pair<Value, Value>;

int compare_entries(const Entry& left, const Entry& right) {
  if (int c = compare(left.first, right.first)) return c;
  return compare(left.second, right.second);
}

int compare_all(const std::vector<std::string>& left, const std::vector<std::string>& right) {
  return compare_plain(left, right);
}

int compare_attributes(const std::vector<std::pair<std::string, Value>>& left,
                       const std::vector<std::pair<std::string, Value>>& right) {
  return compare_unordered(left, right, [](const auto& a, const auto& b) {
    if (int c = compare_plain(a.first, b.first)) return c;
    return compare(a.second, b.second);
  });
}

int compare_all(const Exception& left, const Exception& right) {
  if (int c = compare_all(left.types, right.types)) return c;
  if (int c = compare_plain(left.message, right.message)) return c;
  if (int c = compare_all(left.args, right.args)) return c;
  if (int c = compare_all(left.cause, right.cause)) return c;
  if (int c = compare_all(left.context, right.context)) return c;
  if (int c = compare_plain(left.suppress_context, right.suppress_context)) return c;
  if (int c = compare_all(left.notes, right.notes)) return c;
  if (int c = compare_all(left.members, right.members)) return c;
  return compare_attributes(left.attributes, right.attributes);
}

struct Comparer {
  const Value& right;
  template <class T> const T& other() const { return *right.get<T>(); }

  int operator()(const None&) const { return 0; }
  int operator()(bool left) const { return compare_plain(left, other<bool>()); }
  int operator()(double left) const { return compare_plain(double_key(left), double_key(other<double>())); }
  int operator()(const Integer& left) const { return compare_all(left, other<Integer>()); }
  int operator()(const Complex& left) const {
    if (int c = compare_plain(double_key(left.real), double_key(other<Complex>().real))) return c;
    return compare_plain(double_key(left.imag), double_key(other<Complex>().imag));
  }
  int operator()(const Str& left) const { return compare_plain(left.text, other<Str>().text); }
  int operator()(const Bytes& left) const { return compare_plain(left.data, other<Bytes>().data); }
  int operator()(const List& left) const { return compare_all(left.items, other<List>().items); }
  int operator()(const Tuple& left) const { return compare_all(left.items, other<Tuple>().items); }
  int operator()(const Set& left) const { return compare_unordered(left.items, other<Set>().items, compare); }
  int operator()(const Frozenset& left) const { return compare_unordered(left.items, other<Frozenset>().items, compare); }
  int operator()(const Dict& left) const { return compare_unordered(left.items, other<Dict>().items, compare_entries); }
  int operator()(const Boxed<Exception>& left) const { return compare_all(*left, other<Exception>()); }
  int operator()(const Boxed<Object>& left) const {
    const auto& b = other<Object>();
    return sign(std::tie(left->type, left->repr, left->handle) <=> std::tie(b.type, b.repr, b.handle));
  }
  int operator()(const Subclass& left) const {
    if (int c = compare_plain(left.type, other<Subclass>().type)) return c;
    return compare_all(left.base, other<Subclass>().base);
  }
  int operator()(const Remote& left) const {
    const auto& b = other<Remote>();
    return sign(std::tie(left.kind, left.id, left.name) <=> std::tie(b.kind, b.id, b.name));
  }
};

}  // namespace

int compare(const Value& left, const Value& right) {
  if (int c = compare_plain(left.kind(), right.kind())) return c;
  return std::visit(Comparer{right}, left.data());
}

bool Value::operator==(const Value& other) const { return compare(*this, other) == 0; }

// ---- access and spellings for tests ----

const Values* Value::items() const {
  if (auto* v = get<List>()) return &v->items;
  if (auto* v = get<Tuple>()) return &v->items;
  if (auto* v = get<Set>()) return &v->items;
  if (auto* v = get<Frozenset>()) return &v->items;
  return nullptr;
}

Value dict(std::initializer_list<std::pair<Value, Value>> items) { return Dict{{items.begin(), items.end()}}; }

Value bytes(std::string_view data) { return Bytes{std::string(data)}; }

Value integer(std::string_view decimal) {
  if (auto number = Integer::parse(decimal)) return *std::move(number);
  throw std::invalid_argument("not a decimal integer: '" + std::string(decimal) + "'");
}

std::string type_name(const Value& value) {
  switch (value.kind()) {
    case Kind::none: return "NoneType";
    case Kind::boolean: return "bool";
    case Kind::integer: return "int";
    case Kind::floating: return "float";
    case Kind::complex: return "complex";
    case Kind::string: return "str";
    case Kind::bytes: return "bytes";
    case Kind::list: return "list";
    case Kind::tuple: return "tuple";
    case Kind::set: return "set";
    case Kind::frozenset: return "frozenset";
    case Kind::dict: return "dict";
    case Kind::exception: return value.get<Exception>()->types.empty() ? "Exception" : value.get<Exception>()->types.front();
    case Kind::object: return value.get<Object>()->type;
    case Kind::subclass: return value.get<Subclass>()->type;
    case Kind::remote: break;
  }
  static constexpr const char* kRemotes[] = {"function", "async function", "iterator", "async iterator", "context manager",
                                             "async context manager", "lock", "iterable", "mapping", "number"};
  const auto kind = static_cast<std::size_t>(value.get<Remote>()->kind);
  return kind < std::size(kRemotes) ? kRemotes[kind] : "object";
}

}  // namespace kata

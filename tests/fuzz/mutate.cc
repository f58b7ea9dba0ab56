#include "fuzz/mutate.h"

#include <limits>

namespace kata::fuzz {
namespace {

void collect(Value& value, std::vector<Value*>& out);

void collect(Values& items, std::vector<Value*>& out) {
  for (Value& item : items) collect(item, out);
}

Values* items_of(Value& value) { return const_cast<Values*>(value.items()); }

// Every value inside, itself first.
void collect(Value& value, std::vector<Value*>& out) {
  out.push_back(&value);
  if (Values* items = items_of(value)) collect(*items, out);
  if (auto* dict = value.get<Dict>())
    for (auto& [key, item] : dict->items) collect(key, out), collect(item, out);
  if (auto* subclass = value.get<Subclass>()) collect(subclass->base, out);
  if (auto* exception = value.get<Exception>()) {
    for (Values* part : {&exception->args, &exception->cause, &exception->context, &exception->members}) collect(*part, out);
    for (auto& [name, item] : exception->attributes) collect(item, out);
  }
}

class Mutation {
 public:
  Mutation(std::mt19937& random, const ChangeBytes& change_bytes) : random_(random), change_bytes_(change_bytes) {}

  void change(Value& value, const Value& donor) {
    std::vector<Value*> places;
    collect(value, places);
    Value& place = *places[below(places.size())];
    switch (below(4)) {
      case 0: place = from(donor); break;
      case 1: place = scalar(); break;
      case 2: change_inside(place); break;
      case 3: place = Value(*places[below(places.size())]); break;   // a copy first: one may hold the other
    }
  }

 private:
  std::size_t below(std::size_t n) { return random_() % n; }

  Value from(const Value& donor) {
    std::vector<Value*> places;
    collect(const_cast<Value&>(donor), places);
    return *places[below(places.size())];
  }

  Value scalar() {
    static const Values kScalars{
        None{}, true, false, 0, 1, -1, 2, 27, 255, 65536, std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::min(),
        integer("18446744073709551616"), integer("-340282366920938463463374607431768211457"), 0.0, -0.0, 0.5,
        std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN(), Complex{1, -2}, "", "value", "raised", "{}",
        "\xED\xA0\x80", "line\nline", bytes(""), bytes("\xff\0x"), list(), tuple(), set(), frozenset(), dict({}),
        Exception{.types = {"ValueError", "Exception"}, .message = "m"}, Object{"T", "<T>", 1}, Subclass{"Counter", {dict({})}},
        Remote{RemoteKind::function, 1, "f"}};
    return kScalars[below(kScalars.size())];
  }

  void change_inside(Value& value) {
    if (Values* items = items_of(value)) return change_items(*items);
    if (auto* dict = value.get<Dict>()) return change_entries(*dict);
    if (auto* integer = value.get<Integer>()) {
      const auto small = integer->to_int64();
      if (!small || below(4) == 0) return change_bytes_(integer->magnitude, 40), tidy(*integer);
      value = static_cast<std::int64_t>(static_cast<std::uint64_t>(*small) + below(9) - 4);
    } else if (auto* str = value.get<Str>()) {
      change_bytes_(str->text, str->text.size() + 16);
    } else if (auto* bytes = value.get<Bytes>()) {
      change_bytes_(bytes->data, bytes->data.size() + 64);
    } else if (auto* exception = value.get<Exception>()) {
      if (below(2) == 0) exception->types.assign(below(4), "KeyError");
      else change_bytes_(exception->message, exception->message.size() + 16);
    } else {
      value = scalar();
    }
  }

  static void tidy(Integer& integer) {
    integer.magnitude.erase(0, std::min(integer.magnitude.find_first_not_of('\0'), integer.magnitude.size()));
    if (integer.magnitude.empty()) integer.negative = false;
  }

  template <class Items> void change_items(Items& items) {
    if (items.empty()) return items.push_back({});
    const auto at = items.begin() + static_cast<std::ptrdiff_t>(below(items.size()));
    switch (below(4)) {
      case 0: items.erase(at); break;
      case 1: items.insert(at, typename Items::value_type(*at)); break;
      case 2: std::swap(*at, items[below(items.size())]); break;
      case 3: items.resize(below(items.size()) + 1); break;
    }
  }

  void change_entries(Dict& dict) { change_items(dict.items); }

  std::mt19937& random_;
  const ChangeBytes& change_bytes_;
};

}  // namespace

void mutate(Value& value, const Value& donor, std::mt19937& random, const ChangeBytes& change_bytes) {
  Mutation(random, change_bytes).change(value, donor);
}

}  // namespace kata::fuzz

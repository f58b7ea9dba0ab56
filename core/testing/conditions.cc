// Conditions on values.
#include <regex.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <stdexcept>

#include "kata/matchers.h"
#include "testing/mismatch.h"
#include "testing/run.h"

namespace kata {
namespace {

using Entry = std::pair<Value, Value>;

std::size_t first_difference(const Values& expected, const Values& actual) {
  std::size_t i = 0;
  while (i < expected.size() && i < actual.size() && expected[i] == actual[i]) ++i;
  return i;
}

const Entry* entry_of(const Dict& dict, const Value& key) {
  auto found = std::find_if(dict.items.begin(), dict.items.end(), [&](const Entry& entry) { return entry.first == key; });
  return found == dict.items.end() ? nullptr : &*found;
}

// Where two values, known to differ, do so first.
void find_difference(const Value& expected, const Value& actual, Values& path) {
  if (expected.kind() != actual.kind()) return;
  if (expected.get<List>() || expected.get<Tuple>()) {
    const Values &e = *expected.items(), &a = *actual.items();
    const std::size_t i = first_difference(e, a);
    path.emplace_back(i);
    if (i < e.size() && i < a.size()) find_difference(e[i], a[i], path);
  } else if (auto* dict = expected.get<Dict>()) {
    for (const auto& [key, item] : dict->items) {
      const Entry* other = entry_of(*actual.get<Dict>(), key);
      if (other && other->second == item) continue;
      path.push_back(key);
      if (other) find_difference(item, other->second, path);
      return;
    }
    for (const auto& [key, item] : actual.get<Dict>()->items) {
      if (!entry_of(*dict, key)) return path.push_back(key);
    }
  } else if (auto* subclass = expected.get<Subclass>()) {
    if (subclass->type == actual.get<Subclass>()->type) find_difference(subclass->base.front(), actual.get<Subclass>()->base.front(), path);
  }
}

bool near(double expected, double actual, double tolerance) {
  if (std::isnan(expected) || std::isinf(expected)) return Value(expected) == Value(actual);
  return std::fabs(expected - actual) <= tolerance;
}

std::optional<double> as_double(const Value& value) {
  if (auto* number = value.get<double>()) return *number;
  auto* integer = value.get<Integer>();
  if (!integer) return std::nullopt;
  if (auto small = integer->to_int64()) return static_cast<double>(*small);
  double out = 0;
  for (unsigned char byte : integer->magnitude) out = out * 256 + byte;
  return integer->negative ? -out : out;
}

bool all_near(const Value& expected, const Value& actual, double tolerance);

bool all_near(const Values& expected, const Values& actual, double tolerance) {
  return expected.size() == actual.size() &&
         std::equal(expected.begin(), expected.end(), actual.begin(), [&](const auto& e, const auto& a) { return all_near(e, a, tolerance); });
}

bool all_near(const Value& expected, const Value& actual, double tolerance) {
  if (expected.get<double>()) {
    const auto number = as_double(actual);
    return number && near(*expected.get<double>(), *number, tolerance);
  }
  if (auto* number = actual.get<double>(); number && expected.get<Integer>()) return near(*as_double(expected), *number, tolerance);
  if (expected.kind() != actual.kind()) return false;
  if (auto* number = expected.get<Complex>()) {
    return near(number->real, actual.get<Complex>()->real, tolerance) && near(number->imag, actual.get<Complex>()->imag, tolerance);
  }
  if (expected.get<List>() || expected.get<Tuple>()) return all_near(*expected.items(), *actual.items(), tolerance);
  if (auto* dict = expected.get<Dict>()) {
    const Dict& other = *actual.get<Dict>();
    return dict->items.size() == other.items.size() && std::all_of(dict->items.begin(), dict->items.end(), [&](const Entry& entry) {
      const Entry* found = entry_of(other, entry.first);
      return found && all_near(entry.second, found->second, tolerance);
    });
  }
  return expected == actual;
}

// Less, equal or greater; nullopt for what is no number.
std::optional<int> compare_numbers(const Value& left, const Value& right) {
  auto *a = left.get<Integer>(), *b = right.get<Integer>();
  if (a && b) return compare(left, right) * (a->negative && b->negative ? -1 : 1);
  const auto x = as_double(left), y = as_double(right);
  if (!x || !y || std::isnan(*x) || std::isnan(*y)) return std::nullopt;
  return *x < *y ? -1 : *x > *y ? 1 : 0;
}

const std::string* text_of(const Value& value) {
  if (auto* str = value.get<Str>()) return &str->text;
  return nullptr;
}

// POSIX extended syntax has \w and \s here, but no \d.
std::string posix(std::string_view pattern) {
  std::string out;
  bool brackets = false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '\\' && i + 1 < pattern.size() && !brackets) {
      if (pattern[++i] == 'd') out += "[0-9]";
      else (out += '\\') += pattern[i];
      continue;
    }
    if (pattern[i] == '[') brackets = true;
    if (pattern[i] == ']') brackets = false;
    out += pattern[i];
  }
  return out;
}

// A search may take the square of the text's length, and a submission chooses the text.
constexpr std::size_t kMostLikeBytes = 8192;

std::shared_ptr<regex_t> compiled(const std::string& pattern) {
  std::shared_ptr<regex_t> regex(new regex_t, [](regex_t* r) { regfree(r), delete r; });  // copied with its matcher
  if (const int error = regcomp(regex.get(), posix(pattern).c_str(), REG_EXTENDED)) {
    char text[200];
    regerror(error, regex.get(), text, sizeof text);
    throw std::invalid_argument("Like(\"" + pattern + "\"): " + text);
  }
  return regex;
}

std::vector<const Value*> sorted(const Values& items) {
  std::vector<const Value*> out;
  for (const auto& item : items) out.push_back(&item);
  std::sort(out.begin(), out.end(), [](const Value* a, const Value* b) { return compare(*a, *b) < 0; });
  return out;
}

bool same_items(const Values& expected, const Values& actual) {
  if (expected.size() != actual.size()) return false;
  const auto e = sorted(expected), a = sorted(actual);
  return std::equal(e.begin(), e.end(), a.begin(), [](const Value* x, const Value* y) { return *x == *y; });
}

const Values* sequence(const Value& value) { return value.get<List>() || value.get<Tuple>() ? value.items() : nullptr; }

bool contains(const ValueMatcher& item, const Value& actual) {
  Values nowhere;
  if (auto* text = text_of(actual)) {
    auto* part = text_of(item.expected());
    return item.relation() == "equals" && part && text->find(*part) != text->npos;
  }
  if (auto* items = actual.items()) {
    return std::any_of(items->begin(), items->end(), [&](const Value& v) { return item.matches(v, nowhere); });
  }
  if (auto* dict = actual.get<Dict>()) {
    return std::any_of(dict->items.begin(), dict->items.end(), [&](const Entry& e) { return item.matches(e.first, nowhere); });
  }
  return false;
}

}  // namespace

// ---- ValueMatcher ----

ValueMatcher ValueMatcher::equal_to(Value value) {
  auto expected = std::make_shared<const Value>(value);  // shared with the copies of the matcher
  return {"equals", std::move(value), [expected](const Value& actual, Values& path) {
            if (*expected == actual) return true;
            find_difference(*expected, actual, path);
            return false;
          }};
}

bool ValueMatcher::MatchAndExplain(const Value& actual, std::ostream* out) const {
  Values path;
  if (check_(actual, path)) return true;
  if (out && detail::run_if_any()) {
    Mismatch mismatch = detail::mismatch_of_test("value");
    mismatch.relation = relation_;
    mismatch.expected = expected_;
    mismatch.actual = actual;
    mismatch.path = std::move(path);
    const std::string explanation = "which is " + spell(actual, Spelling::python, 1000);
    *out << explanation;
    detail::current().note(std::move(mismatch), explanation);
  }
  return false;
}

void ValueMatcher::DescribeTo(std::ostream* out) const { *out << relation_ << " " << spell(expected_, Spelling::python, 1000); }
void ValueMatcher::DescribeNegationTo(std::ostream* out) const { *out << "not "; DescribeTo(out); }

// ---- the conditions ----

ValueMatcher Near(Value value, double tolerance) {
  return {"near", value, [value, tolerance](const Value& actual, Values& path) {
            if (all_near(value, actual, tolerance)) return true;
            find_difference(value, actual, path);
            return false;
          }};
}

ValueMatcher InAnyOrder(Values items) {
  Value expected = List{items};
  return {"in_any_order", std::move(expected), [items = std::move(items)](const Value& actual, Values&) {
            auto* others = sequence(actual);
            return others && same_items(items, *others);
          }};
}

ValueMatcher InOrder(Values items) {
  Value expected = List{items};
  return {"in_order", std::move(expected), [items = std::move(items)](const Value& actual, Values& path) {
            Values keys;
            auto* others = sequence(actual);
            if (auto* dict = actual.get<Dict>()) {
              for (const auto& [key, item] : dict->items) keys.push_back(key);
              others = &keys;
            }
            if (!others) return false;
            const std::size_t i = first_difference(items, *others);
            if (i == items.size() && i == others->size()) return true;
            path.emplace_back(i);
            return false;
          }};
}

ValueMatcher InOrder(Dict entries) {
  Value expected = entries;
  return {"in_order", std::move(expected), [entries = std::move(entries)](const Value& actual, Values& path) {
            auto* dict = actual.get<Dict>();
            if (!dict) return false;
            if (dict->items == entries.items) return true;
            find_difference(entries, actual, path);
            return false;
          }};
}

ValueMatcher Says(std::string text) {
  return {"says", text, [text](const Value& actual, Values&) { return text_of(actual) && *text_of(actual) == text; }};
}

ValueMatcher Like(std::string pattern) {
  auto regex = compiled(pattern);
  return {"like", std::move(pattern), [regex](const Value& actual, Values&) {
            auto* text = text_of(actual);
            if (!text || text->size() > kMostLikeBytes) return false;
            regmatch_t range[1] = {{0, static_cast<regoff_t>(text->size())}};  // so a zero byte is a character like others
            return regexec(regex.get(), text->data(), 1, range, REG_STARTEND) == 0;
          }};
}

ValueMatcher Contains(ValueMatcher item) {
  Value expected = item.expected();
  return {"contains", std::move(expected), [item = std::move(item)](const Value& actual, Values&) { return contains(item, actual); }};
}

ValueMatcher OfType(std::string type) {
  return {"of_type", type, [type](const Value& actual, Values&) { return type_name(actual) == type; }};
}

ValueMatcher AtMost(Value most) {
  return {"at_most", most, [most](const Value& actual, Values&) { return compare_numbers(actual, most).value_or(1) <= 0; }};
}
ValueMatcher AtLeast(Value least) {
  return {"at_least", least, [least](const Value& actual, Values&) { return compare_numbers(actual, least).value_or(-1) >= 0; }};
}
ValueMatcher Between(Value least, Value most) {
  return {"between", tuple(least, most), [least, most](const Value& actual, Values&) {
            return compare_numbers(actual, least).value_or(-1) >= 0 && compare_numbers(actual, most).value_or(1) <= 0;
          }};
}

namespace {

ValueMatcher combined(std::string relation, std::vector<ValueMatcher> parts, bool all) {
  List expected;
  for (const auto& part : parts) expected.items.push_back(part.expected());
  return {std::move(relation), std::move(expected), [parts = std::move(parts), all](const Value& actual, Values&) {
            auto holds = [&](const ValueMatcher& part) {
              Values nowhere;
              return part.matches(actual, nowhere);
            };
            return all ? std::all_of(parts.begin(), parts.end(), holds) : std::any_of(parts.begin(), parts.end(), holds);
          }};
}

}  // namespace

ValueMatcher detail::any_of(std::vector<ValueMatcher> choices) { return combined("any_of", std::move(choices), false); }
ValueMatcher detail::all_of(std::vector<ValueMatcher> conditions) { return combined("all_of", std::move(conditions), true); }

}  // namespace kata

// What a submission can receive and give back: one model for every language.
//
// A Value is plain data. Strings are UTF-8 in which a lone surrogate U+D800..U+DFFF is encoded as its three bytes
// (Python's "surrogatepass"), so every Python str has exactly one spelling here. Comparison is strict about type:
// true is not 1, list(1) is not tuple(1), a Counter is not a dict; nan equals nan, and -0.0 differs from 0.0.
// Sets and dicts compare without order. Thread rule: like a std::vector.
#ifndef KATA_VALUE_H
#define KATA_VALUE_H

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <variant>
#include <vector>

namespace kata {

namespace detail {
template <class> inline constexpr bool kNever = false;   // for a static_assert that says what to write instead
}

class Value;
using Values = std::vector<Value>;

// Append only: these numbers are part of the plugin boundary.
enum class Kind : std::uint8_t {
  none, boolean, integer, floating, complex, string, bytes, list, tuple, set, frozenset, dict,
  exception, object, subclass, remote,
};

struct None {
  bool operator==(const None&) const = default;
};

// An integer of any size: `magnitude` is big-endian without leading zero bytes; zero has an empty one.
struct Integer {
  bool negative = false;
  std::string magnitude;

  Integer() = default;
  Integer(std::int64_t number);
  static Integer unsigned64(std::uint64_t number);
  // Decimal digits with an optional sign; nullopt for anything else.
  static std::optional<Integer> parse(std::string_view decimal);
  std::optional<std::int64_t> to_int64() const;  // nullopt when it doesn't fit
  std::string decimal() const;
  bool operator==(const Integer&) const = default;
};

struct Complex {
  double real = 0;
  double imag = 0;
};

struct Str { std::string text; bool operator==(const Str&) const = default; };
struct Bytes { std::string data; bool operator==(const Bytes&) const = default; };
struct List { Values items; };
struct Tuple { Values items; };
struct Set { Values items; };        // no duplicates, in the order seen
struct Frozenset { Values items; };  // no duplicates, in the order seen
struct Dict { std::vector<std::pair<Value, Value>> items; };  // in insertion order

struct Exception {
  std::vector<std::string> types;  // type names up the MRO, the most derived first, without "object"
  std::string message;             // str(error), read without running learner code where possible
  Values args;
  Values cause;                    // none or one: __cause__
  Values context;                  // none or one: __context__, empty when suppressed
  bool suppress_context = false;
  std::vector<std::string> notes;
  Values members;                  // of an exception group
  std::vector<std::pair<std::string, Value>> attributes;  // instance attributes
};

// Something that has no value form. `handle` lets later requests reach it while its test runs; 0 if it can't be reached.
struct Object {
  std::string type;
  std::string repr;
  std::uint64_t handle = 0;
};

// An instance of a subclass of a built-in: what it is called and the base value below it.
struct Subclass {
  std::string type;                // "Counter", "Point", …
  Values base;                     // exactly one
};

// Append only. What the box makes of something whose body runs in the grader.
enum class RemoteKind : std::uint8_t {
  function, coroutine_function, iterator, async_iterator, context_manager, async_context_manager, lock,
  iterable,   // a new iterator each time it is asked
  mapping,    // has only keys() and []
  number,     // a shared number whose reads and writes are callbacks
};
struct Remote {
  RemoteKind kind = RemoteKind::function;
  std::uint64_t id = 0;
  std::string name;                // __name__ in Python
};

// A T behind a pointer that copies like a T, so that the rare big kinds don't make every Value big.
template <class T>
class Boxed {
 public:
  Boxed(T value) : value_(std::make_unique<T>(std::move(value))) {}
  Boxed(const Boxed& other) : value_(other.value_ ? std::make_unique<T>(*other.value_) : nullptr) {}
  Boxed(Boxed&&) noexcept = default;
  Boxed& operator=(const Boxed& other) { return *this = Boxed(other); }
  Boxed& operator=(Boxed&&) noexcept = default;
  T& operator*() { return *value_; }
  const T& operator*() const { return *value_; }
  const T* operator->() const { return value_.get(); }
  operator const T&() const { return *value_; }

 private:
  std::unique_ptr<T> value_;  // null only after a move
};

class Value {
 public:
  using Data = std::variant<None, bool, Integer, double, Complex, Str, Bytes, List, Tuple, Set, Frozenset, Dict,
                            Boxed<Exception>, Boxed<Object>, Subclass, Remote>;
  template <class T>
  using Stored = std::conditional_t<std::is_same_v<T, Exception> || std::is_same_v<T, Object>, Boxed<T>, T>;

  Value() = default;
  Value(None) {}
  Value(std::nullptr_t) {}
  Value(bool b) : data_(b) {}
  template <class T>
    requires(std::is_integral_v<T> && !std::is_same_v<T, bool> && !std::is_same_v<T, char>)
  Value(T number) : data_(std::is_signed_v<T> ? Integer(static_cast<std::int64_t>(number))
                                              : Integer::unsigned64(static_cast<std::uint64_t>(number))) {}
  Value(double number) : data_(number) {}
  Value(const char* text) : data_(Str{text}) {}
  Value(std::string text) : data_(Str{std::move(text)}) {}
  Value(std::string_view text) : data_(Str{std::string(text)}) {}
  template <class T>
    requires((std::is_same_v<T, Integer> || std::is_same_v<T, Complex> || std::is_same_v<T, Str> ||
              std::is_same_v<T, Bytes> || std::is_same_v<T, List> || std::is_same_v<T, Tuple> ||
              std::is_same_v<T, Set> || std::is_same_v<T, Frozenset> || std::is_same_v<T, Dict> ||
              std::is_same_v<T, Exception> || std::is_same_v<T, Object> || std::is_same_v<T, Subclass> ||
              std::is_same_v<T, Remote>))
  Value(T data) : data_(std::in_place_type<Stored<T>>, std::move(data)) {}

  // C++ containers become what a Python programmer would expect of them.
  template <class T> Value(const std::vector<T>& items);                      // list
  template <class T> Value(const std::set<T>& items);                        // set
  template <class T> Value(const std::unordered_set<T>& items);              // set
  template <class K, class V> Value(const std::map<K, V>& items);            // dict
  template <class K, class V> Value(const std::unordered_map<K, V>& items);  // dict
  template <class... T> Value(const std::tuple<T...>& items);                // tuple
  template <class A, class B> Value(const std::pair<A, B>& items);           // tuple
  template <class T> Value(const std::optional<T>& maybe);                   // none or the value

  Kind kind() const { return static_cast<Kind>(data_.index()); }
  const Data& data() const { return data_; }
  Data& data() { return data_; }
  // The content if it is of this kind, else null: get<Str>(), get<Integer>(), get<double>(), get<Exception>(), …
  template <class T> const T* get() const { return const_cast<Value*>(this)->get<T>(); }
  template <class T> T* get() {
    auto* stored = std::get_if<Stored<T>>(&data_);
    if constexpr (std::is_same_v<Stored<T>, T>) return stored;
    else return stored ? &**stored : nullptr;
  }
  bool is_none() const { return kind() == Kind::none; }
  // The items of a list, tuple, set or frozenset; null for every other kind.
  const Values* items() const;

  bool operator==(const Value& other) const;

 private:
  Data data_;
};

// A total order over all values that agrees with ==; its sense is of no meaning to people.
int compare(const Value& left, const Value& right);

// Spellings for tests.
template <class... T> Value list(T&&... items) { return List{Values{Value(std::forward<T>(items))...}}; }
template <class... T> Value tuple(T&&... items) { return Tuple{Values{Value(std::forward<T>(items))...}}; }
template <class... T> Value set(T&&... items) { return Set{Values{Value(std::forward<T>(items))...}}; }
template <class... T> Value frozenset(T&&... items) { return Frozenset{Values{Value(std::forward<T>(items))...}}; }
Value dict(std::initializer_list<std::pair<Value, Value>> items);
Value bytes(std::string_view data);
Value integer(std::string_view decimal);  // of any size; throws std::invalid_argument for anything else

// What Python calls its type: "int", "NoneType", "Counter", "KeyError"; of what a test passes in: "function", "iterator".
// The name of a learner's own type may be any text.
std::string type_name(const Value& value);

// How the learner would write it. Python: {1, 2}, (1,), float('nan'); C++: {1, 2}, "text", std::nullopt. Never longer than about
// `limit` bytes: what doesn't fit is cut at a character and ends in "…".
enum class Spelling : std::uint8_t { python, cpp };
std::string spell(const Value& value, Spelling spelling = Spelling::python, std::size_t limit = 4000);

// ---- implementation of the templates ----

template <class T> Value::Value(const std::vector<T>& items) {
  List out;
  out.items.reserve(items.size());
  for (const auto& item : items) out.items.emplace_back(static_cast<const T&>(item));
  data_ = std::move(out);
}
template <class T> Value::Value(const std::set<T>& items) {
  Set out;
  for (const auto& item : items) out.items.emplace_back(item);
  data_ = std::move(out);
}
template <class T> Value::Value(const std::unordered_set<T>& items) {
  Set out;
  for (const auto& item : items) out.items.emplace_back(item);
  data_ = std::move(out);
}
template <class K, class V> Value::Value(const std::map<K, V>& items) {
  Dict out;
  for (const auto& [key, value] : items) out.items.emplace_back(Value(key), Value(value));
  data_ = std::move(out);
}
template <class K, class V> Value::Value(const std::unordered_map<K, V>& items) {
  Dict out;
  for (const auto& [key, value] : items) out.items.emplace_back(Value(key), Value(value));
  data_ = std::move(out);
}
template <class... T> Value::Value(const std::tuple<T...>& items) {
  std::apply([this](const auto&... item) { data_ = Tuple{Values{Value(item)...}}; }, items);
}
template <class A, class B> Value::Value(const std::pair<A, B>& items)
    : data_(Tuple{Values{Value(items.first), Value(items.second)}}) {}
template <class T> Value::Value(const std::optional<T>& maybe) {
  if (maybe) *this = Value(*maybe);
}

}  // namespace kata

#endif

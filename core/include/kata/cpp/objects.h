// Between Values and structs that the exercise declares, classes behind handles and smart pointers. Thread rule: handles
// are given out under a lock; the rest is stateless.
#ifndef KATA_CPP_OBJECTS_H
#define KATA_CPP_OBJECTS_H

#include <array>
#include <memory>

#include "kata/cpp/convert.h"

namespace kata::cpp {

// Objects that stay in the learner's process and are known outside by a handle.
struct ObjectRef {
  std::shared_ptr<void> object;
  const std::type_info* type = nullptr;
};
Value adopt(std::shared_ptr<void> object, const std::type_info& type);   // gives it a handle
ObjectRef referred(const Value& value, const std::type_info& type);      // throws WrongType

template <class T> struct Fields;                    // KATA_STRUCT specialises it

// Runs `step` and says where inside the value it failed.
template <class F> auto at_place(const std::string& place, F&& step) {
  try {
    return step();
  } catch (WrongType& wrong) {
    wrong.where.insert(0, place);
    throw;
  }
}

template <class T> concept Declared = requires { Fields<T>::kCount; };
template <class T> concept Opaque = std::is_class_v<T> && !Declared<T>;
template <class T> concept Handled = requires { Convert<T>::kHandled; };

// A declared struct is like a Python namedtuple: its name and its fields in order. A dict of its fields' names will do too.
Values fields_from(const Value& value, const char* name, const char* const* names, std::size_t count);
template <Declared T> struct Convert<T> {
  static T from(const Value& value) {
    const Values items = fields_from(value, Fields<T>::kName, Fields<T>::kNames.data(), Fields<T>::kCount);
    T out{};
    std::size_t at = 0;
    Fields<T>::visit(out, [&]<class F>(F& field) {
      at_place(std::string(".") + Fields<T>::kNames[at], [&] { field = from_value<F>(items[at]); });
      ++at;
    });
    return out;
  }
  static Value to(const T& value) {
    kata::Tuple out;
    Fields<T>::visit(value, [&]<class F>(const F& field) { out.items.push_back(to_value<std::remove_cv_t<F>>(field)); });
    return Subclass{Fields<T>::kName, {std::move(out)}};
  }
  static std::string name() { return Fields<T>::kName; }
};

// Any other class: it stays where it is and gets a handle (KATA_CLASS says what can be called on it).
template <Opaque T> struct Convert<T> {
  static constexpr bool kHandled = true;
  static T from(const Value& value) {
    static_assert(std::is_copy_constructible_v<T>, "take an object that cannot be copied by reference");
    return *static_cast<T*>(referred(value, typeid(T)).object.get());
  }
  static Value to(const T& value) {
    static_assert(std::is_copy_constructible_v<T>, "this type has no conversion to kata::Value: KATA_STRUCT, KATA_CLASS or Convert<> gives it one");
    return adopt(std::make_shared<T>(value), typeid(T));
  }
  static Value take(T&& value) { return adopt(std::make_shared<T>(std::move(value)), typeid(T)); }
  static std::string name() { return demangled(typeid(T)); }
};
template <class T> struct Convert<std::shared_ptr<T>> {
  static std::shared_ptr<T> from(const Value& value) {
    if (value.is_none()) return nullptr;
    if constexpr (Handled<T>) return std::static_pointer_cast<T>(referred(value, typeid(T)).object);
    else return std::make_shared<T>(from_value<T>(value));
  }
  static Value to(const std::shared_ptr<T>& value) {
    if (value == nullptr) return {};
    if constexpr (Handled<T>) return adopt(value, typeid(T));
    else return to_value<T>(*value);
  }
  static std::string name() { return "std::shared_ptr<" + type_name<T>() + ">"; }
};
template <class T> struct Convert<std::unique_ptr<T>> {
  static std::unique_ptr<T> from(const Value& value) {
    if (value.is_none()) return nullptr;
    return std::make_unique<T>(from_value<T>(value));
  }
  static Value take(std::unique_ptr<T>&& value) {
    if (value == nullptr) return {};
    if constexpr (Handled<T>) return adopt(std::shared_ptr<T>(std::move(value)), typeid(T));
    else return to_value<T>(*value);
  }
  static Value to(const std::unique_ptr<T>& value) { return value == nullptr ? Value() : to_value<T>(*value); }
  static std::string name() { return "std::unique_ptr<" + type_name<T>() + ">"; }
};

// What a call gives back, whether by value, by reference or to be moved from.
template <class R> Value result_value(R&& result) {
  using T = std::remove_cvref_t<R>;
  if constexpr (!std::is_lvalue_reference_v<R> && requires(T t) { Convert<T>::take(std::move(t)); })
    return Convert<T>::take(std::forward<R>(result));
  else
    return Convert<T>::to(result);
}

}  // namespace kata::cpp

#define KATA_PARENS ()
#define KATA_EXPAND(...) KATA_EXPAND3(KATA_EXPAND3(KATA_EXPAND3(KATA_EXPAND3(__VA_ARGS__))))
#define KATA_EXPAND3(...) KATA_EXPAND2(KATA_EXPAND2(KATA_EXPAND2(KATA_EXPAND2(__VA_ARGS__))))
#define KATA_EXPAND2(...) __VA_ARGS__
#define KATA_EACH(macro, ...) __VA_OPT__(KATA_EXPAND(KATA_EACH_STEP(macro, __VA_ARGS__)))
#define KATA_EACH_STEP(macro, one, ...) macro(one) __VA_OPT__(KATA_EACH_AGAIN KATA_PARENS(macro, __VA_ARGS__))
#define KATA_EACH_AGAIN() KATA_EACH_STEP
#define KATA_FIELD_NAME(field) #field,
#define KATA_FIELD_VISIT(field) visitor(object.field);

// KATA_STRUCT(Point, x, y): at namespace scope, outside any namespace.
#define KATA_STRUCT(type, ...)                                                                    \
  template <> struct kata::cpp::Fields<type> {                                                    \
    static constexpr const char* kName = #type;                                                   \
    static constexpr auto kNames = std::to_array<const char*>({KATA_EACH(KATA_FIELD_NAME, __VA_ARGS__)}); \
    static constexpr std::size_t kCount = kNames.size();                                          \
    template <class O, class V> static void visit(O& object, V&& visitor) { KATA_EACH(KATA_FIELD_VISIT, __VA_ARGS__) } \
  }

#endif

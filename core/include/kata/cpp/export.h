// What a glue file offers to the tests:
//
//   #include <kata/cpp/bridge.h>
//   #include "solution.h"
//   KATA_EXPORT(rotate);                                    // call("rotate", …)
//   KATA_EXPORT(rotate, "items", "count");                  // with its parameters' names: keywords work, errors name them
//   KATA_EXPORT_AS("rotated_twice", [](std::vector<int> v) { return rotate(rotate(v)); });
//   KATA_EXPORT_VALUE("limit", kLimit);                     // get("limit")
//   KATA_CLASS(Queue).constructor<int>().method<&Queue::put>("put").get<&Queue::size>("size");
//
// Several exports of one name are told apart by their number of parameters. Parameters taken by reference live as long
// as the call. An exception of the learner's is observed with its type names up the hierarchy.
#ifndef KATA_CPP_EXPORT_H
#define KATA_CPP_EXPORT_H

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "kata/cpp/containers.h"
#include "kata/cpp/convert.h"
#include "kata/cpp/objects.h"

namespace kata::cpp {

using Keywords = std::vector<std::pair<std::string, Value>>;

// The arguments of one call, and the words for what is wrong with them.
class Arguments {
 public:
  Arguments(std::string function, std::span<const Value> positional, const Keywords& keywords,
            std::span<const char* const> names, std::size_t count);   // throws TypeError below
  template <class T> T take(std::size_t index) const {
    try {
      return from_value<T>(*values_[index]);
    } catch (const WrongType& wrong) {
      refuse(index, wrong);
    }
  }
  template <class T> std::shared_ptr<T> object(std::size_t index) const {
    try {
      return std::static_pointer_cast<T>(referred(*values_[index], typeid(T)).object);
    } catch (const WrongType& wrong) {
      refuse(index, wrong);
    }
  }

 private:
  [[noreturn]] void refuse(std::size_t index, const WrongType& wrong) const;
  std::string function_;
  std::span<const char* const> names_;
  std::vector<const Value*> values_;
};

// The test asked in a way that the function does not allow. Seen by the test as a raised TypeError.
struct TypeError {
  std::string message;
};

// One exported function, constructor or method. `self` is null but for methods.
struct Callable {
  std::string name;
  std::vector<const char*> parameters;       // empty where the glue does not name them
  std::size_t count = 0;
  std::shared_ptr<const void> target;
  Value (*run)(const void* target, void* self, const Arguments& arguments) = nullptr;
};
struct ClassInfo {
  std::string name;
  const std::type_info* type = nullptr;
  std::vector<Callable> constructors, methods, properties;
};

void add_function(Callable callable);
void add_value(std::string name, Value (*value)());
ClassInfo& add_class(std::string name, const std::type_info& type);

// ---- from a C++ signature to a Callable ----

// How a parameter is kept while its call runs.
template <class P> struct Slot {
  using T = std::remove_cvref_t<P>;
  T value;
  Slot(const Arguments& arguments, std::size_t index) : value(arguments.take<T>(index)) {}
  P pass() { return static_cast<P>(static_cast<std::conditional_t<std::is_reference_v<P>, P, T&&>>(value)); }
};
template <class P>
  requires std::is_same_v<std::remove_cvref_t<P>, std::string_view> || std::is_same_v<std::remove_cvref_t<P>, const char*>
struct Slot<P> {
  std::string value;
  std::remove_cvref_t<P> view{};
  Slot(const Arguments& arguments, std::size_t index) : value(arguments.take<std::string>(index)) {}
  auto& pass() { view = value.c_str(); return view; }
};
template <class T, std::size_t N> struct Slot<std::span<T, N>> {
  std::vector<std::remove_const_t<T>> value;
  Slot(const Arguments& arguments, std::size_t index) : value(arguments.take<std::vector<std::remove_const_t<T>>>(index)) {}
  std::span<T, N> pass() { return std::span<T, N>(value); }
};
template <class P>
  requires std::is_lvalue_reference_v<P> && Handled<std::remove_cvref_t<P>>
struct Slot<P> {
  using T = std::remove_cvref_t<P>;
  std::shared_ptr<T> object;
  Slot(const Arguments& arguments, std::size_t index) : object(arguments.object<T>(index)) {}
  P pass() { return *object; }
};

template <class R, class... P, class F> Value run_with(F&& function, const Arguments& arguments) {
  return [&]<std::size_t... I>(std::index_sequence<I...>) -> Value {
    std::tuple<Slot<P>...> slots{Slot<P>(arguments, I)...};
    if constexpr (std::is_void_v<R>) {
      function(std::get<I>(slots).pass()...);
      return {};
    } else {
      return result_value<R>(function(std::get<I>(slots).pass()...));
    }
  }(std::index_sequence_for<P...>());
}

template <class F> struct Signature : Signature<decltype(&F::operator())> {};   // lambdas
template <class R, class... P> struct Signature<R (*)(P...)> {
  static constexpr std::size_t kCount = sizeof...(P);
  template <class F> static Value run(F&& function, const Arguments& arguments) {
    return run_with<R, P...>(std::forward<F>(function), arguments);
  }
};
template <class R, class... P> struct Signature<R (*)(P...) noexcept> : Signature<R (*)(P...)> {};
// NOLINTBEGIN(bugprone-macro-parentheses): there can be none around qualifiers
#define KATA_MEMBER_SIGNATURE(qualifiers)                                                                   \
  template <class R, class C, class... P> struct Signature<R (C::*)(P...) qualifiers> : Signature<R (*)(P...)> { \
    using Class = C;                                                                                        \
  };
// NOLINTEND(bugprone-macro-parentheses)
KATA_MEMBER_SIGNATURE()
KATA_MEMBER_SIGNATURE(const)
KATA_MEMBER_SIGNATURE(noexcept)
KATA_MEMBER_SIGNATURE(const noexcept)
KATA_MEMBER_SIGNATURE(&)
KATA_MEMBER_SIGNATURE(const&)
#undef KATA_MEMBER_SIGNATURE

template <class F, class... N> Callable make_callable(std::string name, F function, N... parameters) {
  static_assert(sizeof...(N) == 0 || sizeof...(N) == Signature<F>::kCount, "name every parameter or none");
  return {.name = std::move(name),
          .parameters = {parameters...},
          .count = Signature<F>::kCount,
          .target = std::make_shared<F>(std::move(function)),
          .run = [](const void* target, void*, const Arguments& arguments) {
            return Signature<F>::run(*static_cast<F*>(const_cast<void*>(target)), arguments);
          }};
}

template <class T> class ClassExport {
 public:
  explicit ClassExport(std::string name) : info_(&add_class(std::move(name), typeid(T))) {}

  template <class... P, class... N> ClassExport& constructor(N... parameters) {
    static_assert(sizeof...(N) == 0 || sizeof...(N) == sizeof...(P), "name every parameter or none");
    info_->constructors.push_back({.name = info_->name,
                                   .parameters = {parameters...},
                                   .count = sizeof...(P),
                                   .run = [](const void*, void*, const Arguments& arguments) {
                                     auto make = [](P... args) { return std::make_shared<T>(std::forward<P>(args)...); };
                                     return run_with<std::shared_ptr<T>, P...>(make, arguments);
                                   }});
    return *this;
  }
  template <auto Method, class... N> ClassExport& method(std::string name, N... parameters) {
    info_->methods.push_back(member<Method>(std::move(name), parameters...));
    return *this;
  }
  // A lambda that takes the object first: .method("size", [](Queue& queue) { return queue.size(); })
  template <class F, class... N> ClassExport& method(std::string name, F function, N... parameters) {
    info_->methods.push_back(lambda(std::move(name), std::move(function), parameters...));
    return *this;
  }
  // get(handle, "size"): a member function without parameters, or a lambda.
  template <auto Method> ClassExport& get(std::string name) {
    info_->properties.push_back(member<Method>(std::move(name)));
    return *this;
  }
  template <class F> ClassExport& get(std::string name, F function) {
    info_->properties.push_back(lambda(std::move(name), std::move(function)));
    return *this;
  }

 private:
  template <auto Method, class... N> static Callable member(std::string name, N... parameters) {
    using S = Signature<decltype(Method)>;
    static_assert(sizeof...(N) == 0 || sizeof...(N) == S::kCount, "name every parameter or none");
    return {.name = std::move(name),
            .parameters = {parameters...},
            .count = S::kCount,
            .run = [](const void*, void* self, const Arguments& arguments) {
              return S::run([self]<class... A>(A&&... args) -> decltype(auto) {
                return (static_cast<T*>(self)->*Method)(std::forward<A>(args)...);
              }, arguments);
            }};
  }
  template <class R, class... P> struct AfterSelf {
    static constexpr std::size_t kCount = sizeof...(P);
    template <class F> static Value run(F& function, T* self, const Arguments& arguments) {
      return run_with<R, P...>([&]<class... A>(A&&... args) -> decltype(auto) {
        return function(*self, std::forward<A>(args)...);
      }, arguments);
    }
  };
  template <class R, class C, class S, class... P> static AfterSelf<R, P...> after_self(R (C::*)(S, P...) const);
  template <class F, class... N> static Callable lambda(std::string name, F function, N... parameters) {
    using A = decltype(after_self(&F::operator()));
    return {.name = std::move(name),
            .parameters = {parameters...},
            .count = A::kCount,
            .target = std::make_shared<F>(std::move(function)),
            .run = [](const void* target, void* self, const Arguments& arguments) {
              return A::run(*static_cast<F*>(const_cast<void*>(target)), static_cast<T*>(self), arguments);
            }};
  }
  ClassInfo* info_;
};

}  // namespace kata::cpp

#define KATA_CAT2(a, b) a##b
#define KATA_CAT(a, b) KATA_CAT2(a, b)
#define KATA_EXPORT_AS(name, ...) \
  [[maybe_unused]] static const bool KATA_CAT(kata_export_, __COUNTER__) = (kata::cpp::add_function(kata::cpp::make_callable(name, __VA_ARGS__)), true)
#define KATA_EXPORT(function, ...) KATA_EXPORT_AS(#function, &function __VA_OPT__(, ) __VA_ARGS__)
#define KATA_EXPORT_VALUE(name, ...)                              \
  [[maybe_unused]] static const bool KATA_CAT(kata_export_, __COUNTER__) = \
      (kata::cpp::add_value(name, [] { return kata::cpp::to_value<std::remove_cvref_t<decltype(__VA_ARGS__)>>(__VA_ARGS__); }), true)
#define KATA_CLASS(type) \
  [[maybe_unused]] static const auto KATA_CAT(kata_export_, __COUNTER__) = kata::cpp::ClassExport<type>(#type)

#endif

// Compiled with each submission, so it is kept free of the bridge: apply_row.cc exports what is defined here.
#include "apply_row.h"

#include <type_traits>

#include "solution.cc"

namespace {

// What a call gives; nothing where it gives nothing.
template <class T, class F> std::optional<T> observed(F call) {
  if constexpr (std::is_void_v<decltype(call())>) {
    call();
    return {};
  } else {
    return T(call());
  }
}

std::string joined(const auto&... parts) {
  std::string text;
  for (const std::string* part : {&parts...}) text += text.empty() ? *part : " " + *part;
  return text;
}

}  // namespace

namespace glue {

std::optional<int> subtract(int a, int b) {
  return observed<int>([&] { return apply_row([](int x, int y) { return x - y; }, std::pair(a, b)); });
}
std::optional<int> empty_row() {
  return observed<int>([] { return apply_row([] { return 42; }, std::tuple<>()); });
}
std::optional<std::string> single(std::string text) {
  return observed<std::string>([&] { return apply_row([](std::string one) { return one + "!"; }, std::tuple(text)); });
}
std::optional<std::string> mixed(std::string text, int number, double real) {
  const auto write = [](std::string t, int n, double r) { return t + ":" + std::to_string(n) + (r < 0 ? "-" : "+"); };
  return observed<std::string>([&] { return apply_row(write, std::tuple(text, number, real)); });
}
std::optional<int> array_row(std::array<int, 3> row) {
  return observed<int>([&] { return apply_row([](int a, int b, int c) { return a * 100 + b * 10 + c; }, row); });
}
std::optional<int> constant_row(int a, int b) {
  const auto row = std::make_pair(a, b);
  return observed<int>([&] { return apply_row([](const int& x, const int& y) { return x * y; }, row); });
}
std::optional<std::string> seven(std::array<std::string, 7> row) {
  return observed<std::string>([&] { return apply_row([](const auto&... parts) { return joined(parts...); }, row); });
}
std::optional<int> six_in_a_tuple() {
  const auto row = std::tuple(1, 2, 3, 4, 5, 6);
  return observed<int>([&] { return apply_row([](auto... numbers) { return (numbers + ...); }, row); });
}
// How often the function ran.
int runs() {
  int count = 0;
  observed<int>([&] { return apply_row([&](int, int) { return ++count; }, std::pair(1, 2)); });
  return count;
}
// The row after a function that changes what it can.
std::pair<int, int> changed(int a, int b) {
  std::pair row(a, b);
  const auto change = [](auto&& x, auto&& y) {
    if constexpr (std::is_assignable_v<decltype(x), int>) x = 100;
    if constexpr (std::is_assignable_v<decltype(y), int>) y = 200;
    return 0;
  };
  observed<int>([&] { return apply_row(change, row); });
  return row;
}
// The function returns a reference to the first of two; what is written through it shows in the row.
std::pair<int, int> written_through(int a, int b) {
  std::pair row(a, b);
  auto first = [](auto&& x, auto&&) -> decltype(auto) { return (x); };
  const auto write = [&](auto& target) {
    using Result = decltype(apply_row(first, target));
    if constexpr (std::is_lvalue_reference_v<Result>) apply_row(first, target) = 9;
  };
  write(row);
  return row;
}
// The labels of a row with a name, after it was passed to a function that takes parcels by value.
std::vector<std::string> labels_afterwards() {
  auto row = std::tuple(Parcel("tea"), Parcel("jam"));
  observed<std::string>([&] { return apply_row([](Parcel a, Parcel b) { return a.label() + b.label(); }, row); });
  return {std::get<0>(row).label(), std::get<1>(row).label()};
}
// Copies made for a temporary row of parcels that are taken by value.
int copies_of_a_temporary() {
  const int before = Parcel::copies();
  observed<std::string>([] {
    return apply_row([](Parcel a, Parcel b) { return a.label() + b.label(); }, std::tuple(Parcel("tea"), Parcel("jam")));
  });
  return Parcel::copies() - before;
}
// Copies made for a row with a name whose parcels are only looked at.
int copies_of_a_named() {
  const auto row = std::pair(Parcel("tea"), Parcel("jam"));
  const int before = Parcel::copies();
  observed<std::string>([&] { return apply_row([](const Parcel& a, const Parcel& b) { return a.label() + b.label(); }, row); });
  return Parcel::copies() - before;
}

}  // namespace glue

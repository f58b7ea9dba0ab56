#include "language/cpp/runtime/exceptions.h"

#include <cxxabi.h>

#include <algorithm>
#include <array>
#include <utility>

#include "kata/cpp/export.h"
#include "kata/cpp/remote.h"

namespace kata::cpp {

namespace {

constexpr int kDeepest = 8;   // nested exceptions that are followed

struct Alike {
  const char* cpp;
  std::array<const char*, 2> python;
};
// What means the same in both languages, most telling first.
constexpr Alike kAlike[] = {
    {"std::invalid_argument", {"ValueError", nullptr}},    {"std::domain_error", {"ValueError", nullptr}},
    {"std::out_of_range", {"LookupError", "IndexError"}},  {"std::bad_alloc", {"MemoryError", nullptr}},
    {"std::overflow_error", {"OverflowError", nullptr}},   {"std::bad_cast", {"TypeError", nullptr}},
    {"std::system_error", {"OSError", nullptr}},           {"std::runtime_error", {"RuntimeError", nullptr}},
};

void add(std::vector<std::string>& types, std::string name) {
  if (std::find(types.begin(), types.end(), name) == types.end()) types.push_back(std::move(name));
}

// Bases by the layout that the Itanium C++ ABI gives to run-time type information (section 2.9.5).
void add_with_bases(std::vector<std::string>& types, const std::type_info& type) {
  add(types, demangled(type));
  if (const auto* single = dynamic_cast<const abi::__si_class_type_info*>(&type)) {
    add_with_bases(types, *single->__base_type);
  } else if (const auto* several = dynamic_cast<const abi::__vmi_class_type_info*>(&type)) {
    for (unsigned i = 0; i < several->__base_count; ++i) add_with_bases(types, *several->__base_info[i].__base_type);
  }
}

void add_alike(std::vector<std::string>& types) {
  const auto cpp = types;
  for (const auto& alike : kAlike)
    if (std::find(cpp.begin(), cpp.end(), alike.cpp) != cpp.end())
      for (const char* name : alike.python)
        if (name != nullptr) add(types, name);
}

std::string cut(std::string text) {
  constexpr std::size_t kMost = 10'000;
  if (text.size() > kMost) text.resize(kMost);
  return text;
}

Value described(Exception out, const std::string& message) {
  const Value text = text_value(cut(message));
  out.message = text.get<Str>() != nullptr ? text.get<Str>()->text : "(not text)";
  out.args = {Value(out.message)};
  return out;
}

Value caught(int depth);

Values cause_of(const std::nested_exception& nested, int depth) {
  if (depth >= kDeepest || nested.nested_ptr() == nullptr) return {};
  try {
    nested.rethrow_nested();
  } catch (...) {
    return {caught(depth + 1)};
  }
}

Value caught(int depth) {
  Exception out;
  if (const std::type_info* type = abi::__cxa_current_exception_type()) add_with_bases(out.types, *type);
  add_alike(out.types);
  try {
    throw;
  } catch (const TypeError& error) {
    return type_error(error.message);
  } catch (const WrongType& wrong) {
    return type_error("a function of the test gave " + wrong.got + " where " + wrong.wanted + " was asked");
  } catch (const RemoteError& error) {
    return error.error();
  } catch (const std::exception& error) {
    if (const auto* nested = dynamic_cast<const std::nested_exception*>(&error)) out.cause = cause_of(*nested, depth);
    return described(std::move(out), error.what());
  } catch (const std::string& text) {
    return described(std::move(out), text);
  } catch (const char* text) {
    return described(std::move(out), text == nullptr ? "" : text);
  } catch (int number) {
    return described(std::move(out), std::to_string(number));
  } catch (...) {
    return out;
  }
}

}  // namespace

Value type_error(std::string message) {
  Exception out;
  out.types = {"TypeError", "Exception", "BaseException"};
  out.args = {Value(message)};
  out.message = std::move(message);
  return out;
}

Value caught_exception() { return caught(0); }

Value exception_value(const std::exception_ptr& error) {
  try {
    std::rethrow_exception(error);
  } catch (...) {
    return caught(0);
  }
}

}  // namespace kata::cpp

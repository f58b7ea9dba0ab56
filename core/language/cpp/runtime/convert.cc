#include "kata/cpp/convert.h"

#include <cxxabi.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <limits>
#include <mutex>
#include <unordered_map>

#include "kata/cpp/containers.h"
#include "kata/cpp/objects.h"
#include "kata/cpp/remote.h"
#include "language/cpp/runtime/registry.h"

namespace kata::cpp {

namespace {

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != text.npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
}

// How many bytes of `text` the UTF-8 character at its start has; 0: none. Surrogates are left to Bytes.
std::size_t character_size(std::string_view text) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  const auto follows = [&](std::size_t at) { return at < text.size() && (byte(at) & 0xC0) == 0x80; };
  if (byte(0) < 0x80) return 1;
  if (byte(0) >= 0xC2 && byte(0) < 0xE0) return follows(1) ? 2 : 0;
  if (byte(0) >= 0xE0 && byte(0) < 0xF0) {
    if (!follows(1) || !follows(2) || (byte(0) == 0xE0 && byte(1) < 0xA0) || (byte(0) == 0xED && byte(1) >= 0xA0)) return 0;
    return 3;
  }
  if (byte(0) >= 0xF0 && byte(0) < 0xF5) {
    if (!follows(1) || !follows(2) || !follows(3) || (byte(0) == 0xF0 && byte(1) < 0x90) || (byte(0) == 0xF4 && byte(1) >= 0x90)) return 0;
    return 4;
  }
  return 0;
}

bool is_text(std::string_view text) {
  while (!text.empty()) {
    const auto size = character_size(text);
    if (size == 0) return false;
    text.remove_prefix(size);
  }
  return true;
}

}  // namespace

std::string demangled(const std::type_info& type) {
  int status = 0;
  char* text = abi::__cxa_demangle(type.name(), nullptr, nullptr, &status);
  std::string out = status == 0 && text != nullptr ? text : type.name();
  std::free(text);
  replace_all(out, "std::__cxx11::", "std::");
  replace_all(out, "std::basic_string<char, std::char_traits<char>, std::allocator<char> >", "std::string");
  replace_all(out, "(anonymous namespace)::", "");
  replace_all(out, "> >", ">>");
  return out;
}

void wrong_type(std::string wanted, const Value& got) { throw WrongType{std::move(wanted), kata::type_name(got), ""}; }
void does_not_fit(std::string wanted, const Value& got) {
  throw WrongType{std::move(wanted), spell(got, Spelling::cpp, 60) + ", which does not fit", ""};
}

const Value& plain(const Value& value) {
  const auto* subclass = value.get<Subclass>();
  return subclass != nullptr && subclass->base.size() == 1 ? subclass->base.front() : value;
}

Value text_value(std::string_view text) { return is_text(text) ? Value(text) : bytes(text); }

Sequence sequence(const Value& value, const std::string& wanted) {
  Sequence out;
  const Value& base = plain(value);
  if (const auto* list = base.get<List>()) out.items = &list->items;
  else if (const auto* tuple = base.get<Tuple>()) out.items = &tuple->items;
  if (out.items != nullptr) return out;
  const auto* remote = value.get<Remote>();
  if (remote == nullptr || (remote->kind != RemoteKind::iterator && remote->kind != RemoteKind::iterable)) wrong_type(wanted, value);
  auto stream = Convert<Stream<Value>>::from(value);
  while (auto item = stream.next()) out.pulled.push_back(std::move(*item));
  out.items = &out.pulled;
  return out;
}

const Values& set_items(const Value& value, const std::string& wanted) {
  const Value& base = plain(value);
  if (base.kind() != Kind::set && base.kind() != Kind::frozenset) wrong_type(wanted, value);
  return *base.items();
}

std::vector<std::pair<Value, Value>> dict_items(const Value& value, const std::string& wanted) {
  if (const auto* dict = plain(value).get<Dict>()) return dict->items;
  const auto* remote = value.get<Remote>();
  if (remote == nullptr || remote->kind != RemoteKind::mapping) wrong_type(wanted, value);
  std::vector<std::pair<Value, Value>> out;
  const Value keys = ask(*remote, "keys");
  for (const auto& key : *sequence(keys, wanted).items) out.emplace_back(key, ask(*remote, "get", {key}));
  return out;
}

std::int64_t signed_from(const Value& value, std::int64_t least, std::int64_t most, const char* name) {
  const auto* integer = plain(value).get<Integer>();
  if (integer == nullptr) wrong_type(name, value);
  const auto number = integer->to_int64();
  if (!number || *number < least || *number > most) does_not_fit(name, value);
  return *number;
}

std::uint64_t unsigned_from(const Value& value, std::uint64_t most, const char* name) {
  const auto* integer = plain(value).get<Integer>();
  if (integer == nullptr) wrong_type(name, value);
  std::uint64_t number = 0;
  if (integer->negative || integer->magnitude.size() > sizeof number) does_not_fit(name, value);
  for (const char byte : integer->magnitude) number = number << 8 | static_cast<unsigned char>(byte);
  if (number > most) does_not_fit(name, value);
  return number;
}

double double_from(const Value& value, const char* name) {
  const Value& base = plain(value);
  if (const auto* number = base.get<double>()) return *number;
  const auto* integer = base.get<Integer>();
  if (integer == nullptr) wrong_type(name, value);
  const auto number = integer->to_int64();
  if (!number || std::abs(*number) > (std::int64_t{1} << 53)) does_not_fit(name, value);
  return static_cast<double>(*number);
}

bool Convert<bool>::from(const Value& value) {
  const auto* flag = value.get<bool>();
  if (flag == nullptr) wrong_type(name(), value);
  return *flag;
}

char Convert<char>::from(const Value& value) {
  const auto* text = plain(value).get<Str>();
  if (text == nullptr) wrong_type(name(), value);
  if (text->text.size() != 1) does_not_fit(name(), value);
  return text->text.front();
}

std::string Convert<std::string>::from(const Value& value) {
  const Value& base = plain(value);
  if (const auto* text = base.get<Str>()) return text->text;
  if (const auto* raw = base.get<Bytes>()) return raw->data;
  wrong_type(name(), value);
}

Values fields_from(const Value& value, const char* name, const char* const* names, std::size_t count) {
  const Value& base = plain(value);
  if (const auto* subclass = value.get<Subclass>(); subclass != nullptr && subclass->type != name) wrong_type(name, value);
  if (const auto* tuple = base.get<Tuple>(); tuple != nullptr && tuple->items.size() == count) return tuple->items;
  const auto* dict = base.get<Dict>();
  if (dict == nullptr || dict->items.size() != count) wrong_type(name, value);
  Values out;
  for (std::size_t at = 0; at < count; ++at) {
    const auto found = std::find_if(dict->items.begin(), dict->items.end(),
                                    [&](const auto& item) { return item.first == Value(names[at]); });
    if (found == dict->items.end()) wrong_type(name, value);
    out.push_back(found->second);
  }
  return out;
}

// ---- objects behind handles ----

namespace {

struct Handles {
  std::mutex mutex;
  std::uint64_t next = 1;
  std::unordered_map<std::uint64_t, ObjectRef> objects;
};
Handles& handles() {
  static Handles handles;
  return handles;
}

}  // namespace

Value adopt(std::shared_ptr<void> object, const std::type_info& type) {
  const auto* info = class_info(type);
  const std::string name = info != nullptr ? info->name : demangled(type);
  auto& all = handles();
  const std::scoped_lock lock(all.mutex);
  const auto handle = all.next++;
  all.objects.emplace(handle, ObjectRef{std::move(object), &type});
  return Object{name, "<" + name + " object>", handle};
}

ObjectRef object_of(std::uint64_t handle) {
  auto& all = handles();
  const std::scoped_lock lock(all.mutex);
  const auto found = all.objects.find(handle);
  return found == all.objects.end() ? ObjectRef{} : found->second;
}

ObjectRef referred(const Value& value, const std::type_info& type) {
  const auto* object = value.get<Object>();
  auto found = object == nullptr ? ObjectRef{} : object_of(object->handle);
  const auto* info = class_info(type);
  if (found.type == nullptr || *found.type != type) wrong_type(info != nullptr ? info->name : demangled(type), value);
  return found;
}

}  // namespace kata::cpp

// The bounded builder of Values over libcbor's streaming decoder.
#include <cbor.h>

#include <array>

#include "value/utf8.h"
#include "value/wire.h"

namespace kata::wire {
namespace {

// ---- tag 27: ["kind", parts…] ----

std::optional<std::vector<std::string>> texts(Value& value) {
  auto* list = value.get<List>();
  if (!list) return std::nullopt;
  std::vector<std::string> out;
  for (auto& item : list->items) {
    auto* str = item.get<Str>();
    if (!str) return std::nullopt;
    out.push_back(std::move(str->text));
  }
  return out;
}

std::optional<std::uint64_t> unsigned_number(const Value& value) {
  auto* integer = value.get<Integer>();
  if (!integer || integer->negative || integer->magnitude.size() > 8) return std::nullopt;
  std::uint64_t n = 0;
  for (unsigned char byte : integer->magnitude) n = n << 8 | byte;
  return n;
}

std::optional<Value> make_exception(Values& parts) {
  if (parts.size() != 10) return std::nullopt;
  auto types = texts(parts[1]), notes = texts(parts[7]);
  auto *message = parts[2].get<Str>();
  auto *args = parts[3].get<List>(), *cause = parts[4].get<List>(), *context = parts[5].get<List>();
  auto* suppress = parts[6].get<bool>();
  auto* members = parts[8].get<List>();
  auto* attributes = parts[9].get<Dict>();
  if (!types || !notes || !message || !args || !cause || !context || !suppress || !members || !attributes) return std::nullopt;
  if (cause->items.size() > 1 || context->items.size() > 1) return std::nullopt;
  Exception out;
  out.types = std::move(*types);
  out.message = std::move(message->text);
  out.args = std::move(args->items);
  out.cause = std::move(cause->items);
  out.context = std::move(context->items);
  out.suppress_context = *suppress;
  out.notes = std::move(*notes);
  out.members = std::move(members->items);
  for (auto& [name, value] : attributes->items) {
    auto* text = name.get<Str>();
    if (!text) return std::nullopt;
    out.attributes.emplace_back(std::move(text->text), std::move(value));
  }
  return out;
}

std::optional<Value> make_object(Values& parts) {
  if (parts.size() != 4) return std::nullopt;
  auto *type = parts[1].get<Str>(), *repr = parts[2].get<Str>();
  const auto handle = unsigned_number(parts[3]);
  if (!type || !repr || !handle) return std::nullopt;
  return Object{std::move(type->text), std::move(repr->text), *handle};
}

std::optional<Value> make_subclass(Values& parts) {
  if (parts.size() != 3) return std::nullopt;
  auto* type = parts[1].get<Str>();
  if (!type) return std::nullopt;
  Subclass out{std::move(type->text), {}};
  out.base.push_back(std::move(parts[2]));
  return out;
}

std::optional<Value> make_remote(Values& parts) {
  if (parts.size() != 4) return std::nullopt;
  const auto kind = unsigned_number(parts[1]), id = unsigned_number(parts[2]);
  auto* name = parts[3].get<Str>();
  if (!kind || *kind > static_cast<std::uint64_t>(RemoteKind::number) || !id || !name) return std::nullopt;
  return Remote{static_cast<RemoteKind>(*kind), *id, std::move(name->text)};
}

std::optional<Value> make_text(const Values& parts) {
  if (parts.size() != 2) return std::nullopt;
  auto* bytes = parts[1].get<Bytes>();
  if (!bytes || !is_text(bytes->data, Surrogates::allowed)) return std::nullopt;
  return Str{bytes->data};
}

std::optional<Value> make_named(Values& parts) {
  auto* kind = parts.empty() ? nullptr : parts[0].get<Str>();
  if (!kind) return std::nullopt;
  const std::string& name = kind->text;
  if (name == "exception") return make_exception(parts);
  if (name == "object") return make_object(parts);
  if (name == "subclass") return make_subclass(parts);
  if (name == "remote") return make_remote(parts);
  if (name == "str") return make_text(parts);
  const bool tuple = name == "tuple";
  if (!tuple && name != "frozenset") return std::nullopt;
  parts.erase(parts.begin());
  if (tuple) return Tuple{std::move(parts)};
  return Frozenset{std::move(parts)};
}

std::optional<Value> make_complex(const Values& parts) {
  if (parts.size() != 2) return std::nullopt;
  auto *real = parts[0].get<double>(), *imag = parts[1].get<double>();
  if (!real || !imag) return std::nullopt;
  return Complex{*real, *imag};
}

Value big_integer(bool negative, std::string bytes) {
  bytes.erase(0, std::min(bytes.find_first_not_of('\0'), bytes.size()));
  if (negative) {  // CBOR stores -1 - n
    std::size_t i = bytes.size();
    while (i > 0 && ++bytes[i - 1] == 0) --i;
    if (i == 0) bytes.insert(bytes.begin(), '\1');
  }
  Integer out;
  out.negative = negative;
  out.magnitude = std::move(bytes);
  return out;
}

// ---- the builder ----

constexpr std::uint64_t kNoTag = ~0ull;

class Builder {
 public:
  Builder(std::string_view bytes, const Bounds& bounds) : bytes_(bytes), bounds_(bounds) { open_.reserve(8); }

  std::optional<Value> run();

  void add(Value value);
  void number(std::uint64_t n) { plain(Integer::unsigned64(n)); }
  void negative(std::uint64_t n);
  void text(std::string_view text) {
    if (is_text(text, Surrogates::refused)) plain(Str{std::string(text)});
    else fail();
  }
  void byte_string(std::string_view data);
  void plain(Value value) {
    if (tag_ == kNoTag) add(std::move(value));
    else fail();
  }
  void start(bool map, std::uint64_t size);
  void tag(std::uint64_t number);
  void fail() { failed_ = true; }

 private:
  struct Open {
    bool map;
    std::uint64_t tag;
    std::uint64_t left;  // items to come
    Values items;
    Dict dict;
  };

  void place(Value value);
  std::optional<Value> close(Open& open);

  std::string_view bytes_;
  const Bounds& bounds_;
  std::size_t at_ = 0;
  std::size_t seen_ = 0;       // items
  std::uint64_t owed_ = 0;     // items that open containers claim and that have not begun
  std::uint64_t tag_ = kNoTag; // of the item to come
  bool failed_ = false;
  std::vector<Open> open_;
  std::optional<Value> root_;
};

void Builder::negative(std::uint64_t n) {
  Integer out = Integer::unsigned64(n + 1);
  if (n == ~0ull) out.magnitude = std::string("\1\0\0\0\0\0\0\0\0", 9);
  out.negative = true;
  plain(std::move(out));
}

void Builder::byte_string(std::string_view data) {
  const std::uint64_t tag = std::exchange(tag_, kNoTag);
  if (tag == kNoTag) return add(Bytes{std::string(data)});
  if (tag != 2 && tag != 3) return fail();
  add(big_integer(tag == 3, std::string(data)));
}

void Builder::tag(std::uint64_t number) {
  const bool known = number == 2 || number == 3 || number == 27 || number == 258 || number == 43000;
  if (!known || tag_ != kNoTag) return fail();
  tag_ = number;
}

void Builder::start(bool map, std::uint64_t size) {
  const std::uint64_t tag = std::exchange(tag_, kNoTag);
  if (tag == 2 || tag == 3 || (map && tag != kNoTag)) return fail();
  // Each item takes a byte at least, so a claim beyond the bytes left is a lie, however deep it is hidden.
  const std::uint64_t left = std::min<std::uint64_t>(bytes_.size() - at_, bounds_.items - std::min(seen_, bounds_.items));
  if (!open_.empty()) --owed_;
  if (open_.size() >= bounds_.depth || size > left || (map && size > left / 2)) return fail();
  const std::uint64_t claimed = map ? 2 * size : size;
  if (owed_ + claimed > left) return fail();
  owed_ += claimed;
  Open open{map, tag, claimed, {}, {}};
  if (map) open.dict.items.reserve(size);
  else open.items.reserve(size);
  if (claimed > 0) {
    open_.push_back(std::move(open));
  } else if (auto value = close(open)) {
    place(std::move(*value));
  } else {
    fail();
  }
}

void Builder::add(Value value) {
  if (!open_.empty()) --owed_;
  place(std::move(value));
}

void Builder::place(Value value) {
  while (!open_.empty()) {
    Open& top = open_.back();
    --top.left;
    if (!top.map) top.items.push_back(std::move(value));
    else if (top.left % 2 == 1) top.dict.items.emplace_back(std::move(value), Value());
    else top.dict.items.back().second = std::move(value);
    if (top.left > 0) return;
    auto closed = close(top);
    open_.pop_back();
    if (!closed) return fail();
    value = std::move(*closed);
  }
  root_ = std::move(value);
}

std::optional<Value> Builder::close(Open& open) {
  if (open.map) return std::move(open.dict);
  if (open.tag == 27) return make_named(open.items);
  if (open.tag == 258) return Set{std::move(open.items)};
  if (open.tag == 43000) return make_complex(open.items);
  return List{std::move(open.items)};
}

Builder& self(void* context) { return *static_cast<Builder*>(context); }
std::string_view view(cbor_data data, std::size_t size) { return {reinterpret_cast<const char*>(data), size}; }
void fail(void* context) { self(context).fail(); }

cbor_callbacks make_callbacks() {
  cbor_callbacks c = cbor_empty_callbacks;
  c.uint8 = [](void* x, std::uint8_t n) { self(x).number(n); };
  c.uint16 = [](void* x, std::uint16_t n) { self(x).number(n); };
  c.uint32 = [](void* x, std::uint32_t n) { self(x).number(n); };
  c.uint64 = [](void* x, std::uint64_t n) { self(x).number(n); };
  c.negint8 = [](void* x, std::uint8_t n) { self(x).negative(n); };
  c.negint16 = [](void* x, std::uint16_t n) { self(x).negative(n); };
  c.negint32 = [](void* x, std::uint32_t n) { self(x).negative(n); };
  c.negint64 = [](void* x, std::uint64_t n) { self(x).negative(n); };
  c.byte_string_start = fail;
  c.byte_string = [](void* x, cbor_data data, std::size_t size) { self(x).byte_string(view(data, size)); };
  c.string_start = fail;
  c.string = [](void* x, cbor_data data, std::size_t size) { self(x).text(view(data, size)); };
  c.indef_array_start = fail;
  c.array_start = [](void* x, std::size_t size) { self(x).start(false, size); };
  c.indef_map_start = fail;
  c.map_start = [](void* x, std::size_t size) { self(x).start(true, size); };
  c.tag = [](void* x, std::uint64_t number) { self(x).tag(number); };
  c.float2 = [](void* x, float number) { self(x).plain(static_cast<double>(number)); };
  c.float4 = [](void* x, float number) { self(x).plain(static_cast<double>(number)); };
  c.float8 = [](void* x, double number) { self(x).plain(number); };
  c.undefined = fail;
  c.null = [](void* x) { self(x).plain(None{}); };
  c.boolean = [](void* x, bool b) { self(x).plain(b); };
  c.indef_break = fail;
  return c;
}

std::optional<Value> Builder::run() {
  static const cbor_callbacks callbacks = make_callbacks();
  if (bytes_.size() > bounds_.bytes) return std::nullopt;
  while (!root_) {
    const auto* data = reinterpret_cast<const unsigned char*>(bytes_.data());
    if (at_ == bytes_.size()) return std::nullopt;
    if (++seen_ > bounds_.items) return std::nullopt;
    // A callback sees `at_` behind its header only by way of the bytes left, which may be up to nine too many: harmless.
    const auto result = cbor_stream_decode(data + at_, bytes_.size() - at_, &callbacks, this);
    if (result.status != CBOR_DECODER_FINISHED || failed_) return std::nullopt;
    at_ += result.read;
  }
  if (at_ != bytes_.size()) return std::nullopt;
  return std::move(root_);
}

}  // namespace

std::optional<Value> decode(std::string_view bytes, const Bounds& bounds) { return Builder(bytes, bounds).run(); }

}  // namespace kata::wire

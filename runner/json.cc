#include "runner/json.h"

#include <fmt/format.h>

#include <cmath>

#include "base/text.h"

namespace kata::cli {
namespace {

void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  while (!text.empty()) {
    const unsigned char lead = static_cast<unsigned char>(text.front());
    const std::string_view before = text;
    const char32_t point = next_code_point(text);
    const std::string_view bytes = before.substr(0, before.size() - text.size());
    switch (point) {
      case '"': out += "\\\""; continue;
      case '\\': out += "\\\\"; continue;
      case '\n': out += "\\n"; continue;
      case '\r': out += "\\r"; continue;
      case '\t': out += "\\t"; continue;
    }
    if (bytes.size() == 1 && lead >= 0x80)
      out += fmt::format("\\\\x{:02x}", lead);
    else if (point < 0x20 || point == 0x7F)
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(point));
    else
      out += bytes;
  }
  out += '"';
}

}  // namespace

Json& Json::object() { return open('{', '}'); }
Json& Json::list() { return open('[', ']'); }

Json& Json::open(char opening, char closing) {
  separate();
  out_ += opening;
  levels_.push_back({closing});
  return *this;
}

Json& Json::end() {
  const Level level = levels_.back();
  levels_.pop_back();
  if (!level.empty) out_ += "\n" + std::string(levels_.size() * 2, ' ');
  out_ += level.close;
  return *this;
}

void Json::separate() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (levels_.empty()) return;
  if (!levels_.back().empty) out_ += ',';
  levels_.back().empty = false;
  out_ += "\n" + std::string(levels_.size() * 2, ' ');
}

Json& Json::key(std::string_view name) {
  separate();
  append_quoted(out_, name);
  out_ += ": ";
  after_key_ = true;
  return *this;
}

Json& Json::value(std::string_view text) {
  separate();
  append_quoted(out_, text);
  return *this;
}

Json& Json::value(double number) { return raw(std::isfinite(number) ? fmt::format("{}", number) : "null"); }

Json& Json::raw(std::string_view text) {
  separate();
  out_ += text;
  return *this;
}

Json& Json::field(std::string_view name, const std::vector<std::string>& texts) {
  key(name).list();
  for (const std::string& text : texts) value(text);
  return end();
}

std::string Json::take() { return std::move(out_) + "\n"; }

}  // namespace kata::cli

// Any bytes on their way to a terminal or into JSON, and faults that other processes tell of.
#include "base/text.h"

#include <nlohmann/json.hpp>

#include "base/fault.h"
#include "base/suggest.h"
#include "fuzz/target.h"
#include "runner/json.h"
#include "runner/topics.h"

namespace kata::fuzz {
namespace {

void check_printing(std::string_view bytes) {
  const std::string line = printable(bytes), lines = printable_lines(bytes);
  PROMISE(is_utf8(line) && printable(line) == line && line.find('\n') == line.npos);
  PROMISE(is_presentable(lines));
  for (const int cells : {0, 1, 7, 40}) {
    PROMISE(width(shorten(line, cells)) <= cells);
    PROMISE(width(pad(line, cells)) >= cells);
    std::string words;
    for (const std::string& part : wrap(lines, cells)) words += part;
    PROMISE(is_utf8(words));
  }
}

void check_json(std::string_view bytes) {
  cli::Json json;
  json.object().field(bytes, bytes).end();
  const auto read = nlohmann::json::parse(json.take(), nullptr, false);
  PROMISE(!read.is_discarded() && read.size() == 1);
  if (is_utf8(bytes)) PROMISE(read.begin().value() == bytes && read.begin().key() == bytes);
}

void check_fault(std::string_view bytes) {
  const Fault fault = unpack(bytes);
  PROMISE(unpack(pack(fault)) == fault);
  PROMISE(words(fault).size() <= bytes.size() + 2);
}

}  // namespace

const bool kIsValue = false;

std::vector<std::string> samples() { return {}; }

bool feed(std::string_view bytes) {
  check_printing(bytes);
  check_json(bytes);
  check_fault(bytes);
  if (const auto exercise = cli::parse_exercise(bytes)) PROMISE(exercise->text() == bytes);
  static const std::vector<std::string> topics{"unpacking", "asyncio", "gil"};
  PROMISE(is_presentable(did_you_mean(bytes, topics)));
  return is_utf8(bytes);
}

}  // namespace kata::fuzz

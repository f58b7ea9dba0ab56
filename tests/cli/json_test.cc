#include "runner/json.h"

#include <gmock/gmock.h>

using kata::cli::Json;

namespace {

std::string text(std::string_view raw) {
  Json json;
  json.value(raw);
  return json.take();
}

TEST(Json, IndentsAndSeparates) {
  Json json;
  json.object().field("a", 1).key("b").list().value(true).value("x").end().key("c").object().end().end();
  EXPECT_EQ(json.take(), "{\n  \"a\": 1,\n  \"b\": [\n    true,\n    \"x\"\n  ],\n  \"c\": {}\n}\n");
}

TEST(Json, EscapesWhatMustBe) {
  EXPECT_EQ(text("a\"b\\c\n\r\t"), "\"a\\\"b\\\\c\\n\\r\\t\"\n");
  EXPECT_EQ(text(std::string_view("\0\x1b\x7f", 3)), "\"\\u0000\\u001b\\u007f\"\n");
}

TEST(Json, IsUtf8WhateverComes) {
  EXPECT_EQ(text("ж\xff"), "\"ж\\\\xff\"\n");
  EXPECT_EQ(text("\xED\xA0\x80"), "\"\\\\xed\\\\xa0\\\\x80\"\n");
}

TEST(Json, WritesNumbers) {
  Json json;
  json.list().value(1.5).value(0.1).value(1e300 * 1e10).value(std::uint64_t{18446744073709551615u}).value(std::int64_t{-1}).end();
  EXPECT_EQ(json.take(), "[\n  1.5,\n  0.1,\n  null,\n  18446744073709551615,\n  -1\n]\n");
}

}  // namespace

#include "catalog/units.h"

#include <gmock/gmock.h>

using namespace kata::catalog;
using namespace std::chrono_literals;

namespace {

TEST(Units, ReadDurations) {
  EXPECT_EQ(parse_duration("2s"), 2000ms);
  EXPECT_EQ(parse_duration("500ms"), 500ms);
  EXPECT_EQ(parse_duration("1min"), 60'000ms);
}

TEST(Units, RefuseWhatIsNoDuration) {
  for (const char* text : {"", "2", "s", "2 s", "-2s", "0s", "02s", "2.5s", "2S", "2sec", "9223372036854775807min"})
    EXPECT_EQ(parse_duration(text), std::nullopt) << text;
}

TEST(Units, ReadSizes) {
  EXPECT_EQ(parse_bytes("64KiB"), 65536u);
  EXPECT_EQ(parse_bytes("128MiB"), 134217728u);
  EXPECT_EQ(parse_bytes("1GiB"), 1073741824u);
}

TEST(Units, RefuseWhatIsNoSize) {
  for (const char* text : {"", "128", "128MB", "128mib", "1 GiB", "-1GiB", "99999999999GiB"})
    EXPECT_EQ(parse_bytes(text), std::nullopt) << text;
}

TEST(Units, KnowIds) {
  EXPECT_TRUE(is_id("rotate_2"));
  for (const char* text : {"", "Rotate", "2nd", "_x", "a-b", "../x", "class", "co_await", "xor", "ж"}) EXPECT_FALSE(is_id(text)) << text;
}

TEST(Units, KnowWhatElseIsThereWhereTestsAreCompiled) {
  for (const char* text : {"printf", "main", "signal", "kata", "std", "stdin"}) EXPECT_TRUE(is_global_name(text)) << text;
  for (const char* text : {"rotate", "swap", "right_worker"}) EXPECT_FALSE(is_global_name(text)) << text;
}

TEST(Units, KnowLocales) {
  EXPECT_TRUE(is_locale("en"));
  EXPECT_TRUE(is_locale("pt_BR"));
  for (const char* text : {"", "e", "EN", "en_", "en_us", "english", "../x"}) EXPECT_FALSE(is_locale(text)) << text;
}

}  // namespace

#include "base/suggest.h"

#include <gmock/gmock.h>

#include "base/words.h"

using kata::closest;
using kata::edit_distance;

namespace {

const std::vector<std::string> kKeys = {"difficulty", "exercises", "languages", "level", "title", "id"};

TEST(Suggest, CountsASwapOfNeighboursAsOneStep) {
  EXPECT_EQ(edit_distance("difficutly", "difficulty"), 1u);
  EXPECT_EQ(edit_distance("dificulty", "difficulty"), 1u);
  EXPECT_EQ(edit_distance("", "abc"), 3u);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3u);
  EXPECT_EQ(edit_distance("ca", "abc"), 3u);  // the alignment form: no edits between swapped letters
}

TEST(Suggest, FindsWhatWasMeant) {
  EXPECT_EQ(closest("dificulty", kKeys), "difficulty");
  EXPECT_EQ(closest("Level", kKeys), "level");
  EXPECT_EQ(closest("lang", kKeys), "languages");
}

TEST(Suggest, SaysNothingWhenNothingIsNear) {
  EXPECT_EQ(closest("banana", kKeys), std::nullopt);
  EXPECT_EQ(closest("", kKeys), std::nullopt);
  EXPECT_EQ(closest("xy", kKeys), std::nullopt);
}

TEST(Suggest, IsNotSlowedByEndlessNames) {
  const std::string endless(1 << 20, 'a');
  EXPECT_EQ(closest(endless, std::vector<std::string>{endless + "b"}), std::nullopt);
}

TEST(Suggest, AsksInASentence) {
  EXPECT_EQ(kata::did_you_mean("titel", kKeys), " (did you mean 'title'?)");
  EXPECT_EQ(kata::did_you_mean("zebra", kKeys), "");
}

}  // namespace

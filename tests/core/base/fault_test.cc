#include "base/fault.h"

#include <gtest/gtest.h>

#include "base/error.h"

namespace kata {
namespace {

const Fault kFault{.text = "cannot start {} ({})", .arguments = {"kata-x", "twice"}, .cause = "No such file"};

TEST(Fault, IsToldWithItsArgumentsAndItsCause) {
  EXPECT_EQ(words(kFault), "cannot start kata-x (twice): No such file");
  EXPECT_EQ(words({.text = "it is gone"}), "it is gone");
  EXPECT_EQ(words({}), "");
}
TEST(Fault, KeepsBracesOfWhatIsToldAsItIs) { EXPECT_EQ(words(as_it_is("{} {x} %s")), "{} {x} %s"); }
TEST(Fault, SurvivesATextThatDoesNotFitItsArguments) {
  EXPECT_EQ(words({.text = "{} {}", .arguments = {"one"}}), "{} {}");
  EXPECT_EQ(words({.text = "{:d", .arguments = {"one"}}), "{:d");
}
TEST(Fault, TakesNoWidthFromATextOfAnother) {
  EXPECT_EQ(words({.text = "{:2000000000} {0:2000000000} {}", .arguments = {"one", "two"}}), "{:2000000000} {0:2000000000} one");
}
TEST(Fault, CrossesASocketAsItIs) {
  EXPECT_EQ(unpack(pack(kFault)), kFault);
  EXPECT_EQ(unpack(pack({.text = "it is gone"})), Fault{.text = "it is gone"});
  EXPECT_EQ(unpack(pack({.text = "{}", .arguments = {""}})), as_it_is(""));
  EXPECT_EQ(unpack(pack({})), Fault{});
}
TEST(Fault, OfAnotherSpeakerIsToldAsItIs) {
  EXPECT_EQ(unpack("words of somebody"), as_it_is("words of somebody"));
  EXPECT_EQ(unpack(""), Fault{});
}
TEST(Fault, IsInAnErrorWhateverItWasMadeOf) {
  EXPECT_EQ(fault_of(Error(kFault)), kFault);
  EXPECT_STREQ(Error("cannot start {}", {"x"}).what(), "cannot start x");
  EXPECT_EQ(words(fault_of(Error("in {words}"))), "in {words}");
  EXPECT_EQ(words(fault_of(std::runtime_error("another"))), "another");
}

}  // namespace
}  // namespace kata

#include "catalog/yaml.h"

#include <gmock/gmock.h>

using namespace kata::catalog;

namespace {

TEST(Yaml, KeepsThePlaceOfEachNode) {
  std::vector<Problem> problems;
  const auto root = parse_yaml("x.yaml", "a: 1\nb:\n  - c\n  - {d: e}\n", problems);
  ASSERT_TRUE(root);
  EXPECT_TRUE(problems.empty());
  const Node& inner = root->find("b")->items[1].items[0];
  EXPECT_EQ(inner.text, "e");
  EXPECT_EQ(inner.line, 4);
  EXPECT_EQ(inner.column, 9);
  EXPECT_EQ(root->find("none"), nullptr);
}

TEST(Yaml, CountsTheBytesBeforeANode) {
  const std::string text = "чай: 1\r\nb: [да, x]\r\n";
  for (const std::string mark : {"", "\xef\xbb\xbf"}) {
    std::vector<Problem> problems;
    const auto root = parse_yaml("x.yaml", mark + text, problems);
    ASSERT_TRUE(root);
    EXPECT_EQ((mark + text).substr(root->find("b")->offset, 1), "[") << mark.size();
    EXPECT_EQ((mark + text).substr(root->find("b")->items[1].offset, 1), "x") << mark.size();
  }
}

TEST(Yaml, TellsAQuotedTextFromAPlainOne) {
  std::vector<Problem> problems;
  const auto root = parse_yaml("x.yaml", "[12, \"12\", null, 'null', ~]", problems);
  ASSERT_TRUE(root);
  EXPECT_FALSE(root->items[0].quoted);
  EXPECT_TRUE(root->items[1].quoted);
  EXPECT_EQ(root->items[2].kind, Node::Kind::null);
  EXPECT_EQ(root->items[3].kind, Node::Kind::scalar);
  EXPECT_EQ(root->items[4].kind, Node::Kind::null);
}

TEST(Yaml, KeepsTheFirstOfDuplicateKeys) {
  std::vector<Problem> problems;
  const auto root = parse_yaml("x.yaml", "a: 1\na: 2\n", problems);
  ASSERT_TRUE(root);
  EXPECT_EQ(root->find("a")->text, "1");
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].text(), "x.yaml:2:1: duplicate key 'a' (first on line 1)");
}

TEST(Yaml, RefusesAFileThatIsTooLong) {
  std::vector<Problem> problems;
  EXPECT_FALSE(parse_yaml("x.yaml", std::string(kMaxYamlBytes + 1, '#'), problems));
  EXPECT_EQ(problems.size(), 1u);
}

TEST(Yaml, SurvivesEveryPrefixOfAFile) {
  const std::string text = "a: {b: [1, \"two\", 'three'], c: |\n  text\n  more\n}\n- x\n? k\n: !t v\n%TAG\n--- >\n folded\n";
  for (std::size_t length = 0; length <= text.size(); ++length) {
    std::vector<Problem> problems;
    const bool read = parse_yaml("x.yaml", std::string_view(text).substr(0, length), problems).has_value();
    EXPECT_TRUE(read || !problems.empty()) << length;
  }
}

}  // namespace

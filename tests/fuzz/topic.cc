// topic.yaml of somebody else's topic.
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/file.h"
#include "base/text.h"
#include "catalog/catalog.h"
#include "catalog/yaml.h"
#include "fuzz/target.h"

namespace kata::fuzz {
namespace {

namespace fs = std::filesystem;

fs::path real_topic() { return fs::path(KATA_SOURCE_DIR) / "katas" / "unpacking"; }

// A copy of a whole topic whose topic.yaml changes; it goes with the program.
class Topic {
 public:
  Topic() {
    std::string name = (fs::temp_directory_path() / "kata-fuzz-XXXXXX").string();
    PROMISE(::mkdtemp(name.data()) != nullptr);
    root_ = name;
    fs::copy(real_topic(), root_ / "unpacking", fs::copy_options::recursive);
  }
  ~Topic() { fs::remove_all(root_); }

  catalog::Catalog load(std::string_view yaml) const {
    std::ofstream(root_ / "unpacking" / "topic.yaml", std::ios::binary).write(yaml.data(), static_cast<std::streamsize>(yaml.size()));
    return catalog::load({root_});
  }

 private:
  fs::path root_;
};

struct Size {
  int nodes = 0, depth = 0;
};

Size size_of(const catalog::Node& node) {
  Size out{1, 0};
  for (const auto* part : {&node.keys, &node.items})
    for (const catalog::Node& inner : *part) {
      const Size size = size_of(inner);
      out.nodes += size.nodes;
      out.depth = std::max(out.depth, size.depth);
    }
  PROMISE(node.kind != catalog::Node::Kind::map || node.keys.size() == node.items.size());
  out.depth += node.kind == catalog::Node::Kind::map || node.kind == catalog::Node::Kind::list;
  return out;
}

void check_problems(const std::vector<catalog::Problem>& problems, std::string_view yaml) {
  const auto lines = 2 + std::ranges::count(yaml, '\n') + std::ranges::count(yaml, '\r');
  for (const catalog::Problem& problem : problems) {
    PROMISE(problem.line >= 0 && problem.line <= lines && problem.column >= 0);
    PROMISE(is_presentable(problem.text()));
  }
}

void check_tree(std::string_view yaml) {
  std::vector<catalog::Problem> problems;
  const auto tree = catalog::parse_yaml("topic.yaml", yaml, problems);
  PROMISE(tree || !problems.empty());
  if (tree) PROMISE(size_of(*tree).depth <= catalog::kMaxYamlDepth && size_of(*tree).nodes <= catalog::kMaxYamlNodes);
  check_problems(problems, yaml);
}

}  // namespace

const bool kIsValue = false;

std::vector<std::string> samples() { return {read_file(real_topic() / "topic.yaml")}; }

bool feed(std::string_view bytes) {
  static const Topic topic;
  check_tree(bytes);
  const catalog::Catalog read = topic.load(bytes);
  PROMISE(read.topics.size() + read.problems.size() > 0);
  check_problems(read.problems, bytes);
  for (const catalog::Topic& found : read.topics) {
    PROMISE(found.id == "unpacking" && !found.exercises.empty());
    for (const catalog::Exercise& exercise : found.exercises)
      PROMISE(exercise.limits.time.count() > 0 && exercise.limits.memory > 0 && exercise.points >= 0 && exercise.difficulty >= 1 && exercise.difficulty <= 5);
  }
  return !read.topics.empty();
}

}  // namespace kata::fuzz

// C++ submissions on their way to a program: from the cache, or by the compiler in a box. Thread rule: one thread, the
// loop's.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "language/cpp/cache.h"
#include "language/cpp/compiler.h"
#include "session/source.h"
#include "session/workers.h"

namespace kata {

class Compiling {
 public:
  struct Result {
    UniqueFd program;                     // open for reading; none: `load` says why, or `fault`
    report::LoadReport load;
    Fault fault;                          // ours
  };
  using Done = std::function<void(Result)>;
  // What is to be compiled, and the zygote for both compiling and running it.
  struct Order {
    cpp::Sources files;
    cpp::Plan plan;
    std::shared_ptr<ZygoteLink> zygote;
  };

  Compiling(Workers& workers, const Paths& paths) : workers_(workers), paths_(paths), cache_(paths.cache / "cpp") {}

  // `explain`: with sanitizers. Throws Error where this exercise cannot be graded in C++ here.
  Order prepare(const std::string& topic, const std::string& exercise, const Source& source, bool explain = false);
  // Once the zygote has said how well it isolates. `done` is called once, at the latest when the compiler's limits are over.
  void compile(Order order, Done done);
  void at_most(std::size_t compilers) { at_most_ = compilers; }
  const std::string& tool();              // "g++ … 12.2.0"
  // Whoever waits is not called any more.
  void abandon();

 private:
  struct Build;
  using BuildPtr = std::shared_ptr<Build>;
  void start_next();
  void start(const BuildPtr& build);
  void conclude(const BuildPtr& build);

  Workers& workers_;
  const Paths& paths_;
  cpp::Cache cache_;
  std::string tool_;
  std::size_t at_most_ = 1;
  std::deque<BuildPtr> waiting_;
  std::map<std::uint64_t, BuildPtr> running_;
  std::uint64_t last_ = 0;
};

}  // namespace kata

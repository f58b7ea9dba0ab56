// Compiles a submission and talks to its program without a box: the test plays the box's init.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/unique_fd.h"
#include "kata/value.h"
#include "language/cpp/compiler.h"

namespace kata::cpp {

struct Folder {   // a box's folder: work/ and submission/
  Folder();
  ~Folder();
  std::filesystem::path path;
};

std::string data_file(const std::string& name);   // of this folder
Request request(const std::string& exercise, const std::string& solution);

struct Built {
  sandbox::Ended ended;
  UniqueFd program;
};
Built build(const Request& request);               // always compiles
UniqueFd program_of(const Request& request);       // from the tests' cache; compiles the first time, must succeed

// A program in which one test is open.
class Program {
 public:
  explicit Program(UniqueFd program);
  ~Program();

  void send(const Value& frame);
  Value receive();                                  // fails the test where no frame comes
  Value request(const Value& frame);                // sends, answers each "invoke" by `on_invoke`, gives the result frame
  // The outcome of a call: (name, args…).
  template <class... T> Value call(const char* name, T&&... args) { return outcome(Value(name), list(std::forward<T>(args)...)); }
  Value outcome(const Value& target, const Value& args, const Value& kwargs = Dict{});
  Value get(const Value& target);
  int wait();                                       // of the test's child; its wait status

  // remote, method and args of an invoke, and the outcome to answer with.
  std::function<Value(std::uint64_t remote, const std::string& method, const Values& args)> on_invoke;
  Value load_result;
  std::vector<Value> seen;                          // every frame that was no result
  Value meta;                                       // of the last result

 private:
  void order(char letter, int channel);
  UniqueFd control_, channel_, pidfd_;
  pid_t module_ = -1, child_ = -1;
  int next_ = 1;
};

inline Value value(Value v) { return list("value", std::move(v)); }
std::string raised_type(const Value& outcome);       // "" when it is none
std::string raised_message(const Value& outcome);

}  // namespace kata::cpp

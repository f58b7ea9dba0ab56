// A learner's file in a process of its own, without a sandbox around it, and the grader's end of its channel.
#pragma once

#include <sys/types.h>

#include <functional>
#include <map>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "base/unique_fd.h"
#include "kata/value.h"

namespace kata::python::testing {

// What a test's end does with an invoke: an outcome to reply with and a delay; nullopt: held.
struct Answer {
  Value outcome;
  double delay = 0;
};
struct Invoke {
  std::uint64_t id = 0, remote = 0;
  std::string method;
  Values args;
  Value kwargs, meta;
};
using Handler = std::function<std::optional<Answer>(const Invoke&)>;

struct Result {
  bool came = false;
  Value outcome, meta;
  std::string how() const;              // "value", "raised", …
  Value value() const;                  // the second item of the outcome
  Value trace() const;
  std::string raised() const;           // the first type name
  std::string message() const;
  std::int64_t number(const char* name) const;   // of meta
  double time() const;
};

class Box {
 public:
  explicit Box(const std::string& source, std::map<std::string, std::string> more = {});
  ~Box();
  Box(const Box&) = delete;
  Box& operator=(const Box&) = delete;

  const Result& loaded() const { return loaded_; }
  std::string output();                 // what it wrote to its standard output so far
  int exit_status();                    // waits for the end

  Result call(const std::string& name, Values args = {}, Value kwargs = Dict{}, const std::string& mode = "plain");
  Result run(const std::string& name, Values args = {}) { return call(name, std::move(args), Dict{}, "run"); }
  Result parallel(const std::vector<std::pair<std::string, Values>>& calls, std::optional<std::uint64_t> seed);
  Result probe(const std::string& code, Value names = Dict{});
  Result request(Values frame);         // id is put in

  // What the grader does meanwhile.
  Handler on_invoke = [](const Invoke&) { return std::nullopt; };
  std::function<void(const std::vector<std::uint64_t>&)> on_stalled = [](const auto&) {};
  std::vector<std::pair<std::uint64_t, std::string>> settled;
  int stalled = 0;
  void reply(std::uint64_t id, Value outcome, double delay = 0);

 private:
  Result wait();
  void start(const std::map<std::string, std::string>& files);

  std::string directory_;
  UniqueFd channel_, out_;
  pid_t child_ = -1;
  int status_ = -1;
  std::uint64_t next_id_ = 1;
  Result loaded_;
};

inline Value returns(Value value) { return list("value", std::move(value)); }
inline Answer value(Value value, double delay = 0) { return {returns(std::move(value)), delay}; }
Value raises(const std::string& type, const std::string& message);
Remote remote(RemoteKind kind, std::uint64_t id, const std::string& name = "");
// The last line of a trace: [file, line, function, text].
Value last_line(const Value& trace);

}  // namespace kata::python::testing

namespace kata {
// For the messages of failed expectations.
inline void PrintTo(const Value& value, std::ostream* out) { *out << spell(value); }
}  // namespace kata

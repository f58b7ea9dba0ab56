// Everything that `kata` does goes through here: a command line, a watcher, a web server and a queue are callers. Prints
// nothing. Thread rule: one thread; the calls below run the event loop until they are done.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "catalog/topics.h"
#include "grader/rehearse.h"
#include "journal/journal.h"
#include "report/report.h"
#include "sandbox/zygote.h"

namespace kata {

// Where the parts of an installation or a build are.
struct Paths {
  std::filesystem::path executables;               // kata-topic-host, kata-zygote-python, kata-zygote-native
  std::vector<std::filesystem::path> katas;        // folders of topic folders
  std::vector<std::filesystem::path> plugins;      // folders of topic libraries
  std::filesystem::path cpp_support;               // headers, precompiled header and runtime for C++ submissions
  std::vector<std::filesystem::path> glue;         // folders of the glue of topics: each has glue/<topic>, include/<topic>
  std::filesystem::path cache;                     // compiled C++ submissions, by content
  std::filesystem::path installed;                 // what 'kata install' installed: a folder for each topic
  std::filesystem::path share;                     // schema, templates of new topics
  // From KATA_PATH (colon-separated: DIR has katas/, plugins/ and cpp/, or is a project that has the last two in build/kata),
  // then what 'kata install' installed, then the location of the running program.
  static Paths discover();
};

// What one grading may have of its own: `kata verify` grades the same program in many ways.
struct Trial {
  std::optional<std::uint64_t> seed;               // before that of the batch
  std::string input;                               // standard input
  std::vector<std::string> only;                   // tests to run, before those of the batch
  std::chrono::microseconds test_time{0};          // CPU of each test; 0: as the exercise says
  bool stop = false;                               // after the first test that is not passed
  int cases = 0;                                   // inputs of each property, none shrunk; 0: as for everybody
  bool record = false;                             // report::TestReport::transcript
  bool explain = true;                             // a crash of C++, which takes seconds
  bool brief = false;                              // SessionOptions::brief, for few submissions with the same seed
};

struct Submission {
  std::string name;                                // for reports: "anna", "anna/unpacking/rotate"
  std::string topic, exercise;
  std::string language;                            // "python", "cpp"
  std::filesystem::path path;                      // a file, or a folder where a submission has several
  int namesake = 0;                                // how many before it in the batch have the same name
  Trial trial = {};
};

// Its place in a journal.
Journal::Key key_of(const Submission& submission);

struct SessionOptions {
  bool brief = false;                              // for one submission: starts sooner, is slower at each further one
  sandbox::Isolation at_most = sandbox::Isolation::full;   // less, to see what that is like
  std::shared_ptr<catalog::Topics> topics;         // read already; null: the session's own
};

struct GradeOptions {
  int jobs = 1;
  std::optional<std::uint64_t> seed;               // default: fixed by exercise and revision
  std::vector<std::string> only;                   // tests to run; empty: all
  sandbox::Isolation required = sandbox::Isolation::reduced;   // less than this is refused with an Error
  Journal* journal = nullptr;                      // each result is kept there before it is told, or taken from there
};

// Calls in a box, with no verdict.
struct RunOptions {
  std::vector<std::string> calls;                  // "f(1, 2)"; none: only load the file
  std::string input;                               // standard input
};
struct RunResult {
  report::LoadReport load;
  Values values;                                   // of each call, up to the first that gave none
  std::optional<Mismatch> problem;                 // of that one: raised, missing, blocked …
  report::TestVerdict verdict = report::TestVerdict::passed;
  std::string out, err;
  int signal = 0, exit_code = 0;                   // crashed, ended_early
  std::string syscall;                             // forbidden
  std::vector<TraceLine> trace;                    // where it was when it ended
};

class Session {
 public:
  explicit Session(Paths paths, SessionOptions options = {});
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  const Paths& paths() const;
  // Grades all; `on_result` gets each report as soon as it is there, in the order they end, with its index in
  // `submissions`. One bad submission never stops the rest. Throws Error only where nothing can be graded at all, and
  // UsageError, before anything is graded, where one of the exercises has no test that `only` names.
  void grade(std::span<const Submission> submissions, const GradeOptions& options,
             const std::function<void(std::size_t, report::SubmissionReport)>& on_result);
  RunResult run(const Submission& submission, const RunOptions& options);
  // The tests that `submission` meets, for each part that is played in the place of a box (grader/rehearse.h), so many at once;
  // its path isn't read. `on_result` gets each report with the index of its part, in the order they end, and must not throw. A
  // test that crashes is an internal error.
  void rehearse(const Submission& submission, std::span<const grader::Part> parts, int jobs,
                const std::function<void(std::size_t, report::SubmissionReport)>& on_result);
  // Asks the running grade() to end early; safe in a signal handler.
  void cancel();
  // The tests of a topic, as its library tells them.
  std::vector<TestInfo> tests(const std::string& topic);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace kata

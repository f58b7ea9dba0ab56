// One running test as the library sees it: its channel, its log and what failed so far. Hidden-test files never see this.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kata/outcome.h"
#include "kata/plugin.h"
#include "kata/stand_in.h"

namespace kata::detail {

struct OutcomeData {
  Outcome::Kind kind = Outcome::Kind::value;
  Value value;                           // or the exception
  std::vector<TraceLine> trace;
  std::string what;
  std::vector<std::string> near_names;
  Dict meta;
  std::size_t call = 0;                  // its place in the log of the test
};

// Leaves the body of a test. GoogleTest catches its base without a word, since whoever throws has said what failed.
class LeaveTest : public ::testing::AssertionException {
 public:
  LeaveTest();
};
// Leaves a body whose only purpose was to learn its first call.
class ScoutDone : public LeaveTest {};
// Leaves a property's case that needs its child for itself, since it looks at the output of its calls.
class NeedsOwnRun : public LeaveTest {};
// Leaves a property's case that is not to count.
class Discard : public LeaveTest {};
// The submission called a stand-in with an argument missing.
struct MissingArgument {
  std::string text;
};

struct Use {
  std::weak_ptr<StandInState> owner;
  std::uint64_t id = 0;                  // the box's
  std::uint64_t child = 0;               // Run::child when it came
  std::string name, method;
  Values args;
  std::vector<std::pair<std::string, Value>> kwargs;
  Dict meta;
  int number = 0;
  double time = 0, ended = 0;
  int thread = 0;
  bool awaited = false;                  // it is over when the box says so, not when it is answered
  bool held = false, answered = false, over = false;
  bool gated = false;                    // waits at a hold_until()
  std::string how;
};

struct Gate {
  std::string method;                    // "": every one
  int count = 0;
};

struct StandInState {
  Remote remote;
  std::string spelling;                  // how messages call it
  std::map<std::string, Body, std::less<>> bodies;
  std::vector<Gate> gates;
  std::vector<std::shared_ptr<Use>> uses;
  std::vector<std::shared_ptr<Use>> waiting;   // at a gate
  struct Count {
    int started = 0, in_flight = 0;
  };
  std::map<std::string, Count, std::less<>> counts;  // by method
  std::function<void()> on_stalled;
  int in_flight = 0, most_in_flight = 0;
  int finished = 0, cancelled = 0, pulled = 0, closed = 0;
  Value number;                          // of a shared number
  StandInState* parent = nullptr;        // of an iterable's iterator: counts there too
  int count(std::string_view method) const;
  int in_flight_by(std::string_view method) const;
  void began(const std::shared_ptr<Use>& use);
  void is_over(Use& use);
};

struct LoggedCall {
  Request request;
  std::string raw;                       // for what is no call: "shelf.size", a probe's code
  std::uint64_t makes = 0;               // the handle of its result, if that was given a name
};

struct Note {
  Mismatch mismatch;
  std::string explanation;               // what the matcher told GoogleTest; finds the failure that it belongs to
};

// A request of a property's case that may go into a batch.
struct Scouted {
  std::optional<Request> request;
};

class Run {
 public:
  Run(Host& host, std::string language, std::uint64_t seed, std::string name, int cases = 0);

  // ---- requests ----
  Outcome send(Request request);
  std::vector<Outcome> send_parallel(const std::vector<Request>& requests, std::optional<std::uint64_t> seed);
  // A batch of plain calls; none of their values is logged yet.
  std::vector<std::shared_ptr<OutcomeData>> send_batch(std::vector<Request> requests);
  Outcome get(Target target, std::string raw);
  Outcome probe(std::string_view code, const Names& names);
  Value syntax();
  Outcome pytest(std::string_view node, std::string_view name, Dict files);
  Output output();
  void restart();
  // A last question, when all was well so far: who forged an answer or is about to die behind a right one is found out by it.
  void take_leave();

  // ---- stand-ins ----
  std::shared_ptr<StandInState> add(RemoteKind kind, std::string_view name);
  void answer(Use& use, Value outcome, double seconds);
  std::vector<std::shared_ptr<Use>> uses;

  // ---- objects ----
  const std::string& name_object(const Outcome& outcome, const Object& object);

  // ---- failures ----
  // What a matcher saw; becomes a mismatch when GoogleTest reports the failure.
  void note(Mismatch mismatch, std::string explanation);
  void failed(const ::testing::TestPartResult& part);
  void fail_with(Mismatch mismatch, const std::string& explanation);
  // The same, and leaves the test's body.
  [[noreturn]] void leave_with(Mismatch mismatch, const std::string& explanation);
  // The calls that led to the one at `call`, as the learner would write them.
  std::vector<CallText> calls_to(std::size_t call) const;
  std::size_t last_call() const { return log_.empty() ? 0 : log_.size() - 1; }
  bool any_call() const { return !log_.empty(); }
  // What went to standard output up to now, for the call at this place.
  const std::string& printed(std::size_t call);

  // ---- properties ----
  void begin_case();
  Scouted* scout = nullptr;                          // the next request is told here, and the body left
  std::shared_ptr<OutcomeData> served;               // answers the next request, which is `served_request`
  Request served_request;
  bool in_batch = false;                             // this case's first call was one of a batch
  std::vector<Mismatch>* capture = nullptr;          // where failures go instead
  class Draw* draw = nullptr;

  Host& host;
  const std::string language;
  const std::uint64_t seed;
  const int cases;                                   // of a property, none shrunk; 0: as many as usual, and the smallest
  std::uint64_t run_seed = 0;                        // of the whole run: picks a set of frozen cases
  TestOutcome outcome;
  bool over = false;                                 // the channel ended in the middle, or spoke nonsense

 private:
  friend class Pump;
  std::shared_ptr<OutcomeData> exchange(Value& frame);
  Outcome logged(std::shared_ptr<OutcomeData> data, LoggedCall call);
  std::shared_ptr<OutcomeData> stalled_data() const;
  void before_request();
  [[noreturn]] void channel_over();
  Value for_people(const Value& value) const;
  CallText text_of(const LoggedCall& call) const;

  Channel* channel_ = nullptr;
  std::uint64_t child_ = 1;
  std::uint64_t last_id_ = 0;
  std::uint64_t last_remote_ = 0;
  bool stalled_ = false;
  bool in_body_ = false;
  std::vector<LoggedCall> log_;
  std::map<std::uint64_t, std::shared_ptr<StandInState>> stand_ins_;
  std::map<std::uint64_t, std::shared_ptr<Use>> uses_by_id_;  // of the present child
  std::map<std::uint64_t, std::string> object_names_;
  std::vector<Note> notes_;
  std::size_t printed_from_ = 0;
  std::optional<std::size_t> printed_call_;
  std::string printed_;
};

// The test that runs now. One per process: GoogleTest gives test bodies nothing to carry it in.
Run& current();
Run* run_if_any();
void set_run(Run* run);

}  // namespace kata::detail

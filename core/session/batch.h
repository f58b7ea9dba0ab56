// Grading of many submissions: which are read, which have a box made ready, which are being graded, which wait to be
// repeated. Thread rule: one thread, the loop's.
#pragma once

#include <deque>
#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <span>

#include "session/compiling.h"
#include "session/grounds.h"
#include "session/session.h"
#include "session/source.h"
#include "catalog/topics.h"
#include "session/workers.h"

namespace kata {

// One submission on its way.
struct Work {
  std::size_t index = 0;
  const Submission* submission = nullptr;
  const catalog::Topic* topic = nullptr;
  const catalog::Exercise* exercise = nullptr;
  Source source;
  std::uint64_t seed = 0;
  std::string grounds;                      // what its result follows from, where there is a journal
  bool again = false;                       // an internal error was seen; this is the second try
  bool alone = false;                       // nothing else runs beside it
  int tries = 0;
  int processor = -1;                       // that the try which is being graded keeps to; -1: any
  std::optional<report::SubmissionReport> failed;   // its report so far, while what failed is run once more
  Loop::Clock::time_point begun;
  // Of the present try.
  std::shared_ptr<TopicHost> host;
  std::shared_ptr<ZygoteLink> zygote;
  UniqueFd control;                         // the grader's end of the box, until the grader has it
  std::optional<ZygoteLink::BoxEnd> box;    // how the box ended
  std::optional<TopicHost::Answer> answer;  // what the grader said
  std::optional<Loop::Timer> patience;      // with a box that does not end
};

class Batch {
 public:
  using OnResult = std::function<void(std::size_t, report::SubmissionReport)>;
  Batch(Loop& loop, Workers& workers, catalog::Topics& topics, Compiling& compiling, std::span<const Submission> submissions,
        const GradeOptions& options, const OnResult& on_result);
  ~Batch();

  // Throws Error where nothing can be graded at all.
  void run(const std::function<bool()>& cancelled);

 private:
  using WorkPtr = std::shared_ptr<Work>;
  bool over() const;
  void fill();
  void begin(WorkPtr work);
  bool find_exercise(const WorkPtr& work);
  bool is_kept(const WorkPtr& work);
  void make_ready(const WorkPtr& work);
  void compile(const WorkPtr& work);
  void compiled(const WorkPtr& work, Compiling::Result result);
  bool safe_enough(const Work& work);
  void launch_box(const WorkPtr& work, UniqueFd program);
  void start_graders();
  void start_grader(const WorkPtr& work);
  void skip_tests(const WorkPtr& work, report::SubmissionReport report);
  void box_ended(const WorkPtr& work, ZygoteLink::BoxEnd end);
  void answered(const WorkPtr& work, TopicHost::Answer answer);
  void graded(const WorkPtr& work, report::SubmissionReport report);
  void explained(const WorkPtr& work, report::SubmissionReport report);
  void conclude(const WorkPtr& work);
  void internal_error(const WorkPtr& work, Fault fault, bool repeatable);
  void repeat_alone(const WorkPtr& work);
  static void leave(const WorkPtr& work);
  void finish(const WorkPtr& work, report::SubmissionReport report);
  void deliver(const Work& work, report::SubmissionReport report);
  void refuse(const WorkPtr& work, report::SubmissionVerdict verdict, report::LoadReport load);
  bool worth_repeating(const Work& work, const report::SubmissionReport& report) const;
  std::size_t places() const;
  int free_processor() const;

  Loop& loop_;
  Workers& workers_;
  catalog::Topics& topics_;
  Compiling& compiling_;
  std::span<const Submission> submissions_;
  const GradeOptions& options_;
  const OnResult& on_result_;
  std::size_t next_ = 0;              // in submissions_
  std::deque<WorkPtr> repeats_;       // after an internal error
  std::deque<WorkPtr> alone_;         // for the end
  std::list<WorkPtr> compiling_now_;
  std::list<WorkPtr> ready_;          // box under way or there, no grader yet
  std::list<WorkPtr> grading_;
  std::optional<Fault> fatal_;        // why nothing more can be graded
  Grounds grounds_;
  std::vector<int> processors_;
};

}  // namespace kata

#include "session/batch.h"

#include <algorithm>

#include "base/error.h"
#include "base/processors.h"
#include "report/wire.h"
#include "session/explaining.h"
#include "session/limits.h"
#include "session/repeating.h"
#include "session/seed.h"
#include "session/sockets.h"

namespace kata {
namespace {

using report::LoadReport;
using report::SubmissionReport;
using report::SubmissionVerdict;
using report::TestVerdict;

std::vector<std::string> tests_of(const Work& work, const GradeOptions& options) {
  if (work.failed) return may_be_flaky(*work.failed);
  return work.submission->trial.only.empty() ? options.only : work.submission->trial.only;
}

grader::Job job_of(const Work& work, const GradeOptions& options) {
  const Trial& trial = work.submission->trial;
  return {.request = {.exercise = work.exercise->id, .language = work.submission->language, .seed = work.seed,
                      .only = tests_of(work, options), .cases = trial.cases},
          .limits = box_limits(work.exercise->limits),
          .import_per_test = work.exercise->import == catalog::Import::per_test,
          .points = work.exercise->points,
          .processor = work.processor,
          .test_time = trial.test_time * kMoreTime,
          .stop = trial.stop,
          .record = trial.record};
}

LoadReport reason(std::string why, std::string about) {
  LoadReport load;
  load.reason = std::move(why);
  load.fault = as_it_is(std::move(about));
  return load;
}

LoadReport internal(Fault fault) {
  LoadReport load;
  load.reason = "internal";
  load.fault = std::move(fault);
  return load;
}

Fault unreadable_report() { return {.text = N_("the grader's report cannot be read")}; }

constexpr std::chrono::milliseconds kLongEnough{200};   // to be where it spends its time; the checks take five times that

// What ended a test of a C++ submission in a way that says nothing of where.
bool ended_somewhere(const report::TestReport& test) {
  return test.verdict == TestVerdict::crashed || test.verdict == TestVerdict::timed_out || test.verdict == TestVerdict::ended_early ||
         test.verdict == TestVerdict::forbidden || test.verdict == TestVerdict::too_much_output;
}

}  // namespace

Batch::Batch(Loop& loop, Workers& workers, catalog::Topics& topics, Compiling& compiling, std::span<const Submission> submissions,
             const GradeOptions& options, const OnResult& on_result)
    : loop_(loop), workers_(workers), topics_(topics), compiling_(compiling), submissions_(submissions), options_(options),
      on_result_(on_result), grounds_(workers.paths()), processors_(processors()) {
  compiling_.at_most(static_cast<std::size_t>(std::max(options.jobs, 1)));
}

// What is under way when a batch is cancelled is of no use to anybody, and its answers would come to nobody.
Batch::~Batch() {
  for (const auto* list : {&ready_, &grading_}) {
    for (const auto& work : *list) {
      if (work->patience) loop_.cancel(*work->patience);
      if (work->host) workers_.retire(work->host);
      if (work->zygote) workers_.retire(work->zygote);
      leave(work);   // a host keeps what waits for its answer, which must not keep the host
    }
  }
  compiling_.abandon();
  ready_.clear(), grading_.clear(), compiling_now_.clear();
  workers_.bury();
}

bool Batch::over() const {
  return next_ == submissions_.size() && repeats_.empty() && alone_.empty() && compiling_now_.empty() && ready_.empty() &&
         grading_.empty();
}

void Batch::run(const std::function<bool()>& cancelled) {
  for (fill(); !fatal_ && !over() && !cancelled(); fill()) {
    loop_.step();
    workers_.bury();
  }
  if (fatal_) throw Error(*fatal_);
}

// Boxes are made ready for as many again as are being graded, so that no grader waits for a box.
std::size_t Batch::places() const {
  const auto jobs = static_cast<std::size_t>(std::max(options_.jobs, 1));
  return 2 * jobs;
}

void Batch::fill() {
  while (!fatal_ && compiling_now_.size() + ready_.size() + grading_.size() < places()) {
    WorkPtr work;
    if (!repeats_.empty()) {
      work = std::move(repeats_.front());
      repeats_.pop_front();
    } else if (next_ < submissions_.size()) {
      work = std::make_shared<Work>();
      work->index = next_;
      work->submission = &submissions_[next_++];
    } else {
      const bool quiet = compiling_now_.empty() && ready_.empty() && grading_.empty();
      if (alone_.empty() || !quiet) break;
      work = std::move(alone_.front());
      alone_.pop_front();
    }
    begin(std::move(work));
  }
  start_graders();
}

void Batch::begin(WorkPtr work) {
  if (!work->failed) work->begun = Loop::Clock::now();
  ++work->tries;
  work->box.reset();
  work->answer.reset();
  try {
    if (!find_exercise(work)) return;
    auto read = read_source(work->submission->path, work->submission->language);
    if (auto* load = std::get_if<LoadReport>(&read)) return refuse(work, SubmissionVerdict::not_a_submission, std::move(*load));
    work->source = std::move(std::get<Source>(read));
    if (is_kept(work)) return;
    // The zygote first: it is the slower one to warm up.
    if (work->submission->language == "python") work->zygote = workers_.python({.warm = work->topic->warm_for(*work->exercise), .seed = work->seed, .brief = work->submission->trial.brief});
    work->host = workers_.host(*work->topic);
    make_ready(work);
  } catch (const Error& error) {
    // What the machine refused now it may give when nothing else runs.
    if (work->alone) internal_error(work, error.fault(), false);
    else repeat_alone(work);
  }
}

bool Batch::find_exercise(const WorkPtr& work) {
  const Submission& submission = *work->submission;
  work->topic = topics_.find(submission.topic);
  if (!work->topic) {
    const std::string problem = catalog::text_of(topics_.problems(submission.topic));
    if (!problem.empty()) internal_error(work, as_it_is(problem), false);
    else refuse(work, SubmissionVerdict::not_a_submission, reason("unknown_exercise", submission.topic));
    return false;
  }
  work->exercise = work->topic->find(submission.exercise);
  const auto& languages = work->exercise ? work->exercise->languages : std::vector<std::string>();
  if (std::find(languages.begin(), languages.end(), submission.language) == languages.end()) {
    const char* why = work->exercise ? "wrong_language" : "unknown_exercise";
    refuse(work, SubmissionVerdict::not_a_submission,
           reason(why, work->exercise ? submission.language : submission.topic + "/" + submission.exercise));
    return false;
  }
  work->seed = seed_of(submission, *work->exercise, options_);
  return true;
}

// True: an earlier run of this batch had its result, from the same grounds.
bool Batch::is_kept(const WorkPtr& work) {
  if (!options_.journal) return false;
  const Submission& submission = *work->submission;
  work->grounds = grounds_.of(submission, *work->topic, {.source = work->source, .seed = work->seed, .options = options_});
  std::optional<SubmissionReport> report;
  try {
    report = options_.journal->find(key_of(submission), work->grounds);
  } catch (const Error& error) {   // no fault of this submission alone
    fatal_ = error.fault();
    return true;
  }
  if (report) on_result_(work->index, std::move(*report));
  return report.has_value();
}

void Batch::make_ready(const WorkPtr& work) {
  if (work->submission->language == "cpp") return compile(work);
  launch_box(work, UniqueFd());
}

// The compiler too runs only when it is known how safely.
void Batch::compile(const WorkPtr& work) {
  auto order = std::make_shared<Compiling::Order>(
      compiling_.prepare(work->submission->topic, work->submission->exercise, work->source));
  work->zygote = order->zygote;
  compiling_now_.push_back(work);
  work->zygote->when_known([this, order, weak = std::weak_ptr(work)] {
    const WorkPtr living = weak.lock();
    if (!living || !safe_enough(*living)) return;
    compiling_.compile(std::move(*order), [this, living](Compiling::Result result) { compiled(living, std::move(result)); });
  });
}

void Batch::compiled(const WorkPtr& work, Compiling::Result result) {
  compiling_now_.remove(work);
  if (result.fault) return internal_error(work, result.fault, true);
  if (result.program) {
    try {
      return launch_box(work, std::move(result.program));
    } catch (const Error& error) {
      return internal_error(work, error.fault(), true);
    }
  }
  SubmissionReport report;
  report.verdict = SubmissionVerdict::does_not_compile;
  report.load = std::move(result.load);
  if (worth_repeating(*work, report)) return repeat_alone(work);
  skip_tests(work, std::move(report));
}

void Batch::launch_box(const WorkPtr& work, UniqueFd program) {
  auto [init, grader] = socket_pair(SOCK_SEQPACKET);
  UniqueFd files = pack(files_of(work->source.files));
  const std::uint32_t slot = workers_.take_slot();
  sandbox::BoxSpec spec{.slot = slot, .limits = box_limits(work->exercise->limits), .control = std::move(init), .files = std::move(files)};
  spec.program = std::move(program);
  if (!work->submission->trial.input.empty()) spec.input = in_memory(work->submission->trial.input);
  work->control = std::move(grader);
  ready_.push_back(work);
  Workers& workers = workers_;   // a box may outlive the batch
  work->zygote->launch(std::move(spec), [this, &workers, slot, tried = work->tries, weak = std::weak_ptr(work)](ZygoteLink::BoxEnd end) {
    workers.free_slot(slot);
    const auto living = weak.lock();
    if (living && living->tries == tried) box_ended(living, std::move(end));   // the box of an earlier try may end late
  });
}

void Batch::start_graders() {
  const auto jobs = static_cast<std::size_t>(std::max(options_.jobs, 1));
  for (auto it = ready_.begin(); it != ready_.end() && grading_.size() < jobs;) {
    const WorkPtr work = *it;
    if (!work->zygote->isolation()) {
      ++it;   // nothing of a learner's runs before it is known how safely
    } else if (!safe_enough(*work)) {
      return;
    } else {
      it = ready_.erase(it);
      work->processor = work->alone ? -1 : free_processor();
      grading_.push_back(work);
      start_grader(work);
    }
  }
}

// Where there is a job for each processor, each job keeps to one: the kernel often wakes a grader or a child beside whoever wrote to
// it, and leaves another processor idle. With fewer jobs the next test's child is made on an idle one.
int Batch::free_processor() const {
  if (std::min<std::size_t>(options_.jobs, submissions_.size()) < std::max<std::size_t>(processors_.size(), 2)) return -1;
  const auto jobs_on = [this](int processor) {
    return std::count_if(grading_.begin(), grading_.end(), [&](const WorkPtr& work) { return work->processor == processor; });
  };
  const auto best = std::min_element(processors_.begin(), processors_.end(), [&](int a, int b) { return jobs_on(a) < jobs_on(b); });
  return best == processors_.end() ? -1 : *best;
}

bool Batch::safe_enough(const Work& work) {
  const auto level = work.zygote->isolation();
  if (!level || *level >= options_.required) return true;   // a zygote that died has its own message
  const std::string& note = work.zygote->note();
  const std::string here(sandbox::name(*level)), required(sandbox::name(options_.required));
  fatal_ = {.text = N_("isolation here is '{}', and '{}' is required. Run kata doctor to see what is missing, or accept less with --isolation={}"),
            .arguments = {here, required, here}, .cause = note.empty() ? "" : _(note.c_str())};
  return false;
}

void Batch::start_grader(const WorkPtr& work) {
  const grader::Job job = job_of(*work, options_);
  work->host->request("grade", {plugin_host::encode(job)}, std::move(work->control), step_time(job.limits),
                      [this, work](TopicHost::Answer answer) { answered(work, std::move(answer)); });
}

// The tests of what does not compile are told of, too.
void Batch::skip_tests(const WorkPtr& work, SubmissionReport report) {
  grading_.push_back(work);
  const grader::Job job = job_of(*work, options_);
  work->host->request("grade", {plugin_host::encode(job)}, UniqueFd(), step_time(job.limits),
                      [this, work, report](TopicHost::Answer answer) mutable {
                        auto skipped = answer.result ? report::decode_report(*answer.result) : std::nullopt;
                        grading_.remove(work);
                        if (!skipped) return internal_error(work, answer.fault ? answer.fault : unreadable_report(), answer.repeatable);
                        skipped->verdict = report.verdict;
                        skipped->load = std::move(report.load);
                        finish(work, std::move(*skipped));
                      });
}

void Batch::box_ended(const WorkPtr& work, ZygoteLink::BoxEnd end) {
  work->box = std::move(end);
  if (work->answer) return conclude(work);
  // A box that was never made: its grader need not wait.
  const auto waiting = std::find(ready_.begin(), ready_.end(), work);
  if (waiting == ready_.end()) return;
  ready_.erase(waiting);
  internal_error(work, work->box->fault ? work->box->fault : Fault{.text = N_("the box ended before its grader came")}, true);
}

void Batch::answered(const WorkPtr& work, TopicHost::Answer answer) {
  work->answer = std::move(answer);
  const auto report = work->answer->result ? report::decode_report(*work->answer->result) : std::nullopt;
  if (report && report->verdict != SubmissionVerdict::internal_error) {
    if (work->failed || !worth_repeating(*work, *report)) return graded(work, *report);
    grading_.remove(work);
    return repeat_alone(work);
  }
  if (work->box) return conclude(work);
  // The zygote knows best why a box failed; it says so soon.
  work->patience = loop_.after(std::chrono::seconds(3), [this, work] {
    work->patience.reset();
    work->box = ZygoteLink::BoxEnd{};
    conclude(work);
  });
}

// The first such end of a C++ submission is explained before its report goes out; until then it is being graded.
void Batch::graded(const WorkPtr& work, SubmissionReport report) {
  const auto crashed = std::find_if(report.tests.begin(), report.tests.end(), ended_somewhere);
  if (work->failed || work->submission->language != "cpp" || !work->submission->trial.explain || crashed == report.tests.end())
    return explained(work, std::move(report));
  work->answer.reset();   // it is in `report`: the end of its box means nothing any more
  Crash crash{.topic = work->submission->topic, .source = work->source, .job = job_of(*work, options_), .host = work->host};
  crash.job.request.only = {crashed->info.name};
  if (crashed->verdict == TestVerdict::timed_out) crash.job.limits.cpu = kLongEnough, crash.job.limits.wall = 3 * kLongEnough;
  const auto at = crashed - report.tests.begin();
  explain_crash(workers_, compiling_, std::move(crash), [this, weak = std::weak_ptr(work), report, at](Explanation explanation) mutable {
    const WorkPtr living = weak.lock();
    if (!living) return;
    report.tests[at].explanation = std::move(explanation.words);
    if (report.tests[at].verdict != TestVerdict::crashed) report.tests[at].trace = std::move(explanation.where);
    explained(living, std::move(report));
  });
}

// What failed is run once more, to see whether chance is the reason; that second run only adds to what is known.
void Batch::explained(const WorkPtr& work, SubmissionReport report) {
  if (grading_.remove(work) == 0) return;
  if (work->failed || !work->submission->trial.explain || may_be_flaky(report).empty()) return finish(work, std::move(report));
  work->failed = std::move(report);
  leave(work);
  repeats_.push_back(work);
}

void Batch::conclude(const WorkPtr& work) {
  if (work->patience) loop_.cancel(*std::exchange(work->patience, std::nullopt));
  if (grading_.remove(work) == 0) return;   // the report is out already
  const auto report = work->answer->result ? report::decode_report(*work->answer->result) : std::nullopt;
  Fault fault = work->box->fault ? work->box->fault : report ? report->load.fault : work->answer->fault;
  internal_error(work, fault ? std::move(fault) : unreadable_report(), work->answer->repeatable);
}

void Batch::internal_error(const WorkPtr& work, Fault fault, bool repeatable) {
  if (repeatable && !work->again) {
    work->again = true;
    if (work->host) workers_.retire(work->host);
    if (work->zygote) workers_.retire(work->zygote);
    leave(work);
    repeats_.push_back(work);
    return;
  }
  refuse(work, SubmissionVerdict::internal_error, internal(std::move(fault)));
}

void Batch::repeat_alone(const WorkPtr& work) {
  work->alone = true;
  leave(work);
  alone_.push_back(work);
}

// Gives back what the present try holds.
void Batch::leave(const WorkPtr& work) {
  work->host.reset();
  work->zygote.reset();
  work->control.reset();
}

bool Batch::worth_repeating(const Work& work, const SubmissionReport& report) const {
  if (work.alone) return false;
  const auto own = work.submission->trial.test_time;
  const auto limit = own.count() > 0 ? own : std::chrono::microseconds(work.exercise->limits.time);
  const bool beside_others = options_.jobs > 1 && submissions_.size() > 1;
  return was_killed(report) || was_starved(report, limit) || (beside_others && was_limited(report));
}

void Batch::refuse(const WorkPtr& work, SubmissionVerdict verdict, LoadReport load) {
  SubmissionReport report;
  report.verdict = verdict;
  report.load = std::move(load);
  finish(work, std::move(report));
}

// What the supervisor knows itself it doesn't take from a grader.
void Batch::finish(const WorkPtr& work, SubmissionReport report) {
  if (work->failed) {
    compare(*work->failed, report);
    report = std::move(*work->failed);
  }
  const Submission& submission = *work->submission;
  report.submission = submission.name;
  report.topic = submission.topic;
  report.exercise = submission.exercise;
  report.language = submission.language;
  report.seed = work->seed;
  report.content_hash = work->source.hash;
  report.tool = submission.language == "cpp" ? compiling_.tool() : KATA_PYTHON_TOOL;
  report.flaky = std::any_of(report.tests.begin(), report.tests.end(), [](const auto& test) { return test.flaky; });
  report.in_process = work->exercise && work->exercise->tests == catalog::Tests::pytest;
  // What ran nowhere was neither protected nor tested, though a zygote and a host may be ready by now.
  const bool ran = report.verdict != SubmissionVerdict::not_a_submission;
  report.isolation = ran && work->zygote && work->zygote->isolation() ? std::string(sandbox::name(*work->zygote->isolation())) : "";
  report.build_id = ran && work->host ? work->host->build_id() : "";
  report.wall_us = std::chrono::duration_cast<std::chrono::microseconds>(Loop::Clock::now() - work->begun).count();
  report::share_points(report, work->exercise ? work->exercise->points : 0);
  leave(work);
  deliver(*work, std::move(report));
}

// What is told is kept before; a result that cannot be kept is none, and the batch ends.
void Batch::deliver(const Work& work, SubmissionReport report) {
  try {
    if (options_.journal) options_.journal->keep(key_of(*work.submission), work.grounds, report);
  } catch (const Error& error) {
    fatal_ = error.fault();
    return;
  }
  on_result_(work.index, std::move(report));
}

}  // namespace kata

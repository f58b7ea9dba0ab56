#include "verify/watch.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/file.h"

namespace kata::verify {
namespace {

constexpr const char* kMutableKinds[] = {"list", "dict", "set"};

class Watch {
 public:
  Watch(Trials& trials, const Helper& helper, const WatchJob& job)
      : trials_(trials), job_(job), text_(read_file(job.reference.path) + "\n\n" + helper.watch()) {}

  std::vector<report::SubmissionReport> grade(const std::vector<std::string>& kinds) {
    std::vector<SourceInMemory> sources;
    std::vector<Submission> all(kinds.size(), job_.reference);
    for (std::size_t i = 0; i < kinds.size(); ++i) {
      sources.emplace_back(fmt::format("{}_kata_watch(globals(), '{}')\n", text_, kinds[i]));
      all[i].path = sources.back().path();
      all[i].trial = {.cases = kFewCases, .explain = false};
    }
    return trials_.grade(N_("arguments"), all, job_.jobs);
  }

 private:
  Trials& trials_;
  const WatchJob& job_;
  std::string text_;
};

bool is_given(const Notes& notes, const std::string& kind) {
  return std::ranges::any_of(notes, [&](const std::string& note) { return note.ends_with(" changeable " + kind); });
}

}  // namespace

Notes watch(Trials& trials, const Helper& helper, const WatchJob& job, std::vector<Finding>& findings) {
  Watch watch(trials, helper, job);
  const auto plain = watch.grade({""})[0];
  Notes notes = notes_of_watch(plain);
  if (job.excused.contains("unchanged")) return notes;
  std::vector<std::string> kinds;
  std::ranges::copy_if(kMutableKinds, std::back_inserter(kinds), [&](const std::string& kind) { return is_given(notes, kind); });
  const auto spoilt = watch.grade(kinds);
  const auto failed = failed_tests(plain);   // by being watched, not by a change
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    const auto noticed = failed_tests(spoilt[i]);
    if (std::ranges::any_of(noticed, [&](const std::string& test) { return std::ranges::find(failed, test) == failed.end(); })) continue;
    findings.push_back({.rule = "unchanged", .about = kinds[i], .what = {.text = N_("no test notices that what it is given was changed: look at it after the call")}});
  }
  return notes;
}

}  // namespace kata::verify

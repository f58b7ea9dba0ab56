#include "session/explaining.h"

#include <algorithm>

#include "base/error.h"
#include "report/wire.h"
#include "session/limits.h"
#include "session/sockets.h"

namespace kata {
namespace {

using Told = std::function<void(Explanation)>;

// What the crashed test wrote, "" where it was not run.
std::string errors_of(const TopicHost::Answer& answer, const std::string& test) {
  const auto report = answer.result ? report::decode_report(*answer.result) : std::nullopt;
  if (!report) return "";
  const auto found = std::find_if(report->tests.begin(), report->tests.end(),
                                  [&](const report::TestReport& one) { return one.info.name == test; });
  // What crashes while it is loaded does so before any test.
  return found == report->tests.end() || found->err.empty() ? report->load.err : found->err;
}

void run_with_checks(Workers& workers, const Crash& crash, ZygoteLink& zygote, UniqueFd program, Told done) {
  auto [init, grader] = socket_pair(SOCK_SEQPACKET);
  UniqueFd files = pack(files_of(crash.source.files));
  const std::uint32_t slot = workers.take_slot();
  sandbox::BoxSpec spec{.slot = slot, .limits = crash.job.limits, .control = std::move(init), .files = std::move(files)};
  spec.program = std::move(program);
  zygote.launch(std::move(spec), [&workers, slot](ZygoteLink::BoxEnd) { workers.free_slot(slot); });
  // A box that could not be made hangs up, and the grader then answers.
  crash.host->request("grade", {plugin_host::encode(crash.job)}, std::move(grader), step_time(crash.job.limits),
                      [files = crash.source.files, test = crash.job.request.only.front(), done](TopicHost::Answer answer) {
                        const cpp::Sources sources(files.begin(), files.end());
                        const std::string errors = errors_of(answer, test);
                        done({cpp::explain(sources, errors), cpp::where(sources, errors)});
                      });
}

}  // namespace

void explain_crash(Workers& workers, Compiling& compiling, Crash crash, Told done) {
  try {
    auto order = compiling.prepare(crash.topic, crash.job.request.exercise, crash.source, true);
    crash.job.limits = cpp::sanitized_limits(crash.job.limits);
    const auto zygote = order.zygote;
    compiling.compile(std::move(order), [&workers, zygote, crash = std::move(crash), done](Compiling::Result built) {
      if (!built.program) return done({});
      try {
        run_with_checks(workers, crash, *zygote, std::move(built.program), done);
      } catch (const Error&) {
        done({});
      }
    });
  } catch (const Error&) {   // the explanation is a gift; without it the report is as true
    done({});
  }
}

}  // namespace kata

// Why a C++ test crashed, or where it was when it was stopped or ended itself: its program once more, built with checks, in a box,
// for that one test. Gives words, never a verdict. Thread rule: one thread, the loop's.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "grader/grader.h"
#include "session/compiling.h"
#include "session/workers.h"

namespace kata {

struct Crash {
  std::string topic;
  Source source;
  grader::Job job;                      // as it was graded, with the crashed test as the only one
  std::shared_ptr<TopicHost> host;
};
struct Explanation {
  std::string words;                    // what the checks found
  std::vector<TraceLine> where;         // outermost first
};

// `done` is called once, with nothing in it where nothing was found or the run with checks failed; at the latest when the limits of
// the compiler and of the run are over. Never after Compiling::abandon() and the end of the host.
void explain_crash(Workers& workers, Compiling& compiling, Crash crash, std::function<void(Explanation)> done);

}  // namespace kata

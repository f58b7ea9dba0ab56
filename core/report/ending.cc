#include "report/ending.h"

#include "base/format.h"
#include "base/text.h"
#include "base/words.h"
#include "report/verdicts.h"

namespace kata::report {
namespace {

std::string signal_sentence(int signal, Source source) {
  const std::string name = signal_name(signal);
  if (signal == 11 && source == Source::python)
    return format(_("The process ended with {} (a bad memory access). In Python this is nearly always recursion without end in C code, or ctypes."), name);
  if (signal == 11)
    return format(_("The program ended with {}: it touched memory that isn't its own. Look for an index past the end, a null or dangling pointer, or a reference to something gone."), name);
  if (signal == 6)
    return format(_("The program ended with {}: it gave up by itself, as after an exception that nobody catches, a failed assert, or memory freed twice."), name);
  if (signal == 8) return format(_("The program ended with {}: an integer was divided by zero."), name);
  return format(_("The program was ended by the signal {}."), name);
}

const char* too_long_sentence(const Ending& ending) {
  if (ending.loading)
    return _("It did not finish in time. Keep only definitions at the top level; put a loop or a wait into a function, or below `if __name__ == \"__main__\":`.");
  return ending.waiting
             ? _("It did not finish in time and was stopped: it waited rather than computed. Look for a sleep, or for a lock, a queue or a reply that never comes.")
             : _("It did not finish in time and was stopped while it computed. Look for a loop that never ends, or for work that grows much faster than its input.");
}

const char* exit_text(const Ending& ending) {
  if (ending.loading) return _("The file ended the program (exit code {}). Remove calls such as exit(); keep only definitions at the top level.");
  return ending.source == Source::python
             ? _("The program ended itself (exit code {}) before the test was over, so there is no answer. Remove calls such as exit() and os._exit(); return a result instead.")
             : _("The program ended itself (exit code {}) before the test was over, so there is no answer. Remove calls such as exit() and std::quick_exit(); return a result instead.");
}

std::string exit_sentence(const Ending& ending) { return format(exit_text(ending), ending.exit_code); }

std::string forbidden_sentence(const Ending& ending) {
  if (ending.syscall.empty()) return _("It tried something that is not allowed while a solution is checked. No exercise needs that: leave it out.");
  return format(_("It tried something that is not allowed while a solution is checked: the system call `{}`. No exercise needs that: leave it out."), printable(ending.syscall));
}

}  // namespace

std::string sentence(const Ending& ending) {
  switch (ending.verdict) {
    case TestVerdict::passed:
    case TestVerdict::failed:
    case TestVerdict::raised:
    case TestVerdict::skipped: return "";
    case TestVerdict::timed_out: return too_long_sentence(ending);
    case TestVerdict::out_of_memory:
      return _("It needed more memory than it may use. Look for a list that grows without end, or for values kept that could be used one by one.");
    case TestVerdict::too_much_output: return _("It printed or wrote far too much and was stopped. Is a print left in a loop, or a file without end?");
    case TestVerdict::crashed: return signal_sentence(ending.signal, ending.source);
    case TestVerdict::ended_early: return exit_sentence(ending);
    case TestVerdict::forbidden: return forbidden_sentence(ending);
    case TestVerdict::blocked_loop:
      if (ending.waiting)
        return _("It blocked the event loop: while it waited, nothing else could run. Await instead, with asyncio.sleep() for time.sleep() and asyncio.to_thread() for a blocking function.");
      return _("It computed without awaiting until its time was over: the event loop was blocked, and nothing else could run. Look for a loop that never ends; put `await asyncio.sleep(0)` between the parts of long work, or hand it to asyncio.to_thread().");
    case TestVerdict::broken_channel:
      return _("The answer arrived incomplete, so it counts as none. This happens when a solution closes or writes to descriptors that aren't its own. Close only what it opened itself.");
  }
  return {};
}

void paragraph(std::string& out, std::string_view text) {
  while (text.ends_with('\n')) text.remove_suffix(1);
  if (text.empty()) return;
  if (!out.empty()) out += '\n';
  out += text;
}

}  // namespace kata::report

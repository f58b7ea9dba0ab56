// What the tests give to the functions of a submission: the ends of what can be given, not its middle alone. Thread-safe.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "report/report.h"
#include "verify/finding.h"

namespace kata::verify {

// What the functions of a reference were given, over all tests:
//   FUNCTION argument NAME empty | single | several   a list, tuple, set or dict; of C++ the name is its number, from 1
//   FUNCTION called
//   FUNCTION again                                    a second time in one process
//   FUNCTION default NAME given | left
//   FUNCTION once                                     what can be read only once
//   FUNCTION changeable list | dict | set             what it could change; also in a tuple
using Notes = std::set<std::string>;

Notes notes_of_transcripts(const report::SubmissionReport& recorded, std::string_view source);   // of functions that `source` names
Notes notes_of_watch(const report::SubmissionReport& watched);   // of a source with helper/watch.py behind it

struct InputsJob {
  const Notes& notes;
  bool reads_iterables = false;                        // what can be read only once should be given to some function
  const std::map<std::string, std::string>& excused;   // Excuses::inputs
};

// Where a function is given a list, tuple, set or dict of several items it is also given one of none and one of one; it is called
// twice in one process; a default is left to itself, and is not; where it should, it is given what can be read only once.
std::vector<Finding> check_inputs(const InputsJob& job);

}  // namespace kata::verify

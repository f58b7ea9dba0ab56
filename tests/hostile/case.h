// A folder of the corpus: code that attacks or is unlucky, and expect.json, what must come of it:
//   {"attack": "forging a pass",                 its class in what Kata is tried against; one of kAttacks
//    "exercise": "unpacking/rotate",             and the language by the solution's suffix
//    "verdict": "graded",                        of the submission; a list where the kernel decides
//    "reason": "forbidden",                      of what stopped it; optional, or a list
//    "tests": "failed" | {"Name": "failed", "*": "passed"},   of every test, or of those named and of all others; optional, or lists
//    "some": ["forbidden"],                      verdicts that at least one test has; optional
//    "points": "10.00",                          optional; a list where the kernel decides
//    "syscall": "ptrace",                        that was forbidden, in a test or while loading; optional
//    "because": "the kernel decides …",          why there is more than one verdict; only where there is
//    "isolation": "reduced",                      the level that it is tried at; optional, the highest otherwise
//    "code": "cpp_mounts",                        the case that has the code; optional
//    "unchanged": ["/tmp/hostile-left"],         paths on the host that look the same afterwards; what every run looks at comes besides
//    "adds": [{"name": "data", "link": "/etc/passwd"}, {"name": "pipe"}]}    what no repository keeps, to a folder; optional
// A list says what may come of it where that is not Kata's to decide. The code is solution.py, solution.cc or a folder `solution`; the words of Canaries::fill_in are filled in.
#pragma once

#include <yaml-cpp/yaml.h>

#include <filesystem>
#include <string>

#include "hostile/canary.h"
#include "session/session.h"

namespace kata::hostile {

struct Case {
  std::string name;
  std::filesystem::path folder;
  YAML::Node expected;

  std::string language() const;
  sandbox::Isolation level() const;
  std::filesystem::path code() const;
  Submission placed(const std::filesystem::path& room, const Canaries& canaries) const;   // a copy, ready to be graded
  Differences differences(const report::SubmissionReport& report) const;
};

Case read_case(const std::filesystem::path& folder);   // throws Error where it says something unknown
std::vector<Case> read_cases(const std::filesystem::path& corpus);

// Right answers, by which one sees that nobody suffers.
Submission honest(const std::string& language, const std::string& exercise);
Differences not_full(const report::SubmissionReport& report);

Differences leaked(const Canaries& canaries, const report::SubmissionReport& report);

}  // namespace kata::hostile

// One attack between two honest submissions in one session, and everything that must be as before. Thread rule: one thread.
#pragma once

#include "hostile/case.h"

namespace kata::hostile {

// A folder of one's own below the temporary one, removed with the object.
class Room {
 public:
  Room();
  ~Room();
  Room(const Room&) = delete;
  Room& operator=(const Room&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

Paths paths_in(const Room& room);   // of this build, with a cache of its own
report::SubmissionReport grade(Session& session, const Submission& submission);

Differences try_case(const Case& attack);

}  // namespace kata::hostile

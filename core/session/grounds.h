// What a result follows from, so that one that was kept is taken for what it is: of the same file, by the same tests with the
// same inputs. Thread rule: one thread.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "catalog/catalog.h"
#include "session/session.h"
#include "session/source.h"

namespace kata {

class Grounds {
 public:
  explicit Grounds(const Paths& paths) : paths_(paths) {}

  struct Of {
    const Source& source;
    std::uint64_t seed;
    const GradeOptions& options;
  };
  // A text of a line each, the same where all of them are.
  std::string of(const Submission& submission, const catalog::Topic& topic, const Of& graded);

 private:
  const std::string& digest(const std::filesystem::path& file);

  const Paths& paths_;
  std::map<std::filesystem::path, std::string> digests_;   // a batch is judged by what was there at its first look
};

}  // namespace kata

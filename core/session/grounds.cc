#include "session/grounds.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/file.h"
#include "base/sha256.h"
#include "language/cpp/compiler.h"
#include "session/workers.h"

namespace kata {
namespace {

constexpr std::size_t kMostLibrary = 1u << 30;   // bytes; instrumented ones are large

std::string program_of(const Submission& submission, const Source& source, const Paths& paths) {
  if (submission.language != "cpp") return KATA_PYTHON_TOOL;
  return cpp::plan({.support = paths.cpp_support, .glue = cpp::glue_folder(paths.glue, submission.topic), .topic = submission.topic, .exercise = submission.exercise,
                    .files = cpp::Sources(source.files.begin(), source.files.end()), .content_hash = source.hash}).key;
}

}  // namespace

const std::string& Grounds::digest(const std::filesystem::path& file) {
  const auto known = digests_.find(file);
  return known != digests_.end() ? known->second : digests_.emplace(file, sha256(read_file(file, kMostLibrary))).first->second;
}

std::string Grounds::of(const Submission& submission, const catalog::Topic& topic, const Of& graded) {
  return fmt::format("source {}\ntopic {}\nlibrary {}\nprogram {}\nseed {}\nonly {}\nisolation {}\n", graded.source.hash,
                     digest(topic.directory / "topic.yaml"), digest(find_library(paths_, topic)),
                     program_of(submission, graded.source, paths_), graded.seed, fmt::join(graded.options.only, ","),
                     sandbox::name(graded.options.required));
}

}  // namespace kata

// A session over the topic `mini`, in a folder of its own.
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "session/session.h"

namespace kata {

namespace fs = std::filesystem;

class SessionTest : public testing::Test {
 protected:
  SessionTest() {
    std::string name = fs::temp_directory_path() / "kata-session-XXXXXX";
    root_ = ::mkdtemp(name.data());
    paths_ = {.executables = KATA_LIBEXEC, .katas = {KATA_MINI_KATAS}, .plugins = {KATA_MINI_PLUGINS}, .cpp_support = root_ / "none",
              .cache = root_ / "cache"};
  }
  ~SessionTest() override { fs::remove_all(root_); }

  Submission submission(const std::string& exercise, const std::string& text) {
    const fs::path path = root_ / (std::to_string(++count_) + ".py");
    std::ofstream(path) << text;
    return {.name = path.stem(), .topic = "mini", .exercise = exercise, .language = "python", .path = path};
  }
  std::vector<report::SubmissionReport> grade(const std::vector<Submission>& submissions, GradeOptions options = {}) {
    options.required = sandbox::Isolation::none;
    std::vector<report::SubmissionReport> reports(submissions.size());
    Session session(paths_);
    session.grade(submissions, options, [&](std::size_t i, report::SubmissionReport report) { reports[i] = std::move(report); });
    return reports;
  }
  std::vector<report::SubmissionReport> rehearse(const Submission& submission, const std::vector<grader::Part>& parts) {
    std::vector<report::SubmissionReport> reports(parts.size());
    Session(paths_).rehearse(submission, parts, 2, [&](std::size_t i, report::SubmissionReport report) { reports[i] = std::move(report); });
    return reports;
  }
  report::SubmissionReport grade(const std::string& exercise, const std::string& text) { return grade({submission(exercise, text)})[0]; }

  fs::path root_;
  Paths paths_;
  int count_ = 0;
};

constexpr const char* kRight = "def answer():\n    return 42\n";

}  // namespace kata

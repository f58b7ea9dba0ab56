// Submissions on disk: which file is whose answer to which exercise.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "report/report.h"
#include "runner/topics.h"

namespace kata::cli {

// A submission, or why an entry is none.
struct Found {
  Submission submission;
  std::optional<report::SubmissionReport> refused;   // not_a_submission
  bool unknown_exercise = false;                     // of `refused`: nobody could say which exercise it answers
};

// What the command line and markers say of a folder's exercise.
inline constexpr const char* kMarker = ".kata";
std::optional<ExerciseName> read_marker(const std::filesystem::path& folder);   // "exercise: unpacking/rotate"
std::string marker_text(const ExerciseName& name);

// For `grade`. `exercise` is --exercise. Never throws for what a path holds; the order is that of the paths, then of names.
std::vector<Found> find_submissions(const std::vector<std::string>& paths, const std::optional<ExerciseName>& exercise, Topics& topics);

// For `test` and `run`: one submission from a file, a work folder, "TOPIC/EXERCISE" below here, or nothing: here.
// `language` decides where a work folder has a solution in each. Throws UsageError that says what to do.
Submission find_one(const std::string& word, const std::optional<ExerciseName>& exercise, const std::string& language, Topics& topics);

// The three ways to say which exercise a file answers.
std::string three_ways();

}  // namespace kata::cli

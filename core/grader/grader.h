// One submission against one topic: a conversation with the box on one side, hidden tests on the other, a report at the
// end. Runs in a grader process that has dropped its rights; holds expected values. Thread rule: one thread.
#pragma once

#include <functional>
#include <string_view>

#include "kata/plugin.h"
#include "report/report.h"
#include "sandbox/box.h"

namespace kata::grader {

struct Job {
  RunRequest request;
  sandbox::Limits limits;        // of each test, and of the load
  bool import_per_test = false;
  int points = 10;
  int processor = -1;            // that the grader and the box keep to; -1: any
  // Of a trial by an author:
  sandbox::microseconds test_time{0};   // CPU of each test, where it is not that of `limits`
  bool stop = false;                    // after the first test that is not passed; the others are skipped
  bool record = false;                  // what tests and box say to each other, into the report
};

// Called when a step that may take up to the wall limit begins: "" for the load, else the test's name.
using Progress = std::function<void(std::string_view step)>;

// Never throws: what is our fault is an internal_error with the reason in load.fault.
report::SubmissionReport grade(Topic& topic, const Job& job, sandbox::Box& box, const Progress& progress);

// The tests that a job asks for, none of them run.
report::SubmissionReport prepare(Topic& topic, const Job& job);

// The same report where there is nothing to run: every test skipped.
report::SubmissionReport skip_all(Topic& topic, const Job& job);

}  // namespace kata::grader

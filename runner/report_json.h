// Reports as JSON, schema 1; every field is explained in docs/json.md.
#pragma once

#include <string>
#include <vector>

#include "report/report.h"

namespace kata::cli {

std::string to_json(const std::vector<report::SubmissionReport>& reports, bool interrupted = false);

}  // namespace kata::cli

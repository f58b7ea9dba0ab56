// One mismatch in people's words; a part of report/message.h.
#pragma once

#include <string>

#include "report/spelling.h"

namespace kata::report {

std::string mismatch_text(const Mismatch& mismatch, Source source, std::string_view printed);

}  // namespace kata::report

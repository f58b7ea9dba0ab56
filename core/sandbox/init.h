// Pid 1 of a box.
#pragma once

#include "base/unique_fd.h"
#include "sandbox/group_usage.h"
#include "sandbox/plan.h"

namespace kata::sandbox {

// In a fresh clone of the zygote, whose id maps are written once a byte arrives on `zygote`; what was asked of the box
// arrives there next. Tells the zygote there why it failed ("F" and text) and hands out what is kept ("K").
[[noreturn]] void run_init(const Plan& plan, UniqueFd zygote, GroupUsage usage);

}  // namespace kata::sandbox

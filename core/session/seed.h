// Seeds: whatever is random in a grading follows from one number, which the report tells. Thread-safe.
#pragma once

#include <cstdint>
#include <string_view>

#include "catalog/catalog.h"
#include "session/session.h"

namespace kata {

// The seed where none is given: fixed by the exercise and its revision, so that a watcher's verdict never flickers.
std::uint64_t default_seed(std::string_view topic, std::string_view exercise, int revision);

std::uint64_t seed_of(const Submission& submission, const catalog::Exercise& exercise, const GradeOptions& options);

// The interpreter's hash seed. One for all default seeds, as each needs a zygote of its own.
std::uint32_t hash_seed(std::uint64_t seed);

}  // namespace kata

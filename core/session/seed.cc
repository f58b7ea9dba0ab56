#include "session/seed.h"

#include <string>

namespace kata {
namespace {

constexpr std::uint64_t kDefaultMark = std::uint64_t{0x4b} << 32;   // below 2^53: JSON readers keep it exact

// FNV-1a, 32 bits (draft-eastlake-fnv).
std::uint32_t fnv(std::string_view text) {
  std::uint32_t hash = 2166136261u;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return hash;
}

// The finalizer of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
std::uint64_t mix(std::uint64_t x) {
  x += 0x9e3779b97f4a7c15;
  x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9;
  x = (x ^ x >> 27) * 0x94d049bb133111eb;
  return x ^ x >> 31;
}

}  // namespace

std::uint64_t default_seed(std::string_view topic, std::string_view exercise, int revision) {
  std::string text(topic);
  text.append("/").append(exercise).append("#").append(std::to_string(revision));
  return kDefaultMark | fnv(text);
}

std::uint64_t seed_of(const Submission& submission, const catalog::Exercise& exercise, const GradeOptions& options) {
  if (submission.trial.seed) return *submission.trial.seed;
  return options.seed.value_or(default_seed(submission.topic, submission.exercise, exercise.revision));
}

std::uint32_t hash_seed(std::uint64_t seed) {
  if (seed >> 32 == kDefaultMark >> 32) return 75;
  return static_cast<std::uint32_t>(mix(seed) >> 32);
}

}  // namespace kata

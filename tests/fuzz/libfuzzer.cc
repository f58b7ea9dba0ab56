// What libFuzzer calls.
#include <algorithm>
#include <cstdint>
#include <cstring>

#include "fuzz/mutate.h"
#include "fuzz/target.h"
#include "value/wire.h"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

namespace kata::fuzz {
namespace {

std::string_view view(const std::uint8_t* data, std::size_t size) { return {reinterpret_cast<const char*>(data), size}; }

void change_bytes(std::string& bytes, std::size_t most) {
  const std::size_t size = bytes.size();
  bytes.resize(std::max(most, size));
  bytes.resize(LLVMFuzzerMutate(reinterpret_cast<std::uint8_t*>(bytes.data()), size, bytes.size()));
}

// A sample, or what the bytes say, changed in one to four places; empty where neither is at hand.
std::string changed_value(std::string_view bytes, std::mt19937& random) {
  static const std::vector<std::string> known = samples();
  const auto sample = [&] { return known.empty() ? std::nullopt : wire::decode(known[random() % known.size()]); };
  auto value = wire::decode(bytes);
  if (!value || random() % 256 == 0) value = sample();
  if (!value) return "";
  const Value donor = sample().value_or(*value);
  for (auto times = 1 + random() % 4; times > 0; --times) mutate(*value, donor, random, change_bytes);
  return wire::encode(*value);
}

}  // namespace
}  // namespace kata::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  kata::fuzz::feed(kata::fuzz::view(data, size));
  return 0;
}

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most, unsigned seed) {
  std::mt19937 random(seed);
  if (!kata::fuzz::kIsValue || random() % 8 == 0) return LLVMFuzzerMutate(data, size, most);
  const std::string bytes = kata::fuzz::changed_value(kata::fuzz::view(data, size), random);
  if (bytes.empty() || bytes.size() > most) return LLVMFuzzerMutate(data, size, most);
  std::memcpy(data, bytes.data(), bytes.size());
  return bytes.size();
}

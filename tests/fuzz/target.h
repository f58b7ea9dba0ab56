// A fuzz target: one parser of bytes that Kata didn't write. Each target is a file that defines the functions below; with
// libfuzzer.cc it is a program for scripts/fuzz, with replay.cc an ordinary test of what stands in corpus/<target>/.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kata::fuzz {

// Whether the bytes were taken for what they should be. What must hold for any bytes is said with PROMISE.
bool feed(std::string_view bytes);

// Inputs that must be taken, made by the code of today: the way to a form that only our own processes write.
std::vector<std::string> samples();

// Whether the bytes are one Value, so that mutations may change it as such (mutate.h).
extern const bool kIsValue;

[[noreturn]] void broken(const char* promise, const char* file, int line);

// Text that may be shown to people: UTF-8, and neither a control character beside line feeds nor an escape sequence.
bool is_presentable(std::string_view text);

}  // namespace kata::fuzz

// Unlike assert(), in every build.
#define PROMISE(condition) ((condition) ? void() : ::kata::fuzz::broken(#condition, __FILE__, __LINE__))

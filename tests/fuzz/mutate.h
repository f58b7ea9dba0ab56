// Random changes of a Value that keep it one: a mutation of its bytes would nearly always be refused by the decoder, and what
// reads decoded values would never be reached.
#pragma once

#include <functional>
#include <random>

#include "kata/value.h"

namespace kata::fuzz {

// Changes the bytes of a text in place, to at most `most` of them.
using ChangeBytes = std::function<void(std::string& bytes, std::size_t most)>;

// Changes one place of `value`. What is put there may come from `donor`.
void mutate(Value& value, const Value& donor, std::mt19937& random, const ChangeBytes& change_bytes);

}  // namespace kata::fuzz

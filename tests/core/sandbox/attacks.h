// What the scripted zygote's boxes try in order to get out; each answers "ok …" where it succeeded.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace kata::sandbox {

// Nothing when `words` name no attack.
std::optional<std::string> attack(const std::vector<std::string>& words);

}  // namespace kata::sandbox

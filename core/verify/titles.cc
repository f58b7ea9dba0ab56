#include "verify/titles.h"

#include "catalog/keys.h"
#include "catalog/yaml.h"
#include "verify/solutions.h"

namespace kata::verify {

Excuses read_excuses(const catalog::Topic& topic, const std::string& exercise) {
  Excuses out;
  std::vector<catalog::Problem> told_when_it_is_compiled;
  for (const char* suffix : {".titles.yaml", ".yaml"}) {
    const auto root = catalog::read_yaml(author_folder(topic) / "tests" / (exercise + suffix), told_when_it_is_compiled);
    for (std::size_t i = 0; root && i < root->keys.size(); ++i) {
      const std::string& test = root->keys[i].text;
      if (test == catalog::kInputs) {
        for (const auto& key : catalog::kInputsKeys) {
          if (const auto* why = root->items[i].find(key.name)) out.inputs[key.name] = why->text;
        }
        continue;
      }
      if (const auto* why = root->items[i].find("stays")) out.stays[test] = why->text;
      if (const auto* why = root->items[i].find("accepts_junk")) out.accepts_junk[test] = why->text;
    }
  }
  return out;
}

}  // namespace kata::verify

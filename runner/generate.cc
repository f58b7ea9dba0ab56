// kata-generate man|bash|zsh|fish|schema|tests-schema LANGUAGE LOCALE_FOLDER: what an install ships besides programs, on standard
// output. Runs at build time.
#include <cstdio>
#include <iostream>
#include <map>
#include <string>

#include "base/words.h"
#include "catalog/keys.h"
#include "runner/manual.h"

int main(int argc, char** argv) {
  using namespace kata::cli;
  const std::map<std::string, std::string (*)()> kinds = {{"man", man_page},           {"bash", bash_completion},
                                                          {"zsh", zsh_completion},     {"fish", fish_completion},
                                                          {"schema", kata::catalog::topic_schema},
                                                          {"tests-schema", kata::catalog::tests_schema}};
  const auto kind = kinds.find(argc == 4 ? argv[1] : "");
  if (kind == kinds.end()) {
    std::cerr << "usage: kata-generate man|bash|zsh|fish|schema|tests-schema LANGUAGE LOCALE_FOLDER\n";
    return 2;
  }
  kata::speak(argv[2], argv[3]);
  std::cout << kind->second();
  return std::cout.flush() ? 0 : 1;
}

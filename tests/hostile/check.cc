// kata-check-hostile CASE…: tries each case of the corpus and says what was not as it must be; exit code 1 if anything was.
#include <iostream>

#include "hostile/trial.h"

int main(int argc, char** argv) {
  int wrong = 0;
  try {
    for (int i = 1; i < argc; ++i) {
      for (const auto& difference : kata::hostile::try_case(kata::hostile::read_case(argv[i]))) {
        std::cout << argv[i] << ": " << difference << '\n';
        ++wrong;
      }
    }
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 4;
  }
  return wrong == 0 ? 0 : 1;
}

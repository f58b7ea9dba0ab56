#include <algorithm>

#include "runner/command.h"

int main(int argc, char** argv) {
  kata::cli::StandardOutput output;
  return kata::cli::run({argv + std::min(argc, 1), argv + argc}, output, kata::cli::make_session_worker);
}

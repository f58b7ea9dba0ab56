// Another program, run to its end. Thread-safe.
#pragma once

#include <string>
#include <vector>

namespace kata {

struct Program {
  std::vector<std::string> command;   // its first word is looked up in PATH
  int in = -1;                        // what it has as standard input; -1: nothing
  int out = -1, err = -1;             // and as output and errors; -1: those of Finished
};

struct Finished {
  int status = 0;                     // wait()'s
  std::string out, err;               // files rather than pipes: nobody waits for anybody
};

// Throws Error where it cannot be started.
Finished run_program(const Program& program);

}  // namespace kata

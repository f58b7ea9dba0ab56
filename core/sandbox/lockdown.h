// From a fork of init to the learner's process: everything that a learner may not do is given up here, once and for good.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "sandbox/plan.h"

namespace kata::sandbox {

struct ModuleStart {
  int input, output, error, control;   // become 0, 1, 2, 3
  std::vector<int> writable;           // the box's folders
  std::vector<int> readable;           // the submission, /proc
  int program = -1;                    // executed instead of the plan's language
  std::span<const std::string> command;
};

// In a fresh fork of init. Tells init on `control` when it is locked in: one byte, with the descriptor on which forbidden
// calls are told. A language then serves orders; a program or command waits for one byte and is executed.
[[noreturn]] void become_module(const Plan& plan, const ModuleStart& start);

// Limits of one process, set on the module process from outside; its children inherit them. Throws kata::Error.
void limit_process(const Plan& plan, pid_t pid, const Limits& limits, unsigned own_processes, bool address_space);

}  // namespace kata::sandbox

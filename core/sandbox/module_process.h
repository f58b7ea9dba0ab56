// The module process, or the fresh process of one test, as init holds it.
#pragma once

#include <sys/types.h>

#include <cstdint>

#include "base/unique_fd.h"
#include "sandbox/box_folders.h"
#include "sandbox/capture.h"
#include "sandbox/lockdown.h"

namespace kata::sandbox {

struct ModuleProcess {
  pid_t pid = -1;
  UniqueFd control;    // orders go here; its words are not trusted once learner code ran
  UniqueFd listener;   // forbidden system calls are told here

  bool alive() const { return pid > 0; }
};

struct Program {
  int fd = -1;                          // a program to execute, or
  int input = -1;                       // its standard input; -1: /dev/null
  std::span<const std::string> command; // a command, or neither: the plan's language
  bool language() const { return fd < 0 && command.empty(); }
};

// Forks init, locks the child in and returns when it is. Throws kata::Error when that failed: a fault of ours.
ModuleProcess start_module(const Plan& plan, const BoxFolders& folders, const Capture& capture, const Program& program);

// One order of module.h; a channel may go with it. False: the process is gone. Throws kata::Error as start_module does.
bool give_order(const ModuleProcess& module, char order, int channel);

}  // namespace kata::sandbox

// Which protections hold on this machine, found by trying each of them in a child, not by assumption.
#pragma once

#include <string>
#include <vector>

#include "sandbox/zygote.h"

namespace kata::sandbox {

struct Protection {
  // Append only: "namespaces", "id_maps", "own_uid", "root_filesystem", "landlock", "seccomp", "no_new_privs", "rlimits",
  // "cgroup_memory", "time_accounting", "network". Their names for people are in runner/doctor.cc.
  std::string id;
  bool essential = false;   // without it grade refuses, unless told --isolation=none
  bool holds = false;
  std::string found;        // what was seen: "unshare(CLONE_NEWUSER): Operation not permitted"
  std::string remedy;       // the one command that mends it, "" where there is none or none is needed
};

struct Diagnosis {
  Isolation isolation = Isolation::none;   // the level that boxes get here
  std::vector<Protection> protections;
};

// Takes a few milliseconds; forks. `native_zygote`: the path of kata-zygote-native, "" to try without it.
Diagnosis diagnose(const std::string& native_zygote);

}  // namespace kata::sandbox

// Which protections hold on this machine: found by starting a box and trying, not by assuming.
#pragma once

#include <string>
#include <vector>

#include "sandbox/zygote.h"

namespace kata::sandbox {

// One protection. The ids are stable; people's words for them are the reporter's. Append only:
// namespaces, own_id, no_capabilities, no_new_privileges, system_calls, file_system_rules, host_files, kernel_switches,
// other_processes, network, process_limit, disk_limit, time_limit, memory_limit, memory_group.
struct Check {
  std::string id;
  bool holds = false;
  bool essential = false;  // `grade` refuses to go on without it
  std::string fact;        // what was seen, in English, for the technical line: "open /etc/shadow: Permission denied"
  std::string mend;        // the one command that mends it; empty when it holds or nothing would
};

struct SelfTest {
  Isolation level = Isolation::none;
  std::string note;            // why it is not the full one
  std::vector<Check> checks;   // in the order above
};

// `zygote`: kata-zygote-native; `probe`: kata-box-probe. Takes about half a second. Throws kata::Error when not even the
// zygote starts.
SelfTest self_test(const std::string& zygote, const std::string& probe, Isolation at_most = Isolation::full);

// The command that makes new namespaces possible here, as the files of /proc/sys below `root` tell; exposed for tests.
std::string mend_namespaces(const std::string& root = "");

}  // namespace kata::sandbox

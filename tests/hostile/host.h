// The host before and after a run, as facts that can be compared; and the processes that Kata started. Thread rule: one thread.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "hostile/canary.h"

namespace kata::hostile {

// "file /tmp/x" -> "owner 1000, 5 bytes …". Of shared folders only what boxes may have made: files that belong to an id of the
// boxes or, where nobody else has it, to the caller's id, and those whose name begins with "hostile-left".
using Facts = std::map<std::string, std::string>;
Facts files_below(const std::filesystem::path& room);      // every one, in a folder of one's own; but for its "cache"
Facts files_of_boxes(const std::filesystem::path& room);   // in shared folders, but for `room`
Facts mounts();
Facts ipc_objects();
Facts cgroups();
Facts limits_of(pid_t pid);
Facts own_state();                                         // descriptors, limits, priority, signals, host name … of the caller
Facts host(const std::filesystem::path& room);             // all of those

Differences compare(const Facts& before, const Facts& after);

// Every descendant: its pid and the names of those between, "kata-zygote-pyt/kata-init/…", its own at the end.
std::map<pid_t, std::string> descendants(pid_t of);
pid_t parent_of(pid_t pid);

// The caller adopts what its descendants leave behind, so that nothing can hide from the two below.
void adopt_orphans();
// While a session lives and grades nothing: hosts without graders, zygotes with at most one box in reserve. What is just ending
// may take `patience` for it.
Differences processes_of_idle_session(std::chrono::milliseconds patience = std::chrono::seconds(5));
// After the session: none at all.
Differences processes_left(std::chrono::milliseconds patience = std::chrono::seconds(5));

}  // namespace kata::hostile

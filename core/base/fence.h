// The protections of boxes and graders, one by one. In what is released each stands: `stands` is a constant there, so that no
// program can be told to do without one. The tests build the same sources again with KATA_FENCES_FALL and let one fall at a
// time, to see that another stops what it is there for (SECURITY.md has the table of that).
#pragma once

namespace kata {

enum class Fence {
  user_namespace, pid_namespace, mount_namespace, own_root, network_namespace, ipc_namespace, uts_namespace,
  own_ids,            // init and the learner have different ids, as root
  host_ids,           // which are nobody's on the host, as root
  capabilities, bounding_set, no_new_privs, nested_namespaces, session_keyring, init_undumpable, closed_descriptors,
  read_only_root, mount_flags, hidden_folders, proc_subset, landlock, sealed_program,
  calls_tracing, calls_kernel, calls_io_uring, calls_mounts, calls_namespaces, calls_keys, calls_administration, calls_handles,
  calls_memory_files, calls_devices, calls_ipc, calls_sockets, calls_others, calls_terminal, calls_personality, foreign_abi,
  limit_processes, limit_files, limit_file_size, limit_core, limit_locked_memory, limit_cpu, limit_address_space,
  watch_cpu, watch_wall, watch_sleepers, watch_memory, watch_output, disk_size,
  kill_between_tests, empty_between_tests, nothing_shared,
  grader_id, grader_descriptors, grader_limits, grader_no_new_privs, grader_undumpable, grader_landlock, grader_calls,
};

#ifdef KATA_FENCES_FALL
bool stands(Fence fence);
#else
constexpr bool stands(Fence) { return true; }
#endif

}  // namespace kata

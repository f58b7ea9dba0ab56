// Frames on a socket that forked processes share. Until the learner's code forks, this is wire.h; afterwards writers and readers
// take turns under a lock in shared memory, and a reader leaves alone what is for another process: an invoke's id tells whose it is.
#pragma once

#include <cstdint>

#include "kata/value.h"

namespace kata::python {

bool write_shared_frame(int fd, const Value& frame);
// Waits. False: the peer is gone. Without the interpreter's lock.
bool read_shared_frame(int fd, Value& frame);
bool is_next_frame_ours(int fd);

// The ids of this process's invokes begin here.
std::uint64_t first_id_of_process();

// Installs the fork handlers; the calling process is the one that takes requests.
void share_channel(void (*in_child)());

}  // namespace kata::python

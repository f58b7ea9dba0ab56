// Frames on a socket that threads and forked processes share: writers and readers take turns under locks in shared memory, which
// are there before the first fork, for a thread may be in the middle of a frame then. Once the learner's code has forked, a reader
// leaves alone what is for another process: an invoke's id tells whose it is.
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
// No other thread and no forked process may be using it.
void leave_shared_channel();

}  // namespace kata::python

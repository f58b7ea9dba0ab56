// Whether Kata itself is built with a sanitizer, and what that takes: the one place that knows.
#pragma once

#include <signal.h>

namespace kata {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool kSanitized = true;
#else
inline constexpr bool kSanitized = false;
#endif

// A sanitizer's shadow is terabytes of address space, so that cannot be limited.
inline constexpr bool kCanLimitAddressSpace = !kSanitized;

// Of an exercise's limits. Every allocation is watched, keeps a margin and is kept for a while after it was freed.
inline constexpr int kMoreTime = kSanitized ? 3 : 1;
inline constexpr int kMoreMemory = kSanitized ? 3 : 1;

// A sanitizer takes the signals of a crash to report them and then exits. From here on a crash is the doing of a learner or
// an author, and is to be seen as the signal that it is.
inline void leave_crashes_to_the_kernel() {
  if constexpr (kSanitized)
    for (const int crash : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT}) ::signal(crash, SIG_DFL);
}

}  // namespace kata

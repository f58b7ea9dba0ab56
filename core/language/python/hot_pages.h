// The pages that every test's child writes to, and so has to copy: known from a fork that played a test, and copied ahead by a
// child that waits for its request. Where the kernel can't tell (before Linux 5.14, or without /proc) nothing is copied ahead.
// Thread rule: one thread.
#pragma once

#include <functional>

namespace kata::python {

// Forks a process that plays and tells which pages were its own afterwards. Throws kata::Error when it cannot be started.
void find_hot_pages(const std::function<void()>& play);

// Until `channel` has something to read.
void copy_hot_pages(int channel);

}  // namespace kata::python

// The system's refusals, made on purpose: test-only programs are linked with --wrap, so that these calls of theirs go through
// seam.cc. Nothing of it is in a program that is installed.
#pragma once

#include <atomic>
#include <filesystem>

namespace kata::faults {

enum class Call : int {
  process,      // fork, clone, posix_spawn: EAGAIN
  descriptor,   // socketpair, pipe2, memfd_create, epoll_create1, signalfd, eventfd, open, openat: EMFILE
  write,        // write and pwrite to files: ENOSPC; to pipes and sockets: ENOBUFS
  send,         // send and sendmsg: ENOBUFS
  read,         // read and recv give no more than one byte, where a stream or a file may
};
enum class Program : int { none, supervisor, topic_host, zygote };   // a zygote with its boxes' inits, and no process that is the learner's

constexpr int kAll = -1;

// In a file that the programs share: beside each of them, under this name.
constexpr const char* kPlan = "fault-plan";
struct Plan {
  std::atomic<Program> program;
  std::atomic<Call> call;
  std::atomic<int> at;       // the n-th such call fails, from 1; kAll: each
  std::atomic<int> seen;     // such calls so far, of all processes of the program
};
static_assert(std::atomic<int>::is_always_lock_free && std::atomic<Program>::is_always_lock_free);

// The plan in this folder, made where there is none. The process that calls it is the supervisor.
Plan& plan_in(const std::filesystem::path& folder);

}  // namespace kata::faults

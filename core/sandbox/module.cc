#include "sandbox/module.h"

#include <errno.h>
#include <linux/sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <string>
#include <utility>

#include "base/fence.h"

namespace kata::sandbox {
namespace {

const std::string& box_dir() {
  static const std::string dir = [] {
    const char* set = ::getenv("KATA_BOX");
    return std::string(set ? set : "/box");
  }();
  return dir;
}

// Receives one order; false: init is gone.
bool receive_order(char& order, int& channel) {
  alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int))];
  iovec piece{&order, 1};
  msghdr message{};
  message.msg_iov = &piece;
  message.msg_iovlen = 1;
  message.msg_control = control;
  message.msg_controllen = sizeof control;
  ssize_t size;
  do size = ::recvmsg(kControlFd, &message, MSG_CMSG_CLOEXEC);
  while (size < 0 && errno == EINTR);
  channel = -1;
  if (size != 1) return false;
  if (cmsghdr* header = CMSG_FIRSTHDR(&message)) memcpy(&channel, CMSG_DATA(header), sizeof channel);
  return true;
}

void answer(int32_t word) { (void)!::send(kControlFd, &word, sizeof word, MSG_NOSIGNAL); }

// Where glibc keeps the thread's id; the kernel writes the child's there, so that glibc is right about itself.
void* thread_id_address() {
  void* address = nullptr;
  return ::prctl(PR_GET_TID_ADDRESS, &address, 0, 0, 0) == 0 ? address : nullptr;
}

pid_t fork_beside() {
  static void* const thread_id = thread_id_address();
  unsigned long flags = CLONE_PARENT | SIGCHLD;
  if (thread_id) flags |= CLONE_CHILD_SETTID | CLONE_CHILD_CLEARTID;
  return static_cast<pid_t>(::syscall(SYS_clone, flags, nullptr, nullptr, thread_id, 0L));
}

// A landlock domain of the child's own: it may neither signal nor trace nor read the memory of the module process.
// Kernels before landlock's ABI 6 refuse the attribute; then the box's own domain is all there is.
void enter_own_domain() {
  if (!stands(Fence::landlock)) return;
  struct {
    uint64_t fs, net, scoped;
  } attribute{0, 0, 3};  // abstract unix sockets, signals
  const int ruleset = static_cast<int>(::syscall(444, &attribute, sizeof attribute, 0));
  if (ruleset < 0) return;
  ::syscall(446, ruleset, 0);
  ::close(ruleset);
}

[[noreturn]] void serve_test(Language& language, int channel) {
  ::close(kControlFd);
  enter_own_domain();
  language.serve(channel);
  ::_exit(0);
}

void start_test(Language& language, int channel) {
  const pid_t child = fork_beside();
  if (child == 0) serve_test(language, channel);
  answer(child);
}

}  // namespace

const char* submission_dir() {
  static const std::string dir = box_dir() + "/submission";
  return dir.c_str();
}

const char* work_dir() {
  static const std::string dir = box_dir() + "/work";
  return dir.c_str();
}

[[noreturn]] void run_module(Language& language) {
  for (;;) {
    char order = 0;
    int channel = -1;
    if (!receive_order(order, channel)) ::_exit(0);
    if (order == 'T') {
      start_test(language, channel);
    } else {
      language.load(channel);
      if (order == 'L') ::close(std::exchange(channel, -1));   // init counts what is open
      answer(0);
      if (order == 'F') {
        ::close(kControlFd);
        language.serve(channel);
        ::_exit(0);
      }
    }
    ::close(channel);
  }
}

}  // namespace kata::sandbox

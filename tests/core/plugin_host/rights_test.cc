// What an attacker who owns a grader can do: nothing but lie about this one submission. Each attack is tried with every fence,
// with each of them away alone and with all of them away.
#include "plugin_host/rights.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <functional>

#include "base/error.h"
#include "base/unique_fd.h"
#include "core/base/fences.h"

namespace kata {

namespace {
std::vector<Fence> fallen;   // in the process that a test forked
}

bool stands(Fence fence) { return std::find(fallen.begin(), fallen.end(), fence) == fallen.end(); }

namespace plugin_host {
namespace {

// What a grader has no business with; of its own user, so that it alone is in its way.
class Bait {
 public:
  Bait() {
    char path[] = "/tmp/kata-bait-XXXXXX";
    file_.reset(::mkstemp(path));
    path_ = path;
    if (::write(file_.get(), "bait", 4) != 4) std::abort();
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address_;
    listener_.reset(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (::bind(listener_.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 || ::listen(listener_.get(), 64) != 0 ||
        ::getsockname(listener_.get(), reinterpret_cast<sockaddr*>(&address_), &size) != 0)
      std::abort();
    ::signal(SIGUSR1, SIG_IGN);
    ::prctl(PR_SET_DUMPABLE, 1);   // who changed its user is not
  }
  ~Bait() { ::unlink(path_.c_str()); }
  Bait(const Bait&) = delete;
  Bait& operator=(const Bait&) = delete;

  bool opens() const { return UniqueFd(::open(path_.c_str(), O_RDWR | O_CLOEXEC)).get() >= 0; }
  bool writes() const { return ::write(file_.get(), "more", 4) == 4; }
  bool calls() const {
    const UniqueFd caller(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    return ::connect(caller.get(), reinterpret_cast<const sockaddr*>(&address_), sizeof address_) == 0;
  }

 private:
  std::string path_;
  UniqueFd file_, listener_;
  sockaddr_in address_{};
};

const Bait& bait() {
  static const Bait bait;
  return bait;
}

bool starts_a_process() {
  const long child = ::syscall(SYS_clone, SIGCHLD, nullptr, nullptr, nullptr, 0L);
  if (child == 0) ::_exit(0);
  return child > 0;
}

bool reads_its_host() {
  static char secret[8] = "secret", copy[8];
  const iovec here{copy, sizeof copy}, there{secret, sizeof secret};
  return ::process_vm_readv(::getppid(), &here, 1, &there, 1, 0) > 0;
}

struct Attack {
  Stopped stopped;
  std::function<bool()> succeeds;
};

const std::vector<Attack>& attacks() {
  using enum Fence;
  static const std::vector<Attack> all = {
      {{"opens a file", {grader_id, grader_landlock, grader_calls}}, [] { return bait().opens(); }},
      {{"writes into a file that the topic host has open", {grader_descriptors, grader_limits}}, [] { return bait().writes(); }},
      {{"starts a process", {grader_calls, grader_limits}}, starts_a_process},
      {{"calls a listener of the host", {grader_calls, grader_landlock}}, [] { return bait().calls(); }},
      {{"signals the topic host", {grader_calls, grader_landlock, grader_id}}, [] { return ::kill(::getppid(), SIGUSR1) == 0; }},
      {{"reads the memory of the topic host", {grader_calls, grader_landlock, grader_id}}, reads_its_host},
  };
  return all;
}

bool root() { return ::geteuid() == 0; }

std::vector<Fence> here(std::vector<Fence> fences) {
  if (!root()) std::erase(fences, Fence::grader_id);
  return fences;
}

// In a grader's place: a fork that dropped its rights, but for those.
bool succeeds(const std::vector<Fence>& without, const std::function<bool()>& attack) {
  bait();
  const pid_t grader = ::fork();
  if (grader == 0) {
    fallen = without;
    try {
      drop_rights({});
    } catch (const Error&) {
      ::_exit(2);
    }
    ::_exit(attack() ? 0 : 1);
  }
  int status = 0;
  ::waitpid(grader, &status, 0);
  EXPECT_FALSE(WIFEXITED(status) && WEXITSTATUS(status) == 2) << "its rights cannot be dropped";
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

TEST(GradersRights, StopEachAttackWithoutAnyOneOfThem) {
  for (const Attack& each : attacks()) {
    EXPECT_FALSE(succeeds({}, each.succeeds)) << each.stopped.attack;
    for (const Fence fence : here(each.stopped.by)) EXPECT_FALSE(succeeds({fence}, each.succeeds)) << each.stopped.attack << " without " << name_of(fence);
  }
}

TEST(GradersRights, AreAllThatStopsAnAttack) {
  for (const Attack& each : attacks()) EXPECT_TRUE(succeeds(here(each.stopped.by), each.succeeds)) << each.stopped.attack;
}

// Another process of the same user, as long as it is no box.
bool is_readable(const std::vector<Fence>& without) {
  int ready[2], done[2];
  if (::pipe2(ready, O_CLOEXEC) != 0 || ::pipe2(done, O_CLOEXEC) != 0) std::abort();
  const UniqueFd hears_ready(ready[0]), hears_done(done[0]);
  UniqueFd says_ready(ready[1]), says_done(done[1]);
  const pid_t grader = ::fork();
  if (grader == 0) {
    says_done.reset();
    fallen = without;
    drop_rights({says_ready.get(), hears_done.get()});
    char byte = 0;
    (void)!::write(says_ready.get(), "", 1);
    (void)!::read(hears_done.get(), &byte, 1);
    ::_exit(0);
  }
  says_ready.reset();   // so that a grader that died is not waited for
  char byte;
  EXPECT_EQ(::read(hears_ready.get(), &byte, 1), 1) << "its rights cannot be dropped";
  const std::string memory = "/proc/" + std::to_string(grader) + "/mem";
  const bool readable = UniqueFd(::open(memory.c_str(), O_RDONLY | O_CLOEXEC)).get() >= 0;
  says_done.reset();
  ::waitpid(grader, nullptr, 0);
  return readable;
}

TEST(GradersRights, LetNobodyOfTheSameUserReadIt) {
  if (root()) {   // who may read everything
    EXPECT_TRUE(is_readable({}));
    return;
  }
  EXPECT_FALSE(is_readable({}));
  EXPECT_TRUE(is_readable({Fence::grader_undumpable}));
}

TEST(GradersRights, CannotBeDroppedWithoutNoNewPrivileges) {
  const pid_t grader = ::fork();
  if (grader == 0) {
    fallen = {Fence::grader_no_new_privs};
    try {
      drop_rights({});
    } catch (const Error&) {
      ::_exit(0);
    }
    ::_exit(1);
  }
  int status = 1;
  ::waitpid(grader, &status, 0);
  EXPECT_EQ(status, 0);
}

std::vector<Stopped> rows() {
  std::vector<Stopped> out;
  for (const Attack& each : attacks()) out.push_back(each.stopped);
  out.push_back({"reads the grader, as another process of the same user", {Fence::grader_undumpable}, "of a box that is, its pid namespace and landlock besides"});
  out.push_back({"gets rights by executing something", {Fence::grader_no_new_privs}, "the kernel puts on neither landlock nor seccomp without it: nothing is graded", true});
  return out;
}

TEST(GradersRights, AreDescribedInSecurity) {
  EXPECT_EQ(table_in_security("fences of a grader"), table_of(fences(Fence::grader_id, Fence::grader_calls), rows()));
}

}  // namespace
}  // namespace plugin_host
}  // namespace kata

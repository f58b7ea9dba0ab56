// No attack is stopped by one fence only, or it is known. Each is tried with every fence, with each fence away alone and, so that it
// is known to be an attack and those to be its fences, with all of them away.
#include "core/base/fences.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <linux/keyctl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <optional>

#include "base/error.h"
#include "test_box.h"

namespace kata::sandbox {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using testing::StartsWith;

// What a box must not reach, set out for it: open to everybody, so that nothing but the box keeps it away.
class Bait {
 public:
  Bait() {
    char folder[] = "/tmp/kata-bait-XXXXXX";
    folder_ = ::mkdtemp(folder);
    fs::permissions(folder_, fs::perms(0777));
    std::ofstream(file()) << "bait";
    fs::copy_file("/usr/bin/id", folder_ / "id");
    fs::permissions(folder_ / "id", fs::perms(04755));
    listen_on_loopback(SOCK_STREAM, tcp_, tcp_port_);
    listen_on_loopback(SOCK_DGRAM, udp_, udp_port_);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path + 1, name().data(), name().size());
    name_.reset(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + name().size());
    if (::bind(name_.get(), reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(name_.get(), 64) != 0) std::abort();
    segment_ = ::shmget(key(), 4096, IPC_CREAT | 0666);
    ::syscall(SYS_keyctl, KEYCTL_JOIN_SESSION_KEYRING, nullptr);
    const long secret = ::syscall(SYS_add_key, "user", "kata-bait", "bait", 4, KEY_SPEC_SESSION_KEYRING);
    ::syscall(SYS_keyctl, KEYCTL_SETPERM, secret, 0x3f3f3f3f);
    ::signal(SIGUSR1, SIG_IGN);
    ::prctl(PR_SET_DUMPABLE, 1);   // who changed its user is not
  }
  ~Bait() {
    fs::remove_all(folder_);
    fs::remove(file());
    ::shmctl(segment_, IPC_RMID, nullptr);
  }
  Bait(const Bait&) = delete;
  Bait& operator=(const Bait&) = delete;

  std::string folder() const { return folder_; }   // shown to the box
  std::string file() const { return folder_.string() + "-file"; }
  std::string set_uid_program() const { return folder_ / "id"; }
  std::string name() const { return "kata-bait-" + folder_.filename().string(); }
  key_t key() const { return static_cast<key_t>(0x4b000000 + ::getpid()); }
  int tcp_port() const { return tcp_port_; }
  int udp_port() const { return udp_port_; }

 private:
  static void listen_on_loopback(int type, UniqueFd& fd, int& port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    fd.reset(::socket(AF_INET, type | SOCK_CLOEXEC, 0));
    if (::bind(fd.get(), generic, size) != 0 || (type == SOCK_STREAM && ::listen(fd.get(), 64) != 0) ||
        ::getsockname(fd.get(), generic, &size) != 0)
      std::abort();
    port = ntohs(address.sin_port);
  }

  fs::path folder_;
  UniqueFd tcp_, udp_, name_;
  int tcp_port_ = 0, udp_port_ = 0, segment_ = -1;
};

bool root() { return ::geteuid() == 0; }

// Fences that are there for this user.
std::vector<Fence> here(const std::vector<Fence>& fences) {
  std::vector<Fence> out;
  for (const Fence fence : fences)
    if (root() || (fence != Fence::own_ids && fence != Fence::host_ids)) out.push_back(fence);
  return out;
}

struct Trying {
  Trying(const Bait& bait, const std::vector<Fence>& fallen, const Limits& limits, const std::string& load)
      : zygote({.executable = program("kata-zygote-falling"), .arguments = {argument(fallen)}, .readable = {bait.folder()}}),
        box(zygote, {{"load", load}}, limits),
        limits(limits) {
    box.load(limits);
  }
  static std::string argument(const std::vector<Fence>& fallen) {
    std::string out = "--fallen=";
    for (const Fence fence : fallen) out += (out.back() == '=' ? "" : ",") + std::to_string(static_cast<int>(fence));
    return out;
  }
  std::string answer(const std::string& command) {
    Channel channel = box.begin(limits);
    const std::string text = channel.ask(command).value_or("the process is gone");
    box.box().end_test();
    return text;
  }
  Zygote zygote;
  TestBox box;
  Limits limits;
};

struct Attack {
  Stopped stopped;
  std::function<bool(Trying&)> succeeds;
  bool provable = true;   // with all its fences away it succeeds here; else the remark says what stops it then
  std::vector<Fence> also = {};   // to be away for that, since they stop it on some kernels
  Limits limits = {};
  std::string load = {};          // commands
};

// Laid out while the tests run, and taken away by them: their process ends without the destructors of what is static.
class Fences : public testing::Test {
 protected:
  static void SetUpTestSuite() { bait_.emplace(); }
  static void TearDownTestSuite() { bait_.reset(); }
  static inline std::optional<Bait> bait_;
  friend const Bait& bait();
};

const Bait& bait() { return *Fences::bait_; }

// The process that answers is the attacker's; it must be well afterwards, and the box, too.
auto works(const std::string& command) {
  return [command](Trying& in) { return in.answer(command).starts_with("ok"); };
}

auto runs_on(const std::string& command) {
  return [command](Trying& in) {
    Channel channel = in.box.begin(in.limits);
    const bool answered = channel.ask(command).value_or("").starts_with("ok");
    const Ended ended = in.box.box().end_test();
    return answered && ended.cause == Cause::running;
  };
}

bool sleeps_on(Trying& in) {
  Channel channel = in.box.begin(in.limits);
  channel.tell("sleep");
  ::usleep(700'000);   // the sum of its limits, and more
  return in.box.box().end_test().cause == Cause::running;
}

bool kills_init(Trying& in) {
  try {
    in.answer("kill " + in.answer("getppid").substr(3) + " 9");
    return !in.answer("hello").starts_with("ok");
  } catch (const Error&) {
    return true;
  }
}

bool leaves_a_process(Trying& in) {
  const auto count = [&] {
    const std::string pids = in.answer("processes");
    return std::count(pids.begin(), pids.end(), ' ');
  };
  const auto before = count();
  in.answer("daemon");
  return count() > before;
}

bool leaves_a_file(Trying& in) {
  in.answer("create left");
  return in.answer("stat left").starts_with("ok");
}

bool shares_memory(Trying& in) { return in.answer("write_shared").starts_with("ok") && in.answer("read_shared") == "ok 1"; }

bool has_more_descriptors(Trying& in) { return in.answer("descriptors") != "ok 0 1 2 4"; }

bool names_the_host(Trying& in) {
  char name[65] = {};
  ::gethostname(name, sizeof name - 1);
  return in.answer(std::string("name_the_host ") + name).starts_with("ok") && in.answer("hostname") == std::string("ok ") + name;
}

constexpr Limits kSmall{.memory = 16u << 20, .processes = 600, .files = 128, .disk = 16u << 20};
constexpr Limits kShort{.cpu = milliseconds(100), .wall = milliseconds(400)};

std::vector<Attack> attacks() {
  using enum Fence;
  const Bait& b = bait();
  const std::string self = std::to_string(::getpid());
  const std::vector<Attack> all = {
      {{"reads a file of the host", {own_root, landlock}}, works("open_read " + b.file())},
      {{"reads a file of the host by io_uring", {calls_io_uring, own_root, landlock}}, works("open_by_ring " + b.file()), true, {limit_locked_memory}},
      {{"writes into what the box may read", {read_only_root, landlock}}, works("create " + b.folder() + "/written")},
      {{"reads what /usr/local has", {hidden_folders, landlock}}, works("open_read /usr/local/bin")},
      {{"reads a switch of the kernel", {proc_subset}, "who may not write them learns which kernel and which settings the machine has"},
       works("open_read /proc/sys/kernel/osrelease")},
      {{"turns a switch of the kernel", {proc_subset, landlock, host_ids}, "they are root's"}, works("open_write /proc/sys/kernel/core_pattern"), root()},
      {{"fills the disk by one file", {limit_file_size, disk_size}}, works("write_one_file a 40")},
      {{"fills the disk by many files", {disk_size}, "on a machine without swap, the watch over memory counts the disk as well"},
       works("link_many 4500"), true, {}, {.cpu = std::chrono::seconds(20), .wall = std::chrono::seconds(60)}},
      {{"reads the environment of a process of the host", {pid_namespace, landlock, host_ids, user_namespace, capabilities}}, works("open_read /proc/" + self + "/environ"),
       root()},   // another user has a namespace more, the zygote's
      {{"signals a process of the host", {pid_namespace, landlock, host_ids}}, works("kill " + self + " 10")},
      {{"kills init", {pid_namespace, landlock, own_ids}}, kills_init},
      {{"reads the memory of init", {calls_tracing, landlock, init_undumpable, own_ids, capabilities}}, works("read_memory 1")},
      {{"limits init", {calls_others, own_ids}, "as an ordinary user the only fence: init has the learner's id there, and would end the box, at no profit"},
       works("limit_another 1")},
      {{"calls the loopback of the host", {network_namespace, landlock, calls_sockets}}, works("reach_port tcp " + std::to_string(b.tcp_port()))},
      {{"sends a datagram to the loopback of the host", {network_namespace, calls_sockets}}, works("reach_port udp " + std::to_string(b.udp_port()))},
      {{"calls an abstract name of the host", {network_namespace, landlock}}, works("reach_name " + b.name())},
      {{"speaks to the hypervisor (vsock), or to a family of the kernel's", {calls_sockets}, "these belong to no namespace; the kernel is shared"},
       works("socket " + std::to_string(AF_VSOCK))},
      {{"finds shared memory of the host", {ipc_namespace, calls_ipc}}, works("find_segment " + std::to_string(b.key()))},
      {{"names the host anew", {uts_namespace, user_namespace, calls_administration, capabilities, own_ids}, "who has no rights on the host names it nothing"}, names_the_host, false},
      {{"mounts", {calls_mounts, landlock, capabilities, own_ids}}, works("mount")},
      {{"makes a namespace by clone", {calls_namespaces, nested_namespaces}}, works("clone 0x10000000")},
      {{"makes a namespace by clone3", {calls_namespaces, nested_namespaces}}, works("clone3 0x10000000")},
      {{"makes a namespace by unshare", {calls_namespaces, nested_namespaces}}, works("syscall " + std::to_string(SYS_unshare) + " 0x10000000")},
      {{"finds a key of who runs kata", {calls_keys, session_keyring}}, works("find_key kata-bait")},
      {{"makes a device", {calls_devices, landlock, mount_flags, capabilities}, "who has no rights on the host makes none"}, works("make_device"), false},
      {{"opens a file by its handle", {calls_handles, capabilities, user_namespace}, "who has no rights on the host opens none"}, works("open_handle"), false},
      {{"runs a set-uid program", {mount_flags, bounding_set}, "no_new_privs"}, works("become_root " + b.set_uid_program()), false},
      {{"sets up io_uring", {calls_io_uring}, "the kernel is shared; what its operations reach is stopped by the others, and newer kernels count it as locked memory"},
       works("set_up_ring"), true, {limit_locked_memory}},
      {{"counts events of the processor", {calls_kernel}, "the kernel is shared; kernel.perf_event_paranoid may forbid it too"}, works("count_events"), false},
      {{"handles page faults", {calls_kernel}, "the kernel is shared"}, works("handle_faults")},
      {{"loads a program into the kernel", {calls_kernel}, "the kernel is shared; kernel.unprivileged_bpf_disabled may forbid it too"}, works("load_program"), false},
      {{"changes how the kernel treats it", {calls_personality}, "it changes nothing but itself"}, works("syscall " + std::to_string(SYS_personality) + " 0x0400000")},
      {{"types into the terminal of who runs kata", {calls_terminal, closed_descriptors}, "no process of a box has a terminal"}, works("type"), false},
#if defined(__x86_64__)
      {{"makes a namespace by a call of i386", {foreign_abi, nested_namespaces}}, works("call_32 310 0x10000000")},
      {{"makes a namespace by a call of x32", {foreign_abi, nested_namespaces}, "most kernels have no x32"},
       works("syscall " + std::to_string(0x40000000 + SYS_unshare) + " 0x10000000"), false},
#endif
      {{"has many processes", {limit_processes, watch_memory}}, runs_on("fork_times 400"), true, {}, {.cpu = std::chrono::seconds(20), .wall = std::chrono::seconds(60), .memory = 4u << 20}},
      {{"has many descriptors", {limit_files}, "files that are open cost the kernel's memory, which a group of the kernel's counts where kata has one"},
       works("open_times 200")},
      {{"has its memory written down when it crashes", {limit_core}, "a host may start a program of its own for each crash"},
       works("limit_is_above " + std::to_string(RLIMIT_CORE) + " 1")},
      {{"holds secret memory", {calls_memory_files, limit_locked_memory}}, works("hold_secret_memory")},
      {{"holds memory that no process has mapped", {calls_memory_files},
        "a file is no larger than the disk's limit, descriptors are counted, and a group of the kernel's counts it where kata has one"},
       runs_on("hold_memory_files 4 8"), true, {}, kSmall},
      {{"takes memory", {watch_memory}, "a group of the kernel's is the other one where kata has one"}, runs_on("touch_memory 64"), true, {}, kSmall},
      {{"takes addresses", {limit_address_space}, "they cost nothing until they are used, which the watch over memory sees"},
       works("limit_is_above " + std::to_string(RLIMIT_AS) + " " + std::to_string(std::uint64_t{17} << 30))},
      {{"computes without end", {watch_cpu, watch_wall}}, runs_on("burn 0.6"), true, {}, kShort},
      {{"computes without end when init is gone", {limit_cpu}, "init is pid 1, and all of the box ends with it"}, works("limit_is_above " + std::to_string(RLIMIT_CPU) + " 1000")},
      {{"sleeps without end", {watch_sleepers, watch_wall}}, sleeps_on, true, {}, kShort},
      {{"prints without end", {watch_output}, "64 KiB are kept of each stream; the clocks end it"}, runs_on("flood 3000")},
      {{"has descriptors of init", {closed_descriptors}, "a program that is executed keeps none of them either"}, has_more_descriptors},
      {{"leaves a process to the next test", {kill_between_tests}, "to the next submission nothing is left: its box dies"}, leaves_a_process},
      {{"counts the tests in memory that its module shares", {nothing_shared}, "to the next submission nothing is left: its box dies"}, shares_memory, true, {}, {}, "make_shared\n"},
      {{"leaves a file to the next test", {empty_between_tests}, "to the next submission nothing is left: its box dies"}, leaves_a_file},
  };
  return all;
}

std::vector<Stopped> rows() {
  std::vector<Stopped> out;
  for (const Attack& each : attacks()) out.push_back(each.stopped);
  out.push_back({"changes the program that the next test runs", {Fence::sealed_program}, "the kernel lets nobody write to a program that runs", true});
  out.push_back({"gets rights by executing something", {Fence::no_new_privs}, "the kernel puts on neither landlock nor seccomp without it: no box starts", true});
  out.push_back({"mounts over what others see", {Fence::mount_namespace}, "a box may mount nothing without it, and has the reduced level at most", true});
  return out;
}

std::string names(const std::vector<Fence>& fences) {
  std::string out;
  for (const Fence fence : fences) out += (out.empty() ? "" : ", ") + name_of(fence);
  return out;
}

bool succeeds(const Attack& attack, const std::vector<Fence>& fallen) {
  try {
    Trying in(bait(), fallen, attack.limits, attack.load);
    const bool done = attack.succeeds(in);
    in.box.close();
    EXPECT_EQ(in.zygote.isolation(), Isolation::full) << "without " << names(fallen);
    return done;
  } catch (const Error& error) {
    ADD_FAILURE() << "without " << names(fallen) << ": " << error.what();
    return false;
  }
}

std::vector<Fence> all_of(const Attack& attack) {
  auto all = here(attack.stopped.by);
  all.insert(all.end(), attack.also.begin(), attack.also.end());
  return all;
}

TEST_F(Fences, StopEachAttack) {
  for (const Attack& each : attacks()) EXPECT_FALSE(succeeds(each, {})) << each.stopped.attack;
}

TEST_F(Fences, StopEachAttackWithoutAnyOneOfThem) {
  for (const Attack& each : attacks()) {
    const auto fences = here(each.stopped.by);
    if (fences.size() == 1) continue;   // SECURITY.md says so
    for (const Fence fence : fences) EXPECT_FALSE(succeeds(each, {fence})) << "without " << name_of(fence) << " somebody " << each.stopped.attack;
  }
}

TEST_F(Fences, AreAllThatStopsAnAttack) {
  for (const Attack& each : attacks())
    EXPECT_TRUE(!each.provable || succeeds(each, all_of(each))) << each.stopped.attack << " without " << names(here(each.stopped.by));
}

TEST_F(Fences, LeaveNoFullBoxWithoutThoseThatAllStandOn) {
  for (const Fence fence : {Fence::no_new_privs, Fence::mount_namespace}) {
    Zygote zygote({.executable = program("kata-zygote-falling"), .arguments = {Trying::argument({fence})}});
    TestBox box(zygote);
    try {
      box.load();
    } catch (const Error&) {
      continue;
    }
    box.close();
    EXPECT_EQ(zygote.isolation(), Isolation::reduced) << name_of(fence);
  }
}

TEST_F(Fences, StandForGoodInWhatIsReleased) {
  const auto can_fall = [](const fs::path& program) {
    std::ifstream file(program, std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(file), {});
    EXPECT_GT(bytes.size(), 1000u) << program;
    return bytes.find("--fallen=") != bytes.npos || bytes.find("stands" "ENS_5FenceE") != bytes.npos;
  };
  EXPECT_TRUE(can_fall(program("kata-zygote-falling")));
  for (const char* name : {"bin/kata", "libexec/kata/kata-topic-host", "libexec/kata/kata-zygote-python", "libexec/kata/kata-zygote-native"})
    EXPECT_FALSE(can_fall(fs::path(KATA_TEST_LIBEXEC) / ".." / name)) << name;
}

TEST_F(Fences, AreDescribedInSecurity) {
  EXPECT_EQ(table_in_security("fences of a box"), table_of(fences(Fence::user_namespace, Fence::nothing_shared), rows()));
}

TEST_F(Fences, AreEachThereForSomething) {
  const auto all = rows();
  for (const Fence fence : fences(Fence::user_namespace, Fence::nothing_shared))
    EXPECT_TRUE(std::any_of(all.begin(), all.end(), [&](const Stopped& row) { return std::count(row.by.begin(), row.by.end(), fence); })) << name_of(fence);
}

}  // namespace
}  // namespace kata::sandbox

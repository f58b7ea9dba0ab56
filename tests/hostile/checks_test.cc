// Each check of the corpus' driver finds what it is there for: a check that cannot fail proves nothing.
#include <arpa/inet.h>
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/ipc.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>

#include <csignal>
#include <cstring>
#include <fstream>

#include "base/error.h"
#include "hostile/host.h"
#include "hostile/trial.h"

namespace kata::hostile {
namespace {

namespace fs = std::filesystem;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class HostileChecks : public testing::Test {
 protected:
  HostileChecks() : canaries_(room_.path()), before_(host(room_.path())) { adopt_orphans(); }
  Differences changes() { return compare(before_, host(room_.path())); }

  // A case of these files and this expectation.
  Case made(const std::string& file, const std::string& code, const std::string& expected) {
    const fs::path folder = room_.path() / "case";
    fs::create_directories(folder);
    std::ofstream(folder / file) << code;
    std::ofstream(folder / "expect.json") << expected;
    return read_case(folder);
  }

  Room room_;
  Canaries canaries_;
  Facts before_;
};

constexpr const char* kRight = "def rotate(items):\n    items = list(items)\n    return items[1:] + items[:1]\n";
constexpr const char* kAllPass = R"({"attack": "forging a pass", "exercise": "unpacking/rotate", "verdict": "graded", "tests": "passed"})";

TEST_F(HostileChecks, FindNothingWhereNothingHappened) {
  EXPECT_THAT(changes(), IsEmpty());
  EXPECT_THAT(canaries_.touched(), IsEmpty());
  EXPECT_THAT(processes_left(), IsEmpty());
}

TEST_F(HostileChecks, FindAFile) {
  for (const fs::path& folder : {fs::path("/tmp"), fs::path("/var/tmp"), fs::path("/dev/shm"), room_.path(), room_.path() / "home"}) {
    const fs::path left = folder / ("hostile-left-check-" + std::to_string(::getpid()));
    std::ofstream(left) << "left";
    EXPECT_THAT(changes(), Contains(HasSubstr(left.string()))) << folder;
    fs::remove(left);
    if (folder.string().starts_with("/tmp/")) before_ = host(room_.path());   // the folder's own time of change is noticed, too
  }
}

TEST_F(HostileChecks, FindAFileOfABox) {
  if (::geteuid() != 0) return;   // nobody else can give files away
  const std::string left = "/var/tmp/of-a-box-" + std::to_string(::getpid());
  std::ofstream(left) << "left";
  EXPECT_THAT(changes(), Not(Contains(HasSubstr(left))));
  ASSERT_EQ(::chown(left.c_str(), 0x60000001, 0x60000001), 0);
  EXPECT_THAT(changes(), Contains(HasSubstr(left)));
  fs::remove(left);
}

TEST_F(HostileChecks, FindAChangedLimit) {
  rlimit old{};
  ASSERT_EQ(::getrlimit(RLIMIT_CORE, &old), 0);
  const rlimit less{old.rlim_cur == 4096 ? 8192u : 4096u, old.rlim_max};
  ASSERT_EQ(::setrlimit(RLIMIT_CORE, &less), 0);
  EXPECT_THAT(changes(), Contains(HasSubstr("Max core file size")));
  ::setrlimit(RLIMIT_CORE, &old);
  EXPECT_THAT(changes(), IsEmpty());
}

TEST_F(HostileChecks, FindADescriptorAndAnIgnoredSignal) {
  const UniqueFd open(::open("/dev/null", O_RDONLY));
  EXPECT_THAT(changes(), ElementsAre(HasSubstr("descriptor")));
  const auto old = ::signal(SIGUSR1, SIG_IGN);
  EXPECT_THAT(changes(), Contains(HasSubstr("SigIgn")));
  ::signal(SIGUSR1, old);
}

TEST_F(HostileChecks, FindASharedMemorySegment) {
  const int id = ::shmget(IPC_PRIVATE, 4096, 0600);
  ASSERT_GE(id, 0);
  EXPECT_THAT(changes(), Contains(HasSubstr("SysV shm")));
  ::shmctl(id, IPC_RMID, nullptr);
}

TEST_F(HostileChecks, TellAnyFactThatIsNewChangedOrGone) {
  EXPECT_THAT(compare({{"mount /a", "1"}, {"cgroup b", ""}}, {{"mount /a", "2"}, {"mount /c", ""}}),
              ElementsAre("changed on the host: mount /a was 1, is 2", "new on the host: mount /c ", "gone from the host: cgroup b "));
  EXPECT_THAT(mounts(), Not(IsEmpty()));
  EXPECT_THAT(cgroups(), Not(IsEmpty()));
}

TEST_F(HostileChecks, FindAProcessThatHides) {
  int pipe[2];
  ASSERT_EQ(::pipe(pipe), 0);
  const pid_t parent = ::fork();
  if (parent == 0) {
    ::setsid();
    const pid_t hidden = ::fork();
    if (hidden == 0)
      for (;;) ::pause();
    (void)!::write(pipe[1], &hidden, sizeof hidden);
    ::_exit(0);
  }
  pid_t hidden = 0;
  ASSERT_EQ(::read(pipe[0], &hidden, sizeof hidden), static_cast<ssize_t>(sizeof hidden));
  ASSERT_EQ(::waitpid(parent, nullptr, 0), parent);
  constexpr std::chrono::milliseconds kNone{0};
  EXPECT_THAT(processes_of_idle_session(kNone), Contains(HasSubstr(std::to_string(hidden))));
  EXPECT_THAT(processes_left(kNone), Contains(HasSubstr(std::to_string(hidden))));
  ::kill(hidden, SIGKILL);
  EXPECT_THAT(processes_left(), IsEmpty());
  ::close(pipe[0]);
  ::close(pipe[1]);
}

TEST_F(HostileChecks, FindATouchedCanary) {
  std::ofstream(canaries_.fill_in("@CANARY@"), std::ios::app) << "more";
  EXPECT_THAT(canaries_.touched(), ElementsAre(HasSubstr("kata-canary")));
}

TEST_F(HostileChecks, FindACallOfTheLoopbackListener) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(std::stoi(canaries_.fill_in("@PORT@"))));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const UniqueFd caller(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  ASSERT_EQ(::connect(caller.get(), reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  EXPECT_THAT(canaries_.touched(), ElementsAre(HasSubstr("loopback")));
}

TEST_F(HostileChecks, FindACallOfTheAbstractListener) {
  const std::string name = canaries_.fill_in("@SOCKET@");
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path + 1, name.data(), name.size());
  const UniqueFd caller(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + name.size());
  ASSERT_EQ(::connect(caller.get(), reinterpret_cast<sockaddr*>(&address), size), 0);
  EXPECT_THAT(canaries_.touched(), ElementsAre(HasSubstr("abstract")));
}

TEST_F(HostileChecks, FindTheTokenInWhatASubmissionPrintsAnswersAndRaises) {
  for (const char* code : {"def rotate(items):\n    print('@TOKEN@')\n", "def rotate(items):\n    return ['@TOKEN@']\n",
                           "def rotate(items):\n    raise OSError('@TOKEN@')\n", "import sys\nsys.exit('@TOKEN@')\n", "raise OSError('@TOKEN@')\n"}) {
    const Case leaky = made("solution.py", code, kAllPass);
    Session session(paths_in(room_));
    const auto report = grade(session, leaky.placed(room_.path() / "case", canaries_));
    EXPECT_THAT(leaked(canaries_, report), Not(IsEmpty())) << code;
    fs::remove_all(room_.path() / "case");
  }
}

TEST_F(HostileChecks, FindAHostileVerdictThatDiffers) {
  EXPECT_THAT(try_case(made("solution.py", kRight, kAllPass)), IsEmpty());
  EXPECT_THAT(try_case(made("solution.py", "def rotate(items):\n    return []\n", kAllPass)),
              Contains(HasSubstr("MovesTheFirstItemToTheEnd is 'failed', expected is 'passed'")));
  const char* points = R"({"attack": "exhausting", "exercise": "unpacking/rotate", "verdict": "graded", "points": "9.99", "some": ["crashed"],
                          "syscall": "bpf", "tests": {"NoSuchTest": "passed"}})";
  EXPECT_THAT(try_case(made("solution.py", kRight, points)),
              ElementsAre(HasSubstr("the number of points is '10.00'"), "there is no test NoSuchTest", "no test is crashed", HasSubstr("calling bpf")));
}

TEST_F(HostileChecks, FindAnHonestSubmissionThatLostPoints) {
  const Case wrong = made("solution.py", "def rotate(items):\n    return [*items]\n", kAllPass);
  Session session(paths_in(room_));
  EXPECT_THAT(not_full(grade(session, honest("python", "unpacking/rotate"))), IsEmpty());
  EXPECT_THAT(not_full(grade(session, wrong.placed(room_.path() / "case", canaries_))), Not(IsEmpty()));
  EXPECT_THAT(not_full({}), Not(IsEmpty()));
}

TEST_F(HostileChecks, RefuseACaseThatSaysSomethingUnknown) {
  EXPECT_THROW(made("solution.py", kRight, R"({"attack": "x", "exercise": "unpacking/rotate", "verdict": "graded"})"), Error);
  EXPECT_THROW(made("solution.py", kRight, R"({"attack": "exhausting", "exercise": "unpacking/rotate", "verdikt": "graded"})"), Error);
  EXPECT_THROW(made("solution.py", kRight, R"({"attack": "exhausting", "exercise": "unpacking/rotate"})"), Error);
}

}  // namespace
}  // namespace kata::hostile

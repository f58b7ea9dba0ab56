// While a submission runs, every byte of memory of every process of its box is searched for the value that its hidden test
// expects. The argument of the call is searched for as well, and found: so the search works.
#include <fcntl.h>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <csignal>
#include <fstream>
#include <sstream>
#include <thread>

#include "hostile/host.h"
#include "hostile/trial.h"

namespace kata::hostile {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kArgument = "canary-of-an-argument-6d1f0a", kExpected = "canary-of-an-expected-value-93b7e2";

// Waits for the search to be over, and gives another answer than the right one.
constexpr const char* kSubmission = R"(
import signal

signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])
parked = ["canary-of-the-module-2c" + "58af"]


def open_vault(word):
    signal.sigtimedwait([signal.SIGUSR1], 4)
    return "opened"
)";

struct Sight {
  bool readable = false, argument = false, expected = false;
  std::uint64_t bytes = 0;
};

Sight search(pid_t pid) {
  Sight sight;
  const UniqueFd memory(::open(fmt::format("/proc/{}/mem", pid).c_str(), O_RDONLY | O_CLOEXEC));
  std::ifstream maps(fmt::format("/proc/{}/maps", pid));
  std::string line, piece;
  while (memory && std::getline(maps, line)) {
    std::uint64_t from = 0, to = 0;
    char dash = 0;
    std::istringstream range(line);
    range >> std::hex >> from >> dash >> to;
    // Pieces overlap, so that nothing is missed where two meet.
    for (; from < to; from += (1u << 20) - 64) {
      piece.resize(std::min<std::uint64_t>(1u << 20, to - from));
      const ssize_t size = ::pread(memory.get(), piece.data(), piece.size(), static_cast<off_t>(from));
      if (size <= 0) continue;
      piece.resize(static_cast<std::size_t>(size));
      sight.readable = true;
      sight.bytes += static_cast<std::uint64_t>(size);
      sight.argument = sight.argument || piece.find(kArgument) != piece.npos;
      sight.expected = sight.expected || piece.find(kExpected) != piece.npos;
    }
  }
  return sight;
}

struct Found {
  int processes = 0, with_argument = 0, with_expected = 0;
  std::uint64_t bytes = 0;
  std::vector<std::string> unreadable;
  bool in_grader = false;
};

// The process of a box that has the argument; 0: none yet.
pid_t called_process() {
  for (const auto& [pid, chain] : descendants(::getpid()))
    if (chain.starts_with("kata-zygote-pyt/") && search(pid).argument) return pid;
  return 0;
}

Found search_box(pid_t init) {
  auto box = descendants(init);
  box[init] = "init";
  Found found;
  for (const auto& [pid, name] : box) {
    const Sight sight = search(pid);
    ++found.processes;
    found.bytes += sight.bytes;
    found.with_argument += sight.argument;
    found.with_expected += sight.expected;
    if (!sight.readable) found.unreadable.push_back(name);
  }
  return found;
}

// When the argument is there the submission has been called and waits for us: then its whole box is searched.
Found search_while_it_runs(const std::atomic<bool>& over) {
  pid_t called = 0;
  while (!over && called == 0) called = called_process();
  if (called == 0) return {};
  Found found = search_box(parent_of(called));
  for (const auto& [pid, chain] : descendants(::getpid()))
    if (chain.starts_with("kata-topic-host/")) found.in_grader = found.in_grader || search(pid).expected;
  ::kill(called, SIGUSR1);
  return found;
}

TEST(HostileMemory, HasNoExpectedValueInAnyProcessOfABox) {
  const Room room;
  std::ofstream(room.path() / "solution.py") << kSubmission;
  Paths paths = paths_in(room);
  paths.katas = {KATA_VAULT_KATAS};
  paths.plugins = {KATA_VAULT_PLUGINS};
  std::atomic<bool> over = false;
  Found found;
  report::SubmissionReport report;
  {
    Session session(paths);
    std::jthread searching([&] { found = search_while_it_runs(over); });
    report = grade(session, {.name = "searched", .topic = "vault", .exercise = "vault", .language = "python", .path = room.path() / "solution.py"});
    over = true;
  }
  ASSERT_EQ(report.tests.size(), 1u) << report.load.detail;
  ASSERT_EQ(report.tests[0].mismatches.size(), 1u);
  EXPECT_EQ(report.tests[0].mismatches[0].expected, Value(std::string(kExpected)));   // the grader did hold it
  EXPECT_EQ(found.processes, 3);                                                      // init, module process, test
  EXPECT_GT(found.bytes, 10u << 20);
  EXPECT_EQ(found.with_argument, 1);
  EXPECT_EQ(found.with_expected, 0);
  // The same search finds it where it is; only root may look there, and into the init of a box.
  EXPECT_EQ(found.in_grader, ::geteuid() == 0);
  EXPECT_EQ(found.unreadable, ::geteuid() == 0 ? std::vector<std::string>{} : std::vector<std::string>{"init"});
}

}  // namespace
}  // namespace kata::hostile

#include "harness.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "base/error.h"
#include "language/cpp/cache.h"
#include "sandbox/module.h"
#include "value/wire.h"

namespace kata::cpp {

namespace fs = std::filesystem;

namespace {

constexpr int kPatience = 60'000;   // milliseconds until a silent program fails its test

std::string read_text(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<char*> pointers(const std::vector<std::string>& words) {
  std::vector<char*> out;
  for (const auto& word : words) out.push_back(const_cast<char*>(word.c_str()));
  out.push_back(nullptr);
  return out;
}

}  // namespace

Folder::Folder() {
  char name[] = "/tmp/kata-cpp-test-XXXXXX";
  path = ::mkdtemp(name);
  fs::create_directories(path / "work");
  fs::create_directories(path / "submission");
}
Folder::~Folder() {
  std::error_code ignored;
  fs::remove_all(path, ignored);
}

std::string data_file(const std::string& name) { return read_text(fs::path(KATA_TEST_DATA) / name); }

Request request(const std::string& exercise, const std::string& solution) {
  return {.support = KATA_CPP_SUPPORT,
          .topic = "language_cpp_tests",
          .exercise = exercise,
          .files = {{"solution.cc", solution}},
          .content_hash = std::to_string(std::hash<std::string>()(solution))};
}

Built build(const Request& request) {
  const auto plan = cpp::plan(request);
  const Folder folder;
  for (const auto& [path, content] : request.files) std::ofstream(folder.path / "submission" / path) << content;
  const auto err = (folder.path / "err").string(), work = (folder.path / "work").string();
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addchdir_np(&actions, work.c_str());
  posix_spawn_file_actions_addopen(&actions, 2, err.c_str(), O_WRONLY | O_CREAT, 0600);
  const auto argv = pointers(plan.command);
  char path[] = "PATH=/usr/bin:/bin", locale[] = "LC_ALL=C";
  char* environment[] = {path, locale, nullptr};
  pid_t pid = -1;
  if (::posix_spawn(&pid, argv[0], &actions, nullptr, argv.data(), environment) != 0) throw_errno("cannot start the compiler");
  posix_spawn_file_actions_destroy(&actions);
  int status = 0;
  ::waitpid(pid, &status, 0);
  Built out;
  out.ended.cause = WIFEXITED(status) ? sandbox::Cause::exited : sandbox::Cause::signalled;
  out.ended.detail = WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status);
  out.ended.err = read_text(err);
  out.program = UniqueFd(::open((folder.path / "work" / plan.keep).c_str(), O_RDONLY | O_CLOEXEC));
  return out;
}

UniqueFd program_of(const Request& request) {
  const auto key = plan(request).key;
  Cache cache(fs::temp_directory_path() / ("kata-cpp-test-cache-" + std::to_string(::getuid())));
  if (auto found = cache.find(key)) return std::move(*found);
  auto built = build(request);
  EXPECT_EQ(built.ended.err, "");
  if (!built.program) throw Error("the test's program does not compile");
  cache.store(key, built.program.get());
  return std::move(built.program);
}

Program::Program(UniqueFd program) {
  int control[2];
  if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, control) != 0) throw_errno("cannot make a socket pair");
  control_ = UniqueFd(control[0]);
  const UniqueFd theirs(control[1]);
  ::prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
  module_ = ::fork();
  if (module_ == 0) {
    const int own = ::fcntl(program.get(), F_DUPFD_CLOEXEC, 64);
    ::dup2(theirs.get(), sandbox::kControlFd);
    char name[] = "solution", locale[] = "LC_ALL=C.UTF-8";
    char* argv[] = {name, nullptr};
    char* environment[] = {locale, nullptr};
    ::fexecve(own, argv, environment);
    ::_exit(127);
  }
  int load[2], test[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, load) != 0) throw_errno("cannot make a socket pair");
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, test) != 0) throw_errno("cannot make a socket pair");
  order('L', load[1]);
  ::close(load[1]);
  channel_ = UniqueFd(load[0]);
  load_result = receive();
  std::int32_t answer = 0;
  (void)::recv(control_.get(), &answer, sizeof answer, 0);
  order('T', test[1]);
  ::close(test[1]);
  channel_ = UniqueFd(test[0]);
  (void)::recv(control_.get(), &answer, sizeof answer, 0);
  child_ = answer;
}

Program::~Program() {
  channel_.reset();
  control_.reset();
  for (const pid_t pid : {child_, module_})
    if (pid > 0) {
      ::kill(pid, SIGKILL);
      ::waitpid(pid, nullptr, 0);
    }
}

void Program::order(char letter, int channel) {
  iovec piece{&letter, 1};
  alignas(cmsghdr) char buffer[CMSG_SPACE(sizeof(int))]{};
  msghdr message{};
  message.msg_iov = &piece;
  message.msg_iovlen = 1;
  message.msg_control = buffer;
  message.msg_controllen = sizeof buffer;
  auto* header = CMSG_FIRSTHDR(&message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(sizeof(int));
  memcpy(CMSG_DATA(header), &channel, sizeof channel);
  if (::sendmsg(control_.get(), &message, MSG_NOSIGNAL) != 1) throw_errno("the program is gone");
}

void Program::send(const Value& frame) { EXPECT_TRUE(wire::write_frame(channel_.get(), frame)); }

Value Program::receive() {
  pollfd poll{.fd = channel_.get(), .events = POLLIN, .revents = 0};
  if (::poll(&poll, 1, kPatience) != 1) throw Error("the program is silent");
  Value frame;
  if (wire::read_frame(channel_.get(), frame) != wire::ReadStatus::frame) throw Error("the channel ended");
  return frame;
}

Value Program::request(const Value& frame) {
  send(frame);
  for (;;) {
    const Value got = receive();
    const Values& items = *got.items();
    const std::string& name = items[0].get<Str>()->text;
    if (name == "result") {
      meta = items[3];
      return items[2];
    }
    seen.push_back(got);
    if (name != "invoke" || !on_invoke) continue;
    const Value answer = on_invoke(static_cast<std::uint64_t>(*items[2].get<Integer>()->to_int64()), items[3].get<Str>()->text, *items[4].items());
    if (!answer.is_none()) send(list("reply", items[1], answer, 0.0));
  }
}

Value Program::outcome(const Value& target, const Value& args, const Value& kwargs) {
  return request(list("call", next_++, target, args, kwargs, "plain"));
}

Value Program::get(const Value& target) { return request(list("get", next_++, target)); }

int Program::wait() {
  int status = 0;
  ::waitpid(std::exchange(child_, -1), &status, 0);
  return status;
}

namespace {
const Exception* exception_of(const Value& outcome) {
  const Values* items = outcome.items();
  return items == nullptr || items->size() < 2 ? nullptr : (*items)[1].get<Exception>();
}
}  // namespace

std::string raised_type(const Value& outcome) {
  const auto* error = exception_of(outcome);
  return error == nullptr || error->types.empty() ? "" : error->types.front();
}
std::string raised_message(const Value& outcome) {
  const auto* error = exception_of(outcome);
  return error == nullptr ? "" : error->message;
}

}  // namespace kata::cpp

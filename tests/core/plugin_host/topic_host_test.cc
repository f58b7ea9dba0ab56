// What the supervisor hears from a topic host whose library is broken: each way its own message, and nothing else lost.
#include "session/topic_host.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "report/wire.h"

namespace kata {
namespace {

using testing::AllOf;
using testing::HasSubstr;

std::string library(const std::string& way) { return std::string(KATA_BROKEN_PLUGINS) + "/lib" + way + ".so"; }

TopicHost::Spec spec(const std::string& way) {
  return {.executable = std::string(KATA_LIBEXEC) + "/kata-topic-host", .arguments = {library(way)}, .subject = library(way)};
}

TopicHost::Answer ask(TopicHost::Spec spec) {
  Loop loop;
  TopicHost host(loop, std::move(spec));
  std::optional<TopicHost::Answer> answer;
  host.request("tests", {}, UniqueFd(), std::chrono::seconds(20), [&](TopicHost::Answer given) { answer = std::move(given); });
  while (!answer) loop.step();
  return std::move(*answer);
}

std::string fault(const std::string& way) {
  const auto answer = ask(spec(way));
  EXPECT_FALSE(answer.result);
  EXPECT_THAT(words(answer.fault), HasSubstr(library(way)));
  return words(answer.fault);
}

TEST(TopicHost, SaysWhatMagicItFoundAndWhatItNeeds) {
  EXPECT_THAT(fault("wrong_magic"), AllOf(HasSubstr("0x21212121"), HasSubstr("0x4154414b"), HasSubstr("kata_add_topic")));
}
TEST(TopicHost, SaysWhatAbiItFoundAndHowToRebuild) {
  EXPECT_THAT(fault("wrong_abi"), AllOf(HasSubstr("ABI version 999"), HasSubstr("needed is 1"), HasSubstr("cmake --build")));
}
TEST(TopicHost, RefusesAShorterDescriptor) { EXPECT_THAT(fault("wrong_size"), HasSubstr("descriptor of 24 bytes")); }
TEST(TopicHost, SaysWhatBuildIdItFoundAndWhatItNeeds) {
  EXPECT_THAT(fault("wrong_build_id"), AllOf(HasSubstr("compiler of another age"), HasSubstr("needed is 'compiler "),
                                             HasSubstr("cmake --build")));
}
TEST(TopicHost, RefusesALibraryThatGivesNothing) { EXPECT_THAT(fault("no_descriptor"), HasSubstr("gives nothing")); }
TEST(TopicHost, NamesTheMissingSymbol) { EXPECT_THAT(fault("no_symbol"), HasSubstr("no symbol 'kata_topic'")); }
TEST(TopicHost, NamesTheUndefinedSymbol) {
  EXPECT_THAT(fault("undefined_symbol"), AllOf(HasSubstr("undefined symbol"), HasSubstr("nowhere_to_be_found"), HasSubstr("-z,defs")));
}
TEST(TopicHost, TellsTheExceptionOfALibraryThatThrowsOnLoad) {
  EXPECT_THAT(fault("throws_on_load"), HasSubstr("this constructor met its end"));
}
TEST(TopicHost, TellsTheExceptionOfALibraryThatThrowsInCreate) {
  EXPECT_THAT(fault("throws_in_create"), HasSubstr("create met its end"));
}
TEST(TopicHost, NamesTheSignalOfALibraryThatCrashesOnLoad) {
  EXPECT_THAT(fault("segfaults_on_load"), AllOf(HasSubstr("SIGSEGV"), HasSubstr("while it was loaded")));
}
TEST(TopicHost, SaysThatALibraryExitedOnLoad) {
  EXPECT_THAT(fault("exits_on_load"), AllOf(HasSubstr("exit code 0"), HasSubstr("while it was loaded")));
}
TEST(TopicHost, EndsALibraryThatHangsOnLoad) {
  auto hanging = spec("hangs_on_load");
  hanging.load_time = std::chrono::seconds(1);
  EXPECT_THAT(words(ask(hanging).fault), HasSubstr("was not loaded after 1 s"));
}
TEST(TopicHost, RefusesALibraryThatStartsAThread) { EXPECT_THAT(fault("starts_a_thread"), HasSubstr("started threads when it was loaded (1)")); }
TEST(TopicHost, RefusesATestWithoutATitle) {
  EXPECT_THAT(fault("has_no_title"), AllOf(HasSubstr("'small.Works' has no title"), HasSubstr("small.titles.yaml")));
}
TEST(TopicHost, SaysThatThereIsNoSuchLibrary) { EXPECT_THAT(words(ask(spec("absent")).fault), HasSubstr("No such file")); }

TEST(TopicHost, TellsTheTestsOfASoundLibrary) {
  const auto answer = ask(spec("has_a_service"));
  ASSERT_TRUE(answer.result) << words(answer.fault);
  const auto tests = report::decode_tests(*answer.result);
  ASSERT_TRUE(tests);
  ASSERT_EQ(tests->size(), 1u);
  EXPECT_EQ(tests->front().name, "Works");
}
TEST(TopicHost, AnswersManyRequestsAtOnce) {
  Loop loop;
  TopicHost host(loop, spec("has_a_service"));
  int answers = 0, results = 0;
  for (int i = 0; i < 20; ++i) {
    host.request("tests", {}, UniqueFd(), std::chrono::seconds(20), [&](TopicHost::Answer given) {
      ++answers;
      results += given.result.has_value();
    });
  }
  while (answers < 20) loop.step();
  EXPECT_EQ(results, 20);
}

// The service has a process of its own, which speaks the same protocol.
std::string service_says(const std::string& way, const std::string& expected) {
  const std::string host = std::string(KATA_LIBEXEC) + "/kata-topic-host";
  int ends[2];
  EXPECT_EQ(::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends), 0);
  const pid_t pid = ::fork();
  if (pid == 0) {
    ::dup2(ends[1], plugin_host::kControlFd);
    ::execl(host.c_str(), host.c_str(), "--service", library(way).c_str(), "/var/run/kata", nullptr);
    ::_exit(127);
  }
  ::close(ends[1]);
  UniqueFd control(ends[0]);
  plugin_host::Message message;
  std::string text;
  while (plugin_host::receive_message(control.get(), message, true) == plugin_host::Received::message) {
    if (message.name != expected) continue;
    const Bytes* fault = message.arguments.at(0).get<Bytes>();
    text = fault ? words(unpack(fault->data)) : plugin_host::text_or(message.arguments.at(0), "");
    break;
  }
  control.reset();
  int status = 0;
  ::waitpid(pid, &status, 0);
  return text;
}

TEST(TopicService, TellsItsAddress) { EXPECT_EQ(service_says("has_a_service", "service"), "/var/run/kata"); }
TEST(TopicService, SaysWhatToInstall) {
  EXPECT_THAT(service_says("has_a_service_that_cannot_start", "broken"), HasSubstr("apt install a-broker"));
}
TEST(TopicService, RefusesALibraryWithoutOne) { EXPECT_THAT(service_says("has_no_title", "broken"), HasSubstr("has no service")); }

}  // namespace
}  // namespace kata

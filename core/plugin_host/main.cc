// kata-topic-host LIBRARY              grades with a topic's library
// kata-topic-host --call               makes calls, with no library
// kata-topic-host --service LIBRARY DIRECTORY   runs the topic's service until the supervisor is gone
// Started by kata only, with a socket as descriptor 3.
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <map>
#include <string_view>

#include "base/error.h"
#include "base/sanitized.h"
#include "plugin_host/library.h"
#include "plugin_host/protocol.h"
#include "plugin_host/serve.h"

namespace {

using namespace kata;
using namespace kata::plugin_host;

void say_ready(const Library& library) {
  std::map<std::string, int> counts;
  for (const auto& test : library.topic.tests()) ++counts[test.exercise];
  Dict exercises;
  for (const auto& [exercise, count] : counts) exercises.items.emplace_back(exercise, count);
  send_message(kControlFd, "ready", {build_id(), exercises, library.descriptor.service_start != nullptr});
}

// A thread that the library started would not live on in a grader, and its locks would stay locked there.
void refuse_threads(const std::filesystem::path& library) {
  std::size_t threads = 0;
  for ([[maybe_unused]] const auto& task : std::filesystem::directory_iterator("/proc/self/task")) ++threads;
  if (threads > 1) {
    throw Error(N_("{} started threads when it was loaded ({}). Start them in a topic service instead"),
                {library.string(), std::to_string(threads - 1)});
  }
}

void run_topic(const char* path) {
  send_message(kControlFd, "loading", {});
  const Library library = load_library(path);
  refuse_threads(path);
  say_ready(library);
  serve(kControlFd, &library);
}

void run_service(const char* path, const char* directory) {
  send_message(kControlFd, "loading", {});
  const kata_descriptor& descriptor = load_descriptor(path);
  if (!descriptor.service_start) throw Error(N_("{} has no service"), {path});
  char address[1024] = "";
  if (const char* why = descriptor.service_start(directory, address, sizeof address)) {
    throw Error(N_("{}: its service cannot start"), {path}, why);
  }
  address[sizeof address - 1] = '\0';
  send_message(kControlFd, "service", {static_cast<const char*>(address)});
  Message message;
  while (receive_message(kControlFd, message, true) != Received::end) {}
  if (descriptor.service_stop) descriptor.service_stop();
}

int run(int argc, char** argv) {
  const std::string_view first = argc > 1 ? argv[1] : "";
  if (first == "--call" && argc == 2) {
    send_message(kControlFd, "ready", {build_id(), Dict{}, false});
    serve(kControlFd, nullptr);
  } else if (first == "--service" && argc == 4) {
    run_service(argv[2], argv[3]);
  } else if (argc == 2 && first.starts_with("/")) {
    run_topic(argv[1]);
  } else {
    std::fputs("kata-topic-host is started by kata itself\n", stderr);
    return 2;
  }
  return 0;
}

}  // namespace

// NOLINTNEXTLINE(bugprone-exception-escape): who can't even say what is broken ends by that
int main(int argc, char** argv) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  ::signal(SIGPIPE, SIG_IGN);
  leave_crashes_to_the_kernel();
  ::fcntl(kControlFd, F_SETFD, FD_CLOEXEC);
  int status = 1;
  try {
    status = run(argc, argv);
  } catch (const std::exception& error) {
    send_message(kControlFd, "broken", {Bytes{pack(fault_of(error))}});
  } catch (...) {
    send_message(kControlFd, "broken", {Bytes{pack({.text = N_("an exception of an unknown type left the library while it was loaded")})}});
  }
  // Destructors of a library that is broken, or was never whole, are not to run.
  std::fflush(nullptr);
  ::_exit(status);
}

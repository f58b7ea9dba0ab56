// A topic's library that is broken in the way that a macro names.
#include <csignal>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <thread>

#include "kata/plugin.h"
#include "kata/build_id.h"

namespace {

class SmallTopic : public kata::Topic {
 public:
  SmallTopic() {
    kata::TestInfo info{.exercise = "small", .name = "Works"};
#ifndef HAS_NO_TITLE
    info.title = {{"en", "Works"}, {"ru", "Работает"}};
#endif
    tests_.push_back(info);
  }
  const std::vector<kata::TestInfo>& tests() const noexcept override { return tests_; }
  bool run(const kata::RunRequest&, kata::Host&) noexcept override { return false; }

 private:
  std::vector<kata::TestInfo> tests_;
};

kata::Topic* create() noexcept {
#ifdef THROWS_IN_CREATE
  throw std::runtime_error("create met its end");
#endif
  static SmallTopic topic;
  return &topic;
}

#if defined(HAS_A_SERVICE) || defined(HAS_A_SERVICE_THAT_CANNOT_START)
const char* start(const char* directory, char* address, std::size_t size) noexcept {
#ifdef HAS_A_SERVICE_THAT_CANNOT_START
  return "no broker is installed: apt install a-broker";
#endif
  std::strncpy(address, directory, size - 1);
  return nullptr;
}
void stop() noexcept {}
#endif

struct AtLoad {
  AtLoad() {
#if defined(THROWS_ON_LOAD)
    throw std::runtime_error("this constructor met its end");
#elif defined(SEGFAULTS_ON_LOAD)
    std::raise(SIGSEGV);
#elif defined(HANGS_ON_LOAD)
    for (;;) std::this_thread::sleep_for(std::chrono::hours(1));
#elif defined(EXITS_ON_LOAD)
    std::_Exit(0);
#elif defined(STARTS_A_THREAD)
    std::thread([] { std::this_thread::sleep_for(std::chrono::hours(1)); }).detach();
#endif
  }
} at_load;

constexpr kata_descriptor kDescriptor{
#ifdef WRONG_MAGIC
    .magic = 0x21212121,
#else
    .magic = kata::kPluginMagic,
#endif
#ifdef WRONG_ABI
    .abi = 999,
#else
    .abi = kata::kPluginAbi,
#endif
#ifdef WRONG_SIZE
    .size = 24,
#else
    .size = sizeof(kata_descriptor),
#endif
#ifdef WRONG_BUILD_ID
    .build_id = "compiler of another age",
#else
    .build_id = KATA_BUILD_ID,
#endif
    .create = create,
#if defined(HAS_A_SERVICE) || defined(HAS_A_SERVICE_THAT_CANNOT_START)
    .service_start = start,
    .service_stop = stop,
#endif
};

}  // namespace

#ifdef UNDEFINED_SYMBOL
void nowhere_to_be_found();
#endif

#ifdef NO_SYMBOL
extern "C" const void* another_name() { return &kDescriptor; }
#else
const kata_descriptor* kata_topic() noexcept {
#ifdef UNDEFINED_SYMBOL
  nowhere_to_be_found();
#endif
#ifdef NO_DESCRIPTOR
  return nullptr;
#endif
  return &kDescriptor;
}
#endif

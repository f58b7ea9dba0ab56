// What a box costs: microseconds per box with ten tests, and per test, beside `python3 -I -S -c pass` in the same loop.
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "test_box.h"

using namespace kata::sandbox;
using Clock = std::chrono::steady_clock;

namespace {

double microseconds_since(Clock::time_point start) {
  return std::chrono::duration<double, std::micro>(Clock::now() - start).count();
}

double median(std::vector<double> numbers) {
  std::sort(numbers.begin(), numbers.end());
  return numbers[numbers.size() / 2];
}

double python() {
  const auto start = Clock::now();
  const char* words[] = {"/usr/bin/python3", "-I", "-S", "-c", "pass", nullptr};
  pid_t pid;
  ::posix_spawn(&pid, words[0], nullptr, nullptr, const_cast<char**>(words), environ);
  ::waitpid(pid, nullptr, 0);
  return microseconds_since(start);
}

}  // namespace

int main(int argc, char** argv) {
  const int rounds = argc > 1 ? std::atoi(argv[1]) : 200;
  Zygote zygote({.executable = argc > 2 ? argv[2] : program("kata-zygote-scripted")});
  std::vector<double> whole, load, test, close, reference;
  for (int i = 0; i < rounds; ++i) {
    const auto start = Clock::now();
    {
      TestBox box(zygote);
      box.load();
      load.push_back(microseconds_since(start));
      for (int k = 0; k < 10; ++k) {
        const auto one = Clock::now();
        Channel channel = box.begin();
        channel.ask("hello");
        box.box().end_test();
        test.push_back(microseconds_since(one));
      }
      whole.push_back(microseconds_since(start));
      const auto end = Clock::now();
      box.close();
      close.push_back(microseconds_since(end));
    }
    reference.push_back(python());
  }
  std::printf("box with ten tests %.0f us, its launch and load %.0f, each test %.0f, the box's end %.0f; python3 -I -S -c pass %.0f\n",
              median(whole), median(load), median(test), median(close), median(reference));
  return 0;
}

#include "language/cpp/cache.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "harness.h"

namespace kata::cpp {
namespace {

namespace fs = std::filesystem;

class Caching : public ::testing::Test {
 protected:
  UniqueFd program(const std::string& content) {
    const auto path = folder_.path / "program";
    std::ofstream(path, std::ios::binary) << content;
    return UniqueFd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  }
  static std::string start_of(int fd, std::size_t size) {
    std::string out(size, '\0');
    const auto got = ::pread(fd, out.data(), size, 0);
    out.resize(got < 0 ? 0 : static_cast<std::size_t>(got));
    return out;
  }
  Folder folder_;
  fs::path place_ = folder_.path / "cache";
};

TEST_F(Caching, FindsWhatWasStored) {
  Cache cache(place_);
  EXPECT_FALSE(cache.find("key"));
  cache.store("key", program("machine code").get());
  const auto found = cache.find("key");
  ASSERT_TRUE(found);
  EXPECT_EQ(start_of(found->get(), 12), "machine code");
  EXPECT_FALSE(cache.find("other"));
}

TEST_F(Caching, GivesAProgramThatRuns) {
  Cache cache(place_);
  const UniqueFd self(::open("/bin/true", O_RDONLY | O_CLOEXEC));
  cache.store("true", self.get());
  const auto found = cache.find("true");
  ASSERT_TRUE(found);
  const pid_t pid = ::fork();
  if (pid == 0) {
    char name[] = "true";
    char* argv[] = {name, nullptr};
    ::fexecve(found->get(), argv, environ);
    ::_exit(127);
  }
  int status = -1;
  ::waitpid(pid, &status, 0);
  EXPECT_EQ(status, 0);
}

TEST_F(Caching, DoesNotFindADamagedEntryAndRemovesIt) {
  Cache cache(place_);
  for (const std::size_t at : {0u, 5u, 11u, 15u, 25u}) {   // in the program, in the trailer
    cache.store("key", program("machine code").get());
    {
      std::fstream entry(place_ / "key", std::ios::binary | std::ios::in | std::ios::out);
      entry.seekg(static_cast<std::streamoff>(at));
      const char was = static_cast<char>(entry.get());
      entry.seekp(static_cast<std::streamoff>(at));
      entry.put(static_cast<char>(was ^ 1));
    }
    EXPECT_FALSE(cache.find("key")) << at;
    EXPECT_FALSE(fs::exists(place_ / "key")) << at;
  }
}

TEST_F(Caching, DoesNotFindACutOrEmptyEntry) {
  Cache cache(place_);
  for (const std::uintmax_t size : {0u, 1u, 24u, 30u}) {
    cache.store("key", program("machine code").get());
    fs::resize_file(place_ / "key", size);
    EXPECT_FALSE(cache.find("key")) << size;
  }
}

TEST_F(Caching, FollowsNoLink) {
  Cache cache(place_);
  cache.store("key", program("machine code").get());
  fs::create_symlink(place_ / "key", place_ / "link");
  EXPECT_FALSE(cache.find("link"));
}

TEST_F(Caching, DropsTheLongestUnusedWhenFull) {
  Cache cache(place_, 4000);
  const std::string kilobyte(1000, 'x');
  for (const auto* key : {"a", "b", "c"}) cache.store(key, program(kilobyte).get());
  const auto now = fs::file_time_type::clock::now();
  fs::last_write_time(place_ / "a", now - std::chrono::hours(3));
  fs::last_write_time(place_ / "b", now - std::chrono::hours(2));
  fs::last_write_time(place_ / "c", now - std::chrono::hours(1));
  EXPECT_TRUE(cache.find("a"));   // used now
  cache.store("d", program(kilobyte).get());
  EXPECT_FALSE(cache.find("b"));
  EXPECT_TRUE(cache.find("a"));
  EXPECT_TRUE(cache.find("d"));
}

TEST_F(Caching, DoesWithoutAFolderItCannotWrite) {
  std::ofstream(folder_.path / "file") << "in the way";
  Cache cache(folder_.path / "file" / "cache");
  cache.store("key", program("machine code").get());
  EXPECT_FALSE(cache.find("key"));
}

TEST_F(Caching, IsSharedByManyProcesses) {
  const std::string content(100'000, 'y');
  const auto source = program(content);
  std::vector<pid_t> children;
  for (int i = 0; i < 4; ++i) {
    const pid_t pid = ::fork();
    if (pid == 0) {
      Cache cache(place_, 400'000);
      bool good = true;
      for (int round = 0; round < 50; ++round) {
        const auto key = "key" + std::to_string(round % 5);
        cache.store(key, source.get());
        if (const auto found = cache.find(key)) good = good && start_of(found->get(), content.size()) == content;
      }
      ::_exit(good ? 0 : 1);
    }
    children.push_back(pid);
  }
  for (const pid_t pid : children) {
    int status = -1;
    ::waitpid(pid, &status, 0);
    EXPECT_EQ(status, 0);
  }
  EXPECT_FALSE(fs::exists(place_ / ".new-XXXXXX"));
}

}  // namespace
}  // namespace kata::cpp

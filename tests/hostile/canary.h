// Bait: files, a variable of the environment and listeners that no submission may reach. The token in them is random and
// stands nowhere else, so where it turns up somebody read what he should not. Thread rule: one thread.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/unique_fd.h"

namespace kata::hostile {

using Differences = std::vector<std::string>;   // one sentence each; none: all is as it should be

class Canaries {
 public:
  // Plants them: in `room`, which is also made HOME, in the shared temporary folders, and in /root where root runs this.
  explicit Canaries(const std::filesystem::path& room);
  ~Canaries();
  Canaries(const Canaries&) = delete;
  Canaries& operator=(const Canaries&) = delete;

  // What an attack may know: @CANARY@ a file's path, @HOME@, @PORT@ and @SOCKET@ of the listeners, @PID@ of the driver and,
  // so that the search itself can be tested, @TOKEN@.
  std::string fill_in(std::string text) const;

  Differences found_in(const std::string& about, const std::string& bytes) const;   // the token, in what came out of a box
  Differences touched();                                                            // a canary changed, a listener was called

 private:
  void plant(const std::filesystem::path& path);
  void listen_on_loopback();
  void listen_on_abstract_name(const std::string& name);

  std::string token_;
  std::map<std::filesystem::path, std::string> files_;   // with what is told of their state
  std::map<std::string, std::string> words_;
  UniqueFd loopback_, abstract_;
};

}  // namespace kata::hostile

// The processes that a session keeps for as long as it lives: topic hosts and zygotes, each started when it is first
// needed. Thread rule: one thread, the loop's.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "catalog/catalog.h"
#include "sandbox/cgroup.h"
#include "session/session.h"
#include "session/topic_host.h"
#include "session/zygotes.h"

namespace kata {

// The library with the topic's hidden tests. Throws Error where there is none.
std::filesystem::path find_library(const Paths& paths, const catalog::Topic& topic);

class Workers {
 public:
  Workers(Loop& loop, const Paths& paths, const SessionOptions& options)
      : loop_(loop), paths_(paths), brief_(options.brief), at_most_(options.at_most) {}

  const Paths& paths() const { return paths_; }
  // Shared: a submission keeps those that it started with, also when they have been replaced meanwhile.
  std::shared_ptr<TopicHost> host(const catalog::Topic& topic);   // throws Error where there is no library
  std::shared_ptr<TopicHost> call_host();
  struct Python {
    std::vector<std::string> warm;
    std::uint64_t seed = 0;
    bool brief = false;                // as SessionOptions::brief
  };
  std::shared_ptr<ZygoteLink> python(const Python& wanted);
  std::shared_ptr<ZygoteLink> native(const std::vector<std::string>& readable);

  // The next who asks gets a fresh one.
  void retire(const std::shared_ptr<TopicHost>& host);
  void retire(const std::shared_ptr<ZygoteLink>& zygote);
  // Ends what is retired and used by nobody. Not to be called from an action of theirs.
  void bury() { retired_hosts_.clear(), retired_zygotes_.clear(); }

  // A number that no living box has.
  std::uint32_t take_slot();
  void free_slot(std::uint32_t slot) { slots_.erase(slot); }

 private:
  std::shared_ptr<TopicHost> host_of(const std::string& argument, const std::string& subject);
  std::shared_ptr<ZygoteLink> zygote_of(sandbox::ZygoteSpec spec);

  Loop& loop_;
  const Paths& paths_;
  const sandbox::Cgroup cgroup_ = sandbox::Cgroup::divide();
  const bool brief_;
  const sandbox::Isolation at_most_;
  std::map<std::string, std::shared_ptr<TopicHost>> hosts_;
  std::map<std::vector<std::string>, std::shared_ptr<ZygoteLink>> zygotes_;
  std::vector<std::shared_ptr<TopicHost>> retired_hosts_;
  std::vector<std::shared_ptr<ZygoteLink>> retired_zygotes_;
  std::set<std::uint32_t> slots_;
};

}  // namespace kata

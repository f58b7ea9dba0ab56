// A zygote on the loop: boxes are asked for with what to do when they are gone; what is done then may let go of the link.
// Owned by shared pointers. Thread rule: one thread, the loop's.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sandbox/zygote.h"
#include "session/loop.h"

namespace kata {

class ZygoteLink : public std::enable_shared_from_this<ZygoteLink> {
 public:
  struct BoxEnd {
    Fault fault;   // none: the box ended as it should
    UniqueFd kept;
  };
  using Done = std::function<void(BoxEnd)>;

  ZygoteLink(Loop& loop, const sandbox::ZygoteSpec& spec, Loop::Clock::duration warm_up = std::chrono::seconds(20));
  ~ZygoteLink();
  ZygoteLink(const ZygoteLink&) = delete;
  ZygoteLink& operator=(const ZygoteLink&) = delete;

  // `spec.id` is set here. Returns it.
  std::uint64_t launch(sandbox::BoxSpec spec, Done done);
  void kill(std::uint64_t box) { zygote_.kill(box); }
  bool usable() const { return !why_; }
  // How well its boxes are isolated; nullopt until it has said so.
  std::optional<sandbox::Isolation> isolation() const { return known_ ? std::optional(zygote_.isolation()) : std::nullopt; }
  // Runs `action` once, as soon as the above is known or it is clear that it will never be.
  void when_known(std::function<void()> action);
  const std::string& note() const { return zygote_.note(); }

 private:
  void read();
  void give_up(const Fault& why);

  Loop& loop_;
  sandbox::Zygote zygote_;
  std::optional<Loop::Timer> warm_up_;
  bool known_ = false;
  std::vector<std::function<void()>> waiting_;
  Fault why_;
  std::uint64_t last_id_ = 0;
  std::map<std::uint64_t, Done> boxes_;
};

}  // namespace kata

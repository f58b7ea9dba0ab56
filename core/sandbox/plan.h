// What a zygote prepared once for all of its boxes.
#pragma once

#include <optional>
#include <string>

#include "base/fence.h"
#include "sandbox/landlock.h"
#include "sandbox/seccomp.h"
#include "sandbox/zygote.h"

namespace kata::sandbox {

inline constexpr unsigned kInnerRoot = 0;        // init's id inside a box, where the box has two ids
inline constexpr unsigned kInnerLearner = 1000;  // the learner's

struct Plan {
  Isolation level = Isolation::none;
  bool two_ids = false;                    // full: init and learner have different ids
  unsigned learner_id = kInnerLearner;     // what the module process becomes; reduced: a host id, set per box
  bool changes_id = false;                 // reduced, as root: the module process leaves root
  std::optional<SystemCallFilter> filter;
  std::optional<Landlock> landlock;
  Language* language = nullptr;            // null: programs and commands only
  std::string box = "/box";

  bool own_namespaces() const { return level == Isolation::full; }
  bool own_users() const { return own_namespaces() && stands(Fence::user_namespace); }
  bool own_processes() const { return own_namespaces() && stands(Fence::pid_namespace); }
  bool own_network() const { return own_namespaces() && stands(Fence::network_namespace); }
  bool own_root() const { return own_namespaces() && stands(Fence::own_root); }
};

}  // namespace kata::sandbox

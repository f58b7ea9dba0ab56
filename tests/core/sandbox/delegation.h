// A real group of the kernel's, given to the tests as systemd would give one to kata: root makes it before it becomes an
// ordinary user. Most machines for tests give it no controllers; then it holds processes but limits nothing.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

#include "base/unique_fd.h"

namespace kata::sandbox {

class Delegation {
 public:
  // Makes a group and its leaf kata-own. Not usable where this process may not.
  explicit Delegation(uid_t owner);
  ~Delegation();                            // ends what is in it and removes it
  Delegation(const Delegation&) = delete;
  Delegation& operator=(const Delegation&) = delete;

  bool usable() const { return static_cast<bool>(folder_); }
  bool enter() const;                       // moves this process into the leaf
  int folder() const { return folder_.get(); }

  static int current;                       // the folder of the one that the tests run in; -1: none

 private:
  std::string name_;
  UniqueFd top_, folder_;
};

// What is in it but its control files and kata-own.
std::vector<std::string> groups_in(int folder);

}  // namespace kata::sandbox

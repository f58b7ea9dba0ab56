// A learner's program as the box's module process: everything is loaded when main begins, then each test is a child that
// answers the requests of kata/frames.h. Thread rule: the main thread.
#pragma once

#include "sandbox/module.h"

namespace kata::cpp {

class Program final : public sandbox::Language {
 public:
  void load(int channel) override;
  void serve(int channel) override;
};

}  // namespace kata::cpp

// Python as a Language: the learner's module is loaded once, and each test is served in a fork of it.
#pragma once

#include "sandbox/module.h"

namespace kata::python {

class PythonLanguage : public sandbox::Language {
 public:
  void load(int channel) override;
  void serve(int channel) override;
};

}  // namespace kata::python

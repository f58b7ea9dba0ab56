// Python as a Language: the learner's module is loaded once, and each test is served in a fork of it.
#pragma once

#include "language/python/ref.h"
#include "sandbox/module.h"

namespace kata::python {

class PythonLanguage : public sandbox::Language {
 public:
  void load(int channel) override;
  void serve(int channel) override;
  int own_shared_memory() const override { return 1; }   // the channel's locks
  bool answers() const override { return true; }
};

// Answers a few requests about `module` (box/warm.py) that nobody made, so that each test's child finds done what is done once.
void rehearse(PyObject* module);
// The same once, as a test would; of an event loop too where there is asyncio.
void rehearse_test(PyObject* module);

}  // namespace kata::python

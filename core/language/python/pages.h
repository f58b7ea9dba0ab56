// Large pages below the interpreter. A fork copies one entry for each of them instead of 512, and a child that only reads
// faults for none. Where the kernel has no large pages for us everything stays as it was.
#pragma once

namespace kata::python {

// Before Python starts: its object arenas come out of one region of large pages.
void use_large_arenas();

// What is allocated for Python objects while one of these lives lies together, and stays for ever.
class Packing {
 public:
  Packing();
  ~Packing();
  Packing(const Packing&) = delete;
  Packing& operator=(const Packing&) = delete;
};

// Once everything is warm: the program's own code and data move into large pages, and what is not used yet of the arenas
// goes back to small ones, so that a learner's memory is counted as finely as ever.
void settle_pages();

}  // namespace kata::python

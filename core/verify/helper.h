// The Python program that reads an author's sources for us (helper/main.py): each call starts it once. It is trusted and
// reads nothing of a learner's. Thread-safe.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "kata/value.h"
#include "verify/mutant.h"

namespace kata::verify {

class Helper {
 public:
  explicit Helper(std::filesystem::path folder) : folder_(std::move(folder)) {}

  // Throws Error where the program fails; its own words are the cause.
  std::vector<Mutant> python_mutants(const std::string& text) const;

  // Of C++ all mutants become one program.
  struct CppSource {
    std::string text;
    std::vector<std::string> flags;
    std::string header;             // included before it
  };
  struct CppMutants {
    std::vector<Mutant> mutants;
    Value places;                   // what stands once for each mutant; for program()
  };
  CppMutants cpp_mutants(const CppSource& source) const;
  struct Program {
    std::string text;               // mutant i of `mutants` is number i + 1 on standard input; 0 is the original
    std::vector<int> owners;        // by line from 0: the number of its mutant, 0: of none
  };
  Program cpp_program(const std::string& text, const CppMutants& mutants) const;

  // What stands behind a Python reference to watch it; _kata_watch(globals(), KIND) begins that, where KIND is what is changed.
  std::string watch() const;

  // Any request: {"do": …}.
  Value ask(const Value& request) const;

 private:
  std::filesystem::path folder_;
};

// The value of a key of a dict; none where there is none.
const Value& at(const Value& dict, std::string_view key);
std::string text_at(const Value& dict, std::string_view key);
int number_at(const Value& dict, std::string_view key);

}  // namespace kata::verify

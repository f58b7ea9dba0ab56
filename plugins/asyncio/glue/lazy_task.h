// What the tests of lazy_task ask of a learner's template; lazy_task.templates.cc answers with their file included.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace glue {

using Say = std::function<void(std::string)>;

int add(int a, int b);
int twice(int a, int b);
int depth(int levels);
int total(std::vector<int> numbers);
std::string greeting(std::string name);
int boxed(int number);
int reboxed(int number);
int copies_of(int grams);
int fails(std::string message);
int awaits_failure(std::string message);
std::string catches(std::string message);
int tell(Say say);
void tell_nothing(Say say);
int moved(int a, int b);
int assigned(int a, int b);
bool copyable();
bool movable();
int alive_after_get();
int alive_after_error();
int alive_unused();
int alive_after_moves();
int alive_when_moved_to();   // by another task, which lives on empty
bool stays_in_thread();

}  // namespace glue

#include "catalog/keys.h"

#include <algorithm>

#include "base/words.h"

namespace kata::catalog {

// In the order in which the first mistakes of a file are told.
const std::vector<Key> kTopicKeys = {
    {"schema", Shape::version, true, N_("The version of this format: 1.")},
    {"id", Shape::id, true, N_("The topic's name: that of its folder.")},
    {"locales", Shape::locales, true, N_("The languages that every text is there in.")},
    {"title", Shape::texts, true, N_("What people read, per language.")},
    {"level", Shape::one_of, false, N_("Basic, unless it says advanced."), 0, 0, {"basic", "advanced"}},
    {"after", Shape::words, false, N_("Topics that one should know before.")},
    {"plugin", Shape::id, false, N_("The library's name without lib and .so; the topic's id unless it says otherwise.")},
    {"warm", Shape::modules, false, N_("Python modules that are imported once for all submissions.")},
    {"exercises", Shape::exercises, true, N_("In the order in which they are shown.")},
};

const std::vector<Key> kExerciseKeys = {
    {"id", Shape::id, true, N_("The exercise's name: that of its folder, and of the fixture of its tests.")},
    {"title", Shape::texts, true, N_("What people read, per language.")},
    {"hints", Shape::text_lists, true, N_("Three in each language: where to look, what to use, nearly the answer."), 3, 3},
    {"languages", Shape::some_of, true, N_("What it may be solved in."), 0, 0, {"python", "cpp"}},
    {"difficulty", Shape::integer, true, N_("From 1 to 5."), 1, 5},
    {"revision", Shape::integer, false, N_("The next number when the tests change what is right; 1 unless it says otherwise."), 1, 1'000'000},
    {"points", Shape::integer, false, N_("10 unless it says otherwise."), 1, 1000},
    {"templates", Shape::boolean, false, N_("C++: the learner writes templates, so the glue is compiled with their file.")},
    {"import", Shape::one_of, false, N_("When a submission is loaded: once, or anew for each test."), 0, 0, {"once", "per_test"}},
    {"after", Shape::words, false, N_("Exercises of this topic that one should solve before.")},
    {"limits", Shape::limits, false, N_("What a test may use.")},
};

const std::vector<Key> kLimitKeys = {
    {"time", Shape::duration, false, N_("Processor time, like 2s or 500ms; 2s unless it says otherwise.")},
    {"memory", Shape::bytes, false, N_("Like 128MiB, which is what it is unless it says otherwise.")},
    {"processes", Shape::integer, false, N_("Processes and threads; 8 unless it says otherwise."), 1, 4096},
    {"files", Shape::integer, false, N_("Open files; 32 unless it says otherwise."), 8, 65536},
};

const Key& key_of(std::span<const Key> keys, std::string_view name) {
  return *std::find_if(keys.begin(), keys.end(), [&](const Key& key) { return key.name == name; });
}

}  // namespace kata::catalog

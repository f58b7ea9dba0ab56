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
    {"tests", Shape::one_of, false, N_("Where the tests run: compiled, where no submission can reach them, or pytest, beside the submission's code, which makes them weaker against tampering."), 0, 0, {"compiled", "pytest"}},
    {"after", Shape::words, false, N_("Exercises of this topic that one should solve before.")},
    {"limits", Shape::limits, false, N_("What a test may use.")},
};

const std::vector<Key> kLimitKeys = {
    {"time", Shape::duration, false, N_("Processor time, like 2s or 500ms; 2s unless it says otherwise.")},
    {"memory", Shape::bytes, false, N_("Like 128MiB, which is what it is unless it says otherwise.")},
    {"processes", Shape::integer, false, N_("Processes and threads; 8 unless it says otherwise."), 1, 4096},
    {"files", Shape::integer, false, N_("Open files; 32 unless it says otherwise."), 8, 65536},
};

const std::vector<Key> kTestKeys = {
    {"title", Shape::texts, true, N_("What a learner reads of it, per language.")},
    {"hint", Shape::texts, true, N_("What to try when it fails, per language.")},
    {"kind", Shape::one_of, false, N_("About the answer, unless it says technique: about how it is done."), 0, 0, {"answer", "technique"}},
    {"sample", Shape::boolean, false, N_("Shown to learners; all others are hidden.")},
    {"group", Shape::id, false, N_("Points are split equally over groups first.")},
    {"languages", Shape::some_of, false, N_("Where it is not for all of the exercise's languages."), 0, 0, {"python", "cpp"}},
    {"stays", Shape::text, false, N_("For kata verify: why it stays, though nothing fails it.")},
    {"accepts_junk", Shape::text, false, N_("For kata verify: why it takes junk for an answer.")},
};

const std::vector<Key> kInputsKeys = {
    {"empty", Shape::text, false, N_("For kata verify: why no test gives a list, tuple, set or dict without items.")},
    {"single", Shape::text, false, N_("For kata verify: why no test gives a single item.")},
    {"again", Shape::text, false, N_("For kata verify: why no test calls it a second time.")},
    {"default", Shape::text, false, N_("For kata verify: why a default is always left to itself, or never.")},
    {"once", Shape::text, false, N_("For kata verify: why no test gives what can be read only once.")},
    {"unchanged", Shape::text, false, N_("For kata verify: why the arguments may be changed.")},
};

namespace {

std::vector<Key> joined(std::vector<Key> keys, const std::vector<Key>& more) {
  keys.insert(keys.end(), more.begin(), more.end());
  return keys;
}

// In the order in which they are explained.
const std::vector<Key> kExpectationKeys = {
    {"returns", Shape::python, false, N_("What the call has to give: a Python literal, or a matcher as in near(3.14).")},
    {"raises", Shape::expression, false, N_("What the call has to raise, as in ValueError or ValueError('why').")},
    {"prints", Shape::python, false, N_("What has to go to standard output: a text in Python's quotes, or a matcher.")},
};

}  // namespace

const std::vector<Key> kStepKeys = joined({
    {"call", Shape::expression, false, N_("A call with Python literals, as in rotate([1, 2, 3], by=1).")},
    {"get", Shape::expression, false, N_("An attribute of an object that a step before made, as in shelf.size.")},
    {"as", Shape::name, false, N_("The name of the object that the call makes, for the steps behind it.")},
}, kExpectationKeys);

const std::vector<Key> kGenerateKeys = {
    {"count", Shape::integer, true, N_("How many inputs each seed has."), 1, 1000},
    {"args", Shape::generators, true, N_("How each name in the brackets of the call is drawn, as in lists(integers(0, 9)).")},
    {"oracle", Shape::one_of, true, N_("Who says what is right: the reference, when the topic is built."), 0, 0, {"reference"}},
    {"compare", Shape::one_of, false, N_("How near the answer has to be: equal, unless it says otherwise."), 0, 0, {"equal", "near", "in_any_order"}},
};

const std::vector<Key> kCaseKeys = joined(joined(kTestKeys, {
    {"call", Shape::expression, false, N_("A call with Python literals, as in rotate([1, 2, 3], by=1).")},
    {"probe", Shape::text, false, N_("Python that runs beside the submission and gives what it finds to observe(…).")},
    {"observes", Shape::python, false, N_("What the probe has to observe: a Python literal, or a matcher.")},
    {"steps", Shape::steps, false, N_("Several calls, one behind the other in one process.")},
    {"generate", Shape::generate, false, N_("Random inputs of the call, frozen when the topic is built.")},
}), kExpectationKeys);

const Key& key_of(std::span<const Key> keys, std::string_view name) {
  return *std::find_if(keys.begin(), keys.end(), [&](const Key& key) { return key.name == name; });
}

}  // namespace kata::catalog

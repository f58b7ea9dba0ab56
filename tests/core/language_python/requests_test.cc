#include <gtest/gtest.h>

#include "box.h"

namespace kata::python::testing {
namespace {

TEST(Requests, CallTakesDottedNamesAndHandles) {
  Box box("class Stack:\n    size = 0\n    def push(self, x, *, n=1):\n        self.size += n\n        return self\n"
          "    def __call__(self): return 'called'\nstack = Stack()\n");
  EXPECT_EQ(box.call("stack.push", {1}).how(), "value");
  const Value object = box.call("Stack").value();
  const std::uint64_t handle = object.get<Object>()->handle;
  EXPECT_EQ(box.request({"call", tuple(handle, "push"), list(1), dict({{"n", 3}}), "plain"}).how(), "value");
  EXPECT_EQ(box.request({"get", tuple(handle, "size")}).value(), Value(3));
  EXPECT_EQ(box.request({"call", tuple(handle, ""), list(), dict({}), "plain"}).value(), Value("called"));
  EXPECT_EQ(box.request({"get", "stack.size"}).value(), Value(1));
}

TEST(Requests, AMissingNameComesWithItsNeighbours) {
  Box box("import rotate_it\n" "def rotate(x): return x\nRotator = 1\n", {{"rotate_it.py", ""}});
  EXPECT_EQ(box.call("rotat").outcome, list("missing", "rotat", list("rotate", "Rotator")));
  EXPECT_EQ(box.call("elephant").outcome, list("missing", "elephant", list()));
}

TEST(Requests, ABatchGivesOneOutcomeEach) {
  Box box("def f(x):\n    return 1 / x\n");
  const Result result = box.request({"batch", list(list("f", list(1), dict({}), "plain"), list("f", list(0), dict({}), "plain"))});
  ASSERT_EQ(result.how(), "values");
  const Value values = result.value();
  EXPECT_EQ(values.items()->at(0), returns(1.0));
  EXPECT_EQ(values.items()->at(1).items()->at(0), Value("raised"));
}

TEST(Requests, AProbeSeesTheModuleAndTheRealBuiltins) {
  Box box("import builtins\nbuiltins.callable = lambda x: True\ncallable = 7\nx = 4\n");
  EXPECT_EQ(box.probe("observe(x)").value(), Value(4));
  EXPECT_EQ(box.probe("del callable\nobserve(callable(x))").value(), Value(false));
  EXPECT_EQ(box.probe("observe(n)", dict({{"n", 5}})).value(), Value(5));
  EXPECT_EQ(box.probe("\n    def g():\n        return 3\n    observe(g())\n").value(), Value(3));
}

TEST(Requests, AProbeHasHelpers) {
  Box box("def f(a, /, b, *c, d, **e): raise KeyError(a)\n");
  EXPECT_EQ(box.probe("observe([kind for _, kind in kinds(f)])").value(),
            list("positional-only", "positional", "*", "keyword-only", "**"));
  EXPECT_EQ(box.probe("observe(type(raised(f, 1, 2, d=3)).__name__)").value(), Value("KeyError"));
  EXPECT_EQ(box.probe("import itertools\nobserve(take(itertools.count(), 3))").value(), list(0, 1, 2));
}

TEST(Requests, AProbesOwnMistakeIsRaised) {
  Box box("");
  EXPECT_EQ(Box("x = 1\n").probe("observe(y)").raised(), "NameError");
}

Value fact(const Value& facts, const char* name) {
  const auto* dict = facts.get<Dict>();
  for (std::size_t i = 0; dict && i < dict->items.size(); ++i)
    if (dict->items[i].first == Value(name)) return dict->items[i].second;
  return nullptr;
}

TEST(Requests, SyntaxFactsComeFromACleanProcess) {
  Box box("import ast\nast.parse = None\nLIMIT = 86_400\ndef f(a, /, b, *, c=1):\n    for x in a:\n        if x:\n"
          "            print(x)\n        elif b:\n            pass\n");
  const Value facts = box.request({"syntax"}).value();
  ASSERT_EQ(facts.kind(), Kind::dict) << spell(facts);
  EXPECT_EQ(fact(facts, "imports"), list("ast"));
  EXPECT_EQ(fact(facts, "constants"), list("LIMIT"));
  const Value functions = fact(facts, "functions");
  const Value& f = functions.items()->at(0);
  EXPECT_EQ(fact(f, "name"), Value("f"));
  EXPECT_EQ(fact(f, "depth"), Value(2));
  EXPECT_EQ(fact(f, "length"), Value(6));
  EXPECT_EQ(fact(f, "calls"), list("print"));
  const Value parameters = fact(f, "parameters");
  EXPECT_EQ(fact(parameters.items()->at(2), "kind"), Value("keyword-only"));
}

TEST(Requests, AForkedChildThatComesBackSaysNothing) {
  Box box("import os\ndef f():\n    if os.fork() == 0:\n        return 'child'\n    os.wait()\n    return 'parent'\n");
  EXPECT_EQ(box.call("f").value(), Value("parent"));
  EXPECT_EQ(box.call("f").value(), Value("parent"));
}

TEST(Requests, WhatNobodyUnderstandsIsAnswered) {
  Box box("x = 1\n");
  EXPECT_EQ(box.request({"dance"}).raised(), "RuntimeError");
  EXPECT_EQ(box.request({"call", 1}).raised(), "RuntimeError");
  EXPECT_EQ(box.request({"get", "x"}).value(), Value(1));
}

TEST(Requests, AReplacedStdoutDoesNoHarm) {
  Box box("import sys\nsys.stdout = None\ndef f():\n    return 1\n");
  EXPECT_EQ(box.call("f").value(), Value(1));
}

}  // namespace
}  // namespace kata::python::testing

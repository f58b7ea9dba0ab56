#include <gtest/gtest.h>
#include <sys/wait.h>

#include "box.h"

namespace kata::python::testing {
namespace {

TEST(Load, GivesNoneAndTellsThatNothingIsLeft) {
  Box box("x = 1\n");
  EXPECT_EQ(box.loaded().outcome, returns(nullptr));
  EXPECT_EQ(box.loaded().number("threads"), 0);
  EXPECT_EQ(box.loaded().number("children"), 0);
}

TEST(Load, TellsThreadsThatTheImportLeft) {
  Box box("import threading\nthreading.Thread(target=threading.Event().wait, daemon=True).start()\n");
  EXPECT_EQ(box.loaded().number("threads"), 1);
}

TEST(Load, NamesTheModuleAndItsFile) {
  Box box("import sys, inspect\ndef f(): pass\ndef facts():\n"
          "    return [__name__, __spec__.name, __file__.endswith('/solution.py'), sys.modules['solution'].f is f,"
          " inspect.getsource(f)]\n");
  EXPECT_EQ(box.call("facts").value(), list("solution", "solution", true, true, "def f(): pass\n"));
}

TEST(Load, ReadsAPackage) {
  Box box("", {{"solution/__init__.py", "from .inner import f\n"}, {"solution/inner.py", "def f():\n    return 7\n"}});
  EXPECT_EQ(box.call("f").value(), Value(7));
}

TEST(Load, ReadsSourceAsPythonDoes) {
  Box cp1251("# -*- coding: cp1251 -*-\ndef f():\n    return '\xcf\xf0\xe8\xe2\xe5\xf2'\n");
  EXPECT_EQ(cp1251.call("f").value(), Value("Привет"));
  Box bom("\xef\xbb\xbf" "def f():\r\n    return 'a'\r\n");
  EXPECT_EQ(bom.call("f").value(), Value("a"));
}

TEST(Load, ShowsTheDecodedLineInATrace) {
  Box box("# -*- coding: cp1251 -*-\ndef f():\n    raise ValueError('\xcf')\n");
  const Result result = box.call("f");
  EXPECT_EQ(result.message(), "П");
  EXPECT_EQ(last_line(result.trace()), list("solution.py", 3, "f", "raise ValueError('П')"));
}

TEST(Load, ReportsASyntaxErrorWithItsLine) {
  Box box("def f():\n    return 1 +\n");
  EXPECT_EQ(box.loaded().raised(), "SyntaxError");
  const Value error = box.loaded().value();
  bool has_line = false;
  for (const auto& [name, value] : error.get<Exception>()->attributes) has_line |= name == "lineno" && value == Value(2);
  EXPECT_TRUE(has_line);
}

TEST(Load, ReportsBytesThatAreNoText) {
  EXPECT_EQ(Box("x = '\xff\xfe'\n").loaded().raised(), "SyntaxError");
  EXPECT_NE(Box(std::string("x = 1\0\n", 7)).loaded().raised(), "");
}

TEST(Load, ReportsAnExceptionWithTheLearnersLinesOnly) {
  Box box("import json\ndef g():\n    json.loads('{')\ng()\n");
  EXPECT_EQ(box.loaded().raised(), "JSONDecodeError");
  EXPECT_EQ(box.loaded().trace(), list(list("solution.py", 4, "<module>", "g()"), list("solution.py", 3, "g", "json.loads('{')")));
}

TEST(Load, ReportsExitsAsWhatTheyAre) {
  Box exits("import sys\nsys.exit(3)\n");
  EXPECT_EQ(exits.loaded().raised(), "SystemExit");
  Box hard("import os\nos._exit(0)\n");
  EXPECT_FALSE(hard.loaded().came);
  EXPECT_TRUE(WIFEXITED(hard.exit_status()));
}

TEST(Load, AMissingFileIsAnError) {
  Box box("", {{"other.py", "x = 1\n"}});
  EXPECT_EQ(box.loaded().raised(), "FileNotFoundError");
}

TEST(Load, RefusesInputAndBreakpointInWordsOfTheirOwn) {
  Box box("def ask():\n    return input('? ')\ndef stop():\n    breakpoint()\n");
  EXPECT_EQ(box.call("ask").raised(), "KataNoInput");
  EXPECT_EQ(last_line(box.call("ask").trace()), list("solution.py", 2, "ask", "return input('? ')"));
  EXPECT_EQ(box.call("stop").raised(), "KataNoDebugger");
}

TEST(Load, FlushesWhatWasPrinted) {
  Box box("print('loading', end='')\ndef f():\n    print('calling', end='')\n");
  EXPECT_EQ(box.output(), "loading");
  box.call("f");
  EXPECT_EQ(box.output(), "loadingcalling");
}

// The interpreter was warmed up before: of that nothing is to be seen.
TEST(Load, FindsAnInterpreterAsNew) {
  Box box(R"py(
import asyncio, sys
def modules():
    return [name for name in sys.modules if name in ("warm", "__main__.warm", "test")]
async def first_task():
    return asyncio.current_task().get_name()
def loop():
    made = asyncio.new_event_loop()
    asyncio.get_event_loop_policy().set_event_loop(made)
    same = asyncio.get_event_loop() is made
    made.close()
    return same
)py");
  EXPECT_EQ(box.call("modules").value(), list());
  EXPECT_EQ(box.call("loop").value(), Value(true));
  EXPECT_EQ(box.run("first_task").value(), Value("Task-1"));
}

}  // namespace
}  // namespace kata::python::testing

#!/usr/bin/python3
"""`kata run` with real boxes: drives the program $KATA as a process; as root also as an ordinary user."""

import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

KATA = os.environ["KATA"]
NOBODY = 65534
PASSED, FAILED, WRONG_USAGE, NO_SUBMISSION = 0, 1, 2, 3

PYTHON = """
import asyncio, os, sys, time

def rotate(items):
    items = list(items)
    return items[1:] + items[:1]

def tell(words):
    print("out:", words)
    print("err:", words, file=sys.stderr)

def echo():
    return [input(), sys.stdin.read()]

def fail(items):
    return items[7]

def leave(code):
    os._exit(code)

def crash():
    os.abort()

def sleep():
    time.sleep(3600)

def spin():
    while True:
        pass

def flood():
    while True:
        print("x" * 60000)

async def later(n):
    await asyncio.sleep(3600)
    return n + 1

def keyword(*, by=1):
    return {"by": by}
"""

CPP = """
#include "solution.h"

#include <algorithm>
#include <iostream>

std::vector<Parcel> rotate(std::vector<Parcel> parcels) {
  std::string line;
  while (std::getline(std::cin, line)) parcels.emplace_back(line);
  std::cout << "rotating " << parcels.size() << '\\n';
  if (!parcels.empty()) std::rotate(parcels.begin(), parcels.begin() + 1, parcels.end());
  return parcels;
}
"""


class Case(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="kata-run-"))
        self.folder.chmod(0o777)
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def run_kata(self, *arguments, user=None, given="", **more):
        """(exit code, standard output, standard error)."""
        environment = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": str(self.folder), **more}
        done = subprocess.run([KATA, "run", *arguments, "--exercise", "unpacking/rotate"], capture_output=True, cwd=self.folder,
                              env=environment, user=user, extra_groups=[] if user else None, input=given.encode(), timeout=120)
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    def write(self, name, text):
        (self.folder / name).write_text(text)
        return name


class Python(Case):
    def call(self, call, *arguments, text=PYTHON, **more):
        return self.run_kata(self.write("solution.py", text), "--call", call, *arguments, **more)

    def test_shows_what_a_call_returns(self):
        self.assertEqual(self.call("rotate([1, 'b', (2, None)])"), (PASSED, "['b', (2, None), 1]\n", ""))

    def test_shows_what_a_call_prints(self):
        self.assertEqual(self.call("tell('hello')"), (PASSED, "out: hello\nNone\n", "err: hello\n"))

    def test_shows_what_the_file_prints_when_it_is_loaded(self):
        self.assertEqual(self.call("rotate([])", text="print('hello')\n" + PYTHON), (PASSED, "hello\n[]\n", ""))
        self.assertEqual(self.run_kata(self.write("solution.py", "print('hello')\n")), (PASSED, "hello\n", ""))

    def test_passes_keywords(self):
        self.assertEqual(self.call("keyword(by=-3)"), (PASSED, "{'by': -3}\n", ""))

    def test_awaits_a_coroutine_without_waiting_for_its_clock(self):
        self.assertEqual(self.call("later(1)"), (PASSED, "2\n", ""))
        self.assertEqual(self.call("sleep()"), (PASSED, "None\n", ""))

    def test_gives_standard_input(self):
        self.assertEqual(self.call("echo()", "--input", "-", given="one\ntwo\nтри\n"), (PASSED, "['one', 'two\\nтри\\n']\n", ""))

    def test_gives_a_file_as_standard_input(self):
        (self.folder / "lines").write_text("first\nsecond")
        self.assertEqual(self.call("echo()", "--input", "lines"), (PASSED, "['first', 'second']\n", ""))

    def test_standard_input_of_one_call_is_there_when_the_file_is_loaded(self):
        text = "import sys\nLINES = sys.stdin.read().split()\ndef lines():\n    return LINES\n"
        self.assertEqual(self.call("lines()", "--input", "-", text=text, given="a b"), (PASSED, "['a', 'b']\n", ""))

    def test_without_input_there_is_nothing_to_read(self):
        code, out, err = self.call("echo()", given="not asked for\n")
        self.assertEqual((code, out), (FAILED, ""))
        self.assertIn("input()", err)

    def test_explains_an_exception(self):
        code, out, err = self.call("fail([1])")
        self.assertEqual((code, out), (FAILED, ""))
        for part in ("fail([1])", "IndexError", "list index out of range", "solution.py:16"):
            self.assertIn(part, err)

    def test_suggests_a_function(self):
        for name in ("rotat", "rot"):
            code, _, err = self.call(f"{name}([1])")
            self.assertEqual(code, FAILED)
            self.assertIn("`rotate`", err)

    def test_wraps_its_own_sentences(self):
        for lang in ("en", "ru"):
            _, _, err = self.call("leave(0)", "--lang", lang)
            self.assertGreater(len(err.splitlines()), 1)
            self.assertLessEqual(max(map(len, err.splitlines())), 80)

    def test_tells_how_it_ended(self):
        for call, sign in (("leave(0)", "exit code 0"), ("leave(3)", "exit code 3"), ("crash()", "SIGABRT"),
                           ("spin()", "did not finish in time"), ("flood()", "printed or wrote far too much")):
            with self.subTest(call):
                code, _, err = self.call(call)
                self.assertEqual(code, FAILED)
                self.assertIn(sign, err)

    def test_explains_what_cannot_be_loaded(self):
        code, out, err = self.call("f()", text="def f(:\n")
        self.assertEqual((code, out), (FAILED, ""))
        self.assertIn("SyntaxError: invalid syntax (solution.py, line 1)", err)

    def test_a_call_that_cannot_be_read_is_wrong_usage(self):
        for call in ("f(", "f(open('x'))", "f", "1", "f() + 1"):
            with self.subTest(call):
                code, out, err = self.call(call)
                self.assertEqual((code, out), (WRONG_USAGE, ""))
                self.assertIn("--call", err)
                self.assertNotRegex(self.call(call, "--lang", "ru")[2], r"\b(expected|column|literal|name|value)\b")

    def test_an_empty_file_is_no_submission(self):
        self.assertEqual(self.call("f()", text="")[0], NO_SUBMISSION)

    def test_speaks_russian(self):
        self.assertRegex(self.call("leave(3)", LC_ALL="ru_RU.UTF-8", LANGUAGE="ru")[2], "[а-я]")

    @unittest.skipUnless(os.geteuid() == 0, "needs root to become another user")
    def test_as_an_ordinary_user(self):
        self.assertEqual(self.call("echo()", "--input", "-", given="one\n", user=NOBODY), (PASSED, "['one', '']\n", ""))


class Cpp(Case):
    def test_suggests_a_function(self):
        code, _, err = self.call("rotat(['a'])")
        self.assertEqual(code, FAILED)
        self.assertIn("`rotate`", err)

    def call(self, call, *arguments, text=CPP, **more):
        return self.run_kata(self.write("solution.cc", text), "--call", call, *arguments, **more)

    def test_shows_what_a_call_prints_and_returns(self):
        self.assertEqual(self.call("rotate(['a', 'b', 'c'])"), (PASSED, 'rotating 3\n{"b", "c", "a"}\n', ""))

    def test_gives_standard_input(self):
        self.assertEqual(self.call("rotate(['a'])", "--input", "-", given="b\nc\n"), (PASSED, 'rotating 3\n{"b", "c", "a"}\n', ""))

    def test_explains_a_wrong_argument(self):
        code, out, err = self.call("rotate([1])")
        self.assertEqual((code, out), (FAILED, ""))
        self.assertIn("parcels", err)

    def test_explains_what_does_not_compile(self):
        code, out, err = self.call("rotate([])", text=CPP.replace("return parcels;", "return parcel;"))
        self.assertEqual((code, out), (FAILED, ""))
        for part in ("12:10", "‘parcel’ was not declared"):
            self.assertIn(part, err)

    def test_tells_of_a_crash(self):
        code, _, err = self.call("rotate([])", text=CPP.replace("std::string line;", "std::string line; *static_cast<volatile int*>(nullptr) = 1;"))
        self.assertEqual(code, FAILED)
        self.assertIn("SIGSEGV", err)

    @unittest.skipUnless(os.geteuid() == 0, "needs root to become another user")
    def test_as_an_ordinary_user(self):
        self.assertEqual(self.call("rotate(['a', 'b'])", user=NOBODY), (PASSED, 'rotating 2\n{"b", "a"}\n', ""))


if __name__ == "__main__":
    unittest.main()

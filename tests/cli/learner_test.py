#!/usr/bin/python3
"""Real submissions through the program $KATA, as a learner meets it: in a pipe and in a pseudo-terminal, in both languages; as root
also as an ordinary user."""

import contextlib
import os
import sqlite3
import time
import unittest

from grading import ENDLESS, EXERCISE, FORGETS_EMPTY, RIGHT, RIGHT_CPP, Grading
from process_test import ESCAPE, NOBODY


class Learner(Grading):
    def test_mends_a_solution_by_the_message_alone(self):
        self.assertEqual(self.kata("start", EXERCISE)[0], 0)
        work = self.folder / "unpacking" / "rotate"
        self.assertEqual(self.kata("test", cwd=work)[0], 1)   # what was started fails in its tests, not before
        self.write("unpacking/rotate/solution.py", FORGETS_EMPTY)
        code, out, err = self.kata("test", cwd=work)
        self.assertEqual((code, err), (1, ""))
        for part in ("✗ An empty queue stays empty", "rotate([])", "ValueError: not enough values", "solution.py:2 in rotate",
                     "first, *rest = items", "✓ The first item moves to the end", "--seed"):
            self.assertIn(part, out)
        self.assert_for_people(out)
        self.assertNotIn(ESCAPE, out)
        self.write("unpacking/rotate/solution.py", RIGHT)
        code, out, _ = self.kata("test", cwd=work)
        self.assertEqual(code, 0, out)
        self.assertIn("10.00 of 10.00 points", out)
        self.assertNotIn("✗", out)

    def test_mends_it_in_russian(self):
        self.write("anna.py", FORGETS_EMPTY)
        code, out, _ = self.kata("test", "anna.py", "--exercise", EXERCISE, "--lang", "ru", "--all")
        self.assertEqual(code, 1)
        for part in ("✗ Пустая очередь остаётся пустой", "ожидалось", "Подсказка", "баллы:"):
            self.assertIn(part, out)
        self.assertNotRegex(out, r"\b(expected  |returned|Hint|points|passed)\b")

    def test_is_told_what_takes_too_long(self):
        self.write("asleep.py", "import time\ndef rotate(items):\n    time.sleep(3600)\n")
        self.write("busy.py", ENDLESS)
        only = ("--exercise", EXERCISE, "--only", "MovesTheFirstItemToTheEnd", "--lang", "en")
        self.assertIn("it waited rather than computed", " ".join(self.kata("test", "asleep.py", *only)[1].split()))
        self.assertIn("while it computed", " ".join(self.kata("test", "busy.py", *only)[1].split()))

    def test_is_told_of_a_test_that_is_not_there(self):
        self.write("good.py", RIGHT)
        for command in ("test", "grade"):
            code, out, err = self.kata(command, "good.py", "--exercise", EXERCISE, "--only", "MovesTheFirstItemToEnd")
            self.assertEqual((code, out), (2, ""))
            self.assertIn("'MovesTheFirstItemToTheEnd'", err)
        err = self.kata("test", "good.py", "--exercise", EXERCISE, "--only", "Wrong", "--lang", "ru")[2]
        self.assertIn("нет теста «Wrong»", err)

    def test_is_shown_where_python_stopped_reading(self):
        self.write("anna.py", "def rotate(items)\n    return items\n")
        code, out, _ = self.kata("test", "anna.py", "--exercise", EXERCISE)
        self.assertEqual(code, 1)
        self.assertRegex(out, r"SyntaxError: expected ':'.*\n +def rotate\(items\)\n +\^\n")

    def test_is_told_in_known_words_that_nobody_types(self):
        self.write("anna.py", "def rotate(items):\n    return input()\n")
        out = self.kata("test", "anna.py", "--exercise", EXERCISE)[1]
        self.assertIn("calls input(), but nobody types", out)
        self.assert_for_people(out)

    def test_sees_the_result_in_a_terminal(self):
        self.write("anna.py", RIGHT)
        code, shown = self.terminal("test", "anna.py", "--exercise", EXERCISE)
        self.assertEqual(code, 0, shown)
        self.assertIn("\x1b[32m✓\x1b[0m", shown)
        code, shown = self.terminal("test", "anna.py", "--exercise", EXERCISE, NO_COLOR="1")
        self.assertEqual(code, 0)
        self.assertNotIn("\x1b", shown)

    def test_is_told_of_mistakes_in_whole_words(self):
        _, shown = self.terminal("test", "a" * 40, "--lang", "en")
        lines = shown.splitlines()
        self.assertEqual(" ".join(lines), f"kata: there is no file or folder '{'a' * 40}', and it is no exercise either")
        self.assertEqual([len(line) <= 80 for line in lines], [True, True])

    def test_cannot_be_owned_by_a_solution(self):
        self.write("anna.py", 'def rotate(items):\n    print("\\x1b]0;owned\\x07")\n    return "\\x1b[2J\\u202e"\n')
        _, shown = self.terminal("test", "anna.py", "--exercise", EXERCISE, NO_COLOR="1")
        for hostile in ("\x1b", "\x07", "\u202e"):
            self.assertNotIn(hostile, shown)

    def test_works_without_root(self):
        if os.getuid() != 0:
            self.skipTest("is an ordinary user already")
        self.user = NOBODY
        self.test_mends_a_solution_by_the_message_alone()


class Cpp(Grading):
    def test_starts_with_the_header_and_passes(self):
        self.assertEqual(self.kata("start", EXERCISE, "--language", "cpp")[0], 0)
        work = self.folder / "unpacking" / "rotate"
        self.assertIn("Parcel", (work / "solution.h").read_text())
        self.assertEqual(self.kata("test", cwd=work)[0], 1)
        self.write("unpacking/rotate/solution.cc", RIGHT_CPP)
        code, out, _ = self.kata("test", cwd=work)
        self.assertEqual(code, 0, out)
        self.assertIn("(C++)", out)

    def test_shows_the_compilers_words_in_own_lines(self):
        self.write("anna.cc", RIGHT_CPP.replace("return parcels;", "return parcel;"))
        code, out, _ = self.kata("test", "anna.cc", "--exercise", EXERCISE)
        self.assertEqual(code, 1)
        self.assertRegex(out, r"(?m)^ +5:10: error: .parcel. was not declared")
        self.assertNotIn("solution.cc:", out)

    def test_compiles_as_many_at_once_as_are_graded(self):
        """What compiles quickly is graded while the other, which came first, is still with the compiler."""
        sums = [f"constexpr long sum{each}() {{ long sum = 1; for (long i = 0; i < 200000; ++i) sum += i; return sum; }}\nstatic_assert(sum{each}() > 0);\n"
                for each in range(4)]
        self.write("all/a_slow.cc", RIGHT_CPP + "".join(sums))
        self.write("all/b_quick.cc", RIGHT_CPP)
        kept = self.folder / "kept"
        self.kata("grade", "all", "--exercise", EXERCISE, "--jobs", "2", "--journal", kept, "--quiet")
        with contextlib.closing(sqlite3.connect(kept)) as journal:
            rows = journal.execute("SELECT submission, verdict FROM results ORDER BY rowid").fetchall()
        self.assertEqual(rows, [(b"b_quick", "graded"), (b"a_slow", "graded")])

    def test_works_without_root(self):
        if os.getuid() != 0:
            self.skipTest("is an ordinary user already")
        self.user = NOBODY
        self.test_starts_with_the_header_and_passes()


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/python3
"""Real submissions through the program $KATA, as a learner and an instructor meet it: in a pipe and in a pseudo-terminal,
in both languages; as root also as an ordinary user."""

import contextlib
import ctypes
import json
import os
import pathlib
import pty
import re
import select
import signal
import sqlite3
import subprocess
import termios
import time
import unittest

from process_test import ESCAPE, KATA, NOBODY, Case, environment

RIGHT = "def rotate(items):\n    items = list(items)\n    return items[1:] + items[:1]\n"
FORGETS_EMPTY = "def rotate(items):\n    first, *rest = items\n    return [*rest, first]\n"
SWAPPED = "def rotate(items):\n    return [items[-1], *items[:-1]] if items else []\n"
ENDLESS = "def rotate(items):\n    while True:\n        pass\n"
RIGHT_CPP = """#include <algorithm>
#include "solution.h"
std::vector<Parcel> rotate(std::vector<Parcel> parcels) {
  if (!parcels.empty()) std::ranges::rotate(parcels, parcels.begin() + 1);
  return parcels;
}
"""
EXERCISE = "unpacking/rotate"
DOCUMENTED = (pathlib.Path(__file__).parents[2] / "docs" / "json.md").read_text()
BECOME_SUBREAPER = 36   # prctl: what kata leaves behind becomes a child of this process


def without_measures(report):
    """What is left of JSON when all that is measured is taken out."""
    if isinstance(report, dict):
        return {key: without_measures(value) for key, value in report.items() if key not in ("wall_ms", "cpu_ms", "memory_bytes")}
    return [without_measures(value) for value in report] if isinstance(report, list) else report


class Grading(Case):
    def setUp(self):
        super().setUp()
        self.user = None

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        for part in [path, *path.parents]:
            if part == self.folder:
                break
            part.chmod(0o777)
        return path

    def kata(self, *arguments, **more):
        more.setdefault("user", self.user)
        return super().kata(*arguments, **more, XDG_CACHE_HOME=str(self.folder / ".cache"))

    def assert_for_people(self, text):
        """No name of a test and nothing of C++ or of the tests' own vocabulary."""
        self.assertNotRegex(re.sub(r"\w*(Error|Exception|Iteration)\b", "", text), r"\b[A-Z][a-z]+[A-Z]\w*")
        self.assertNotRegex(text, r"std::|EXPECT_|\bnullptr\b|gtest|observe\(")


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


class Instructor(Grading):
    def course(self):
        for name, text in (("anna/unpacking/rotate/solution.py", RIGHT), ("boris/unpacking/rotate/solution.py", SWAPPED),
                           ("carl/unpacking/rotate/solution.py", "import os\nos._exit(0)\n"), ("dora/unpacking/rotate/solution.py", ""),
                           ("emil/unpacking/rotate/solution.cc", RIGHT_CPP), ("fred/unpackin/rotate/solution.py", RIGHT)):
            self.write("course/" + name, text)

    def results(self, *arguments):
        code, out, err = self.kata("grade", *arguments, "--format", "json")
        return code, {result["submission"].split("/")[0]: result for result in json.loads(out)["results"]}, err

    def test_grades_a_course_whatever_is_in_it(self):
        self.course()
        code, results, err = self.results("course")
        self.assertEqual(code, 1, err)
        self.assertEqual(list(results), ["anna", "boris", "carl", "dora", "emil", "fred"])
        self.assertEqual([result["verdict"] for result in results.values()],
                         ["graded", "graded", "does_not_import", "not_a_submission", "graded", "not_a_submission"])
        self.assertEqual([result["passed"] for result in results.values()], [True, False, False, False, True, False])
        self.assertEqual(results["carl"]["reason"], "ended_early")
        self.assertIn("did you mean 'unpacking'", results["fred"]["message"])

    def test_prints_only_what_is_documented(self):
        self.course()
        _, results, _ = self.results("course")
        for result in results.values():
            for key in result:
                self.assertRegex(DOCUMENTED, rf"[`\"]{key}[`\"]", key)
            for test in result["tests"]:
                for key in test:
                    self.assertRegex(DOCUMENTED, rf"`(tests\[\]\.)?{key}`|\"{key}\"", key)
                self.assertRegex(DOCUMENTED, rf"`{test['verdict']}`")

    def test_repeats_a_report_by_its_seed(self):
        self.course()
        _, first, _ = self.results("course", "--seed", "7")
        _, second, _ = self.results("course", "--seed", "7", "--jobs", "2")
        self.assertEqual(without_measures(first), without_measures(second))
        self.assertEqual({result["seed"] for name, result in first.items() if name not in ("dora", "fred")}, {7})

    def test_prints_a_table(self):
        self.course()
        code, out, err = self.kata("grade", "course", "--output", "table.txt", "--jobs", "2")
        self.assertEqual((code, out), (1, ""))
        self.assertIn("[6/6]", err)
        table = (self.folder / "table.txt").read_text()
        self.assertRegex(table, r"(?m)^anna +unpacking/rotate +27 of 27 tests passed +10\.00/10\.00$")
        self.assertIn("2 of 6 submissions passed", table)
        self.assertLessEqual(max(map(len, table.splitlines())), 80)
        self.assertEqual(self.kata("grade", "course/anna", "--quiet")[::2], (0, ""))
        self.assertEqual(self.kata("grade", "course/boris", "--exit-zero")[0], 0)

    def test_adds_a_folder_of_topics(self):
        self.write("more/katas/bad/topic.yaml", "schema: 1\nidd: bad\n")
        self.write("course/anna/unpacking/rotate/solution.py", RIGHT)
        self.write("course/boris/bad/thing/solution.py", RIGHT)
        code, out, err = self.kata("list", KATA_PATH=str(self.folder / "more"))
        self.assertEqual(code, 0)
        self.assertIn("unpacking/rotate", out)
        self.assertIn("bad/topic.yaml:2:1: unknown key 'idd' (did you mean 'id'?)", err)
        code, out, _ = self.kata("grade", "course", KATA_PATH=str(self.folder / "more"))
        self.assertEqual(code, 4)
        self.assertIn("1 of 2 submissions passed; 1 was not graded by a fault of kata", out)

    def test_is_told_in_russian_what_is_wrong_with_a_library(self):
        self.write("more/katas/mine/topic.yaml", "schema: 1\nid: mine\ntitle: {en: Mine}\nlocales: [en]\nexercises:\n"
                   "  - {id: one, title: {en: One}, languages: [python], difficulty: 1, hints: {en: [a, b, c]}}\n")
        for name in ("prompt.en.md", "starter.py"):
            self.write("more/katas/mine/one/" + name, "x")
        self.write("anna.py", RIGHT)
        told = lambda: self.kata("test", "anna.py", "--exercise", "mine/one", "--lang", "ru", KATA_PATH=str(self.folder / "more"))
        code, out, _ = told()
        self.assertEqual(code, 4)
        self.assertIn("библиотеки libmine.so нет ни в одной из папок", " ".join(out.split()))
        self.write("more/plugins/libmine.so", "this is no library")
        code, out, _ = told()
        self.assertEqual(code, 4)
        self.assertIn("libmine.so не загружается: file too short", " ".join(out.split()))
        self.assertIn("kata_add_topic()", out)

    def test_may_stop_reading(self):
        self.course()
        reader, writer = os.pipe()
        os.close(reader)
        done = subprocess.run([KATA, "grade", "course/anna", "--quiet"], stdout=writer, stderr=subprocess.PIPE, env=environment(), cwd=self.folder)
        os.close(writer)
        self.assertEqual((done.returncode, done.stderr), (128 + signal.SIGPIPE, b""))

    def test_asks_the_doctor(self):
        code, out, err = self.kata("doctor", "--format", "json")
        self.assertEqual((code, err), (0, ""), out)
        found = json.loads(out)
        for protection in found["protections"]:
            self.assertTrue(protection["holds"] or not protection["essential"], protection)
        self.assertRegex(self.kata("doctor")[1], r"^Isolation: (full|reduced)")
        self.assertNotRegex(self.kata("doctor", "--lang", "ru")[1], r"\b(the|is|of)\b")

    def test_works_without_root(self):
        if os.getuid() != 0:
            self.skipTest("is an ordinary user already")
        self.user = NOBODY
        self.test_grades_a_course_whatever_is_in_it()
        self.test_asks_the_doctor()


class Interrupted(Grading):
    def test_keeps_what_is_done_and_leaves_nothing_behind(self):
        ctypes.CDLL(None).prctl(BECOME_SUBREAPER, 1, 0, 0, 0)
        self.write("in/anna.py", RIGHT)
        self.write("in/boris.py", ENDLESS)
        self.write("in/carl.py", ENDLESS)
        pid, fd = pty.fork()
        if pid == 0:
            os.chdir(self.folder)
            os.execve(KATA, [KATA, "grade", "in", "--exercise", EXERCISE], environment(NO_COLOR="1"))
        before = termios.tcgetattr(fd)
        shown = self.read(fd, until=b"anna")
        self.assertIn(b"\r\x1b[K[1/3] anna", shown)   # one line that is written over
        os.write(fd, b"\x03")
        shown += self.read(fd)
        self.assertEqual(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), 130, shown)
        self.assertIn("interrupted: 1 of 3 were graded", shown.decode())
        self.assertIn("1 of 1 submission passed", shown.decode())
        self.assertEqual(before[:6], termios.tcgetattr(fd)[:6])
        os.close(fd)
        self.assert_no_child_is_left()

    def read(self, fd, until=None):
        shown = b""
        while until is None or until not in shown:
            ready, _, _ = select.select([fd], [], [], 60)
            self.assertTrue(ready, shown)
            try:
                piece = os.read(fd, 65536)
            except OSError:
                break
            if not piece:
                break
            shown += piece
        return shown

    def assert_no_child_is_left(self):
        last = time.monotonic() + 20
        while time.monotonic() < last:   # what dies with its parent takes a moment to do so
            try:
                if os.waitpid(-1, os.WNOHANG)[0] == 0:
                    select.select([], [], [], 0.01)
            except ChildProcessError:
                return
        self.fail("a process of kata is still there")


class Resumed(Grading):
    """A batch that was ended at any moment, by whatever, and gone on with."""

    def batch(self, count=24):
        for number in range(count):
            text = (RIGHT, FORGETS_EMPTY, SWAPPED, "1 / 0\n")[number % 4]
            self.write(f"in/student{number}.py", f"{text}# {number}\n")
        self.write("in/nothing.py", "")

    def grade(self, *arguments, **more):
        return self.kata("grade", "in", "--exercise", EXERCISE, "--format", "json", "--jobs", "2", *arguments, **more)

    def started(self, *arguments, until=3):
        """A batch that has told of `until` results."""
        running = subprocess.Popen([KATA, "grade", "in", "--exercise", EXERCISE, "--jobs", "2", *arguments], stderr=subprocess.PIPE,
                                   stdout=subprocess.DEVNULL, cwd=self.folder, env=environment(), user=self.user)
        told = [running.stderr.readline() for _ in range(until)]
        self.assertTrue(told[-1].startswith(b"["), told)
        return running

    def ended(self, running, number):
        running.send_signal(number)
        said = running.communicate()[1].decode()
        return running.returncode, said

    def report(self, name):
        return without_measures(json.loads((self.folder / name).read_text()))

    def test_reports_the_same_as_if_nothing_had_happened(self):
        self.batch()
        self.assertEqual(self.grade("--output", "whole.json")[0], 1)
        self.assertEqual(self.ended(self.started("--format", "text", "--output", "r.json"), signal.SIGKILL)[0], -signal.SIGKILL)
        self.assertFalse((self.folder / "r.json").exists())
        code, _, err = self.grade("--output", "r.json")
        self.assertEqual(code, 2)
        self.assertIn("--resume", err)
        self.assertEqual(self.grade("--output", "r.json", "--resume")[0], 1)
        self.assertEqual(self.report("r.json"), self.report("whole.json"))
        self.assertEqual(sorted(path.name for path in self.folder.iterdir()), ["in", "r.json", "whole.json"])

    def test_prints_the_same_table(self):
        self.batch()
        whole = self.kata("grade", "in", "--exercise", EXERCISE, "--quiet")
        self.ended(self.started("--journal", "j"), signal.SIGKILL)
        self.assertEqual(self.kata("grade", "in", "--exercise", EXERCISE, "--quiet", "--journal", "j", "--resume"), whole)

    def test_says_how_to_go_on_when_it_is_told_to_end(self):
        self.batch()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            code, said = self.ended(self.started("--journal", f"j{number}"), number)
            self.assertEqual(code, 130)
            self.assertIn(f"kept in j{number}; the same command with --resume", said)
            code, out, _ = self.grade("--journal", f"j{number}", "--resume")
            self.assertEqual((code, len(json.loads(out)["results"])), (1, 25))

    def test_loses_nothing_when_nobody_reads(self):
        self.batch()
        reader, writer = os.pipe()
        os.close(reader)
        done = subprocess.run([KATA, "grade", "in", "--exercise", EXERCISE, "--journal", "j"], stdout=writer, stderr=writer,
                              env=environment(), cwd=self.folder)
        os.close(writer)
        self.assertEqual(done.returncode, 128 + signal.SIGPIPE)
        code, out, _ = self.grade("--journal", "j", "--resume")
        self.assertEqual((code, len(json.loads(out)["results"])), (1, 25))

    def test_is_refused_while_another_one_runs(self):
        self.batch(60)
        running = self.started("--journal", "j")
        running.send_signal(signal.SIGSTOP)
        code, out, err = self.grade("--journal", "j", "--resume", "--lang", "ru")
        self.assertEqual((code, out), (4, ""))
        self.assertIn("журнал j занят другой kata", err)
        self.ended(running, signal.SIGKILL)
        self.assertEqual(self.grade("--journal", "j", "--resume")[0], 1)

    def test_tells_what_is_wrong_with_a_journal(self):
        self.batch(1)
        self.write("j", RIGHT * 20)
        self.assertIn("j is no journal of kata", self.grade("--journal", "j", "--resume")[2])
        self.assertIn("j — не журнал kata", self.grade("--journal", "j", "--lang", "ru")[2])
        self.assertEqual((self.folder / "j").read_text(), RIGHT * 20)
        code, _, err = self.grade("--resume")
        self.assertEqual(code, 2)
        self.assertIn("--journal FILE", err)

    def test_works_without_root(self):
        if os.getuid() != 0:
            self.skipTest("is an ordinary user already")
        self.user = NOBODY
        self.test_reports_the_same_as_if_nothing_had_happened()


if __name__ == "__main__":
    unittest.main()

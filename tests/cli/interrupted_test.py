#!/usr/bin/python3
"""Batches of the program $KATA that end before their time, and what goes on from there; as root also as an ordinary user."""

import ctypes
import json
import os
import pty
import select
import signal
import subprocess
import termios
import time
import unittest

from grading import ENDLESS, EXERCISE, FORGETS_EMPTY, RIGHT, SWAPPED, Grading, without_measures
from process_test import KATA, NOBODY, environment

BECOME_SUBREAPER = 36   # prctl: what kata leaves behind becomes a child of this process


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

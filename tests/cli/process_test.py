#!/usr/bin/python3
"""Drives the program $KATA as a real process, in a pipe and in a pseudo-terminal; as root also as an ordinary user."""

import json
import os
import pathlib
import pty
import re
import select
import shutil
import signal
import subprocess
import tempfile
import unittest

KATA = os.environ["KATA"]
NOBODY = 65534
ESCAPE = "\x1b["


def environment(**more):
    kept = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TERM": "xterm", "HOME": "/nonexistent"}
    return {**kept, **more}


class Case(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="kata-process-"))
        self.folder.chmod(0o777)
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def kata(self, *arguments, user=None, cwd=None, **more):
        """In a pipe: (exit code, standard output, standard error)."""
        done = subprocess.run([KATA, *arguments], capture_output=True, cwd=cwd or self.folder, env=environment(**more), user=user,
                              extra_groups=[] if user else None, timeout=60)
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    def terminal(self, *arguments, **more):
        """In a pseudo-terminal: (exit code, all that it showed)."""
        pid, fd = pty.fork()
        if pid == 0:
            os.chdir(self.folder)
            os.execve(KATA, [KATA, *arguments], environment(**more))
        shown = b""
        while True:
            ready, _, _ = select.select([fd], [], [], 60)
            self.assertTrue(ready, "kata says nothing and doesn't end")
            try:
                piece = os.read(fd, 65536)
            except OSError:
                break
            if not piece:
                break
            shown += piece
        os.close(fd)
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), shown.decode()


class Pipe(Case):
    def test_help_names_every_command(self):
        code, out, err = self.kata("--help")
        self.assertEqual((code, err), (0, ""))
        for command in ("list", "show", "start", "test", "run", "grade", "doctor"):
            self.assertRegex(out, rf"(?m)^  {command} ")
            code, text, _ = self.kata(command, "--help")
            self.assertEqual(code, 0)
            self.assertIn("Examples", text)

    def test_version(self):
        self.assertRegex(self.kata("--version")[1], r"^kata \d+\.\d+\.\d+\n$")

    def test_nothing_is_wrong_usage(self):
        self.assertEqual(self.kata()[0], 2)

    def test_unknown_words_get_a_suggestion(self):
        for arguments, hint in ((["tset"], "'test'"), (["list", "--fromat", "json"], "'--format'"), (["show", "unpackin/swap"], "'unpacking'"),
                                (["show", "unpacking/swp"], "'swap'"), (["--colour"], "'--color'"), (["list", "--lang", "rus"], "'ru'")):
            code, out, err = self.kata(*arguments)
            self.assertEqual((code, out), (2, ""), arguments)
            self.assertIn(hint, err)

    def test_list_has_no_colour_and_fits_80_cells(self):
        code, out, _ = self.kata("list", "unpacking")
        self.assertEqual(code, 0)
        self.assertNotIn(ESCAPE, out)
        self.assertLessEqual(max(map(len, out.splitlines())), 80)

    def test_list_is_json(self):
        code, out, _ = self.kata("list", "--format", "json")
        self.assertEqual(code, 0)
        found = json.loads(out)
        self.assertEqual(found["schema"], 1)
        self.assertIn("unpacking", [topic["id"] for topic in found["topics"]])

    def test_colour_where_it_is_asked_for(self):
        self.assertIn(ESCAPE, self.kata("list", "unpacking", "--color", "always")[1])

    def test_a_closed_pipe_is_no_fault(self):
        reader, writer = os.pipe()
        os.close(reader)
        done = subprocess.run([KATA, "list", "unpacking"], stdout=writer, stderr=subprocess.PIPE, env=environment())
        os.close(writer)
        self.assertEqual((done.returncode, done.stderr), (128 + signal.SIGPIPE, b""))

    def test_a_full_disk_is_told(self):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([KATA, "--version"], stdout=full, stderr=subprocess.PIPE, env=environment())
        self.assertEqual(done.returncode, 4)
        self.assertIn(b"No space left", done.stderr)

    def test_closed_descriptors(self):
        done = subprocess.run(["/bin/sh", "-c", f"'{KATA}' --version >&-"], stderr=subprocess.PIPE, env=environment())
        self.assertEqual(done.returncode, 4)
        self.assertIn(b"standard output", done.stderr)
        done = subprocess.run(["/bin/sh", "-c", f"'{KATA}' list unpacking <&- 2>&-"], stdout=subprocess.PIPE, env=environment())
        self.assertEqual(done.returncode, 0)

    def test_an_ordinary_user(self):
        if os.getuid() != 0:
            self.skipTest("is one already")
        for arguments in (["list", "unpacking"], ["show", "unpacking/swap"], ["start", "unpacking/swap"]):
            self.assertEqual(self.kata(*arguments, user=NOBODY)[0], 0, arguments)


class Terminal(Case):
    def test_gets_colour(self):
        code, shown = self.terminal("list", "unpacking")
        self.assertEqual(code, 0)
        self.assertIn(ESCAPE, shown)

    def test_no_color_holds(self):
        self.assertNotIn(ESCAPE, self.terminal("list", "unpacking", NO_COLOR="1")[1])
        self.assertNotIn(ESCAPE, self.terminal("list", "unpacking", TERM="dumb")[1])
        self.assertNotIn(ESCAPE, self.terminal("list", "unpacking", "--color=never")[1])
        self.assertIn(ESCAPE, self.terminal("list", "unpacking", "--color=always", NO_COLOR="1")[1])

    def test_names_cannot_reach_it(self):
        (self.folder / "in").mkdir()
        (self.folder / "in" / "\x1b]0;owned\x07\u202e.py").write_text("")
        _, shown = self.terminal("grade", "in", NO_COLOR="1")
        self.assertNotIn("\x1b", shown)
        self.assertNotIn("\x07", shown)
        self.assertNotIn("\u202e", shown)


class Start(Case):
    def test_makes_a_folder_and_never_overwrites(self):
        self.assertEqual(self.kata("start", "unpacking/swap")[0], 0)
        work = self.folder / "unpacking" / "swap"
        self.assertEqual(sorted(path.name for path in work.iterdir()), [".kata", "prompt.md", "solution.py"])
        (work / "solution.py").write_text("mine\n")
        (work / "prompt.md").unlink()
        self.assertEqual(self.kata("start", "unpacking/swap")[0], 0)
        self.assertEqual((work / "solution.py").read_text(), "mine\n")
        self.assertTrue((work / "prompt.md").exists())

    def test_refuses_where_it_may_not_write(self):
        (self.folder / "unpacking").write_text("a file")
        code, out, err = self.kata("start", "unpacking/swap")
        self.assertEqual((code, out), (2, ""))
        self.assertIn("cannot make the folder", err)

    def test_is_needed_before_test(self):
        code, _, err = self.kata("test", "unpacking/swap")
        self.assertEqual(code, 2)
        self.assertIn("kata start unpacking/swap", err)
        self.assertEqual(self.kata("test")[0], 2)


class Grade(Case):
    def submission(self, name, text="x = 1\n"):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def test_says_the_three_ways_to_name_an_exercise(self):
        self.submission("anna.py")
        code, out, err = self.kata("grade", "anna.py")
        self.assertEqual(code, 3)
        for way in ("--exercise", "<student>/<topic>/<exercise>", "kata start"):
            self.assertIn(way, out + err)

    def test_is_json_whatever_the_names(self):
        for name in ("in/-rf.py", "in/new\nline.py", "in/\x1b[2J.py", "in/ja ж.py"):
            self.submission(name)
        with open(os.fsencode(self.folder) + b"/in/\xff.py", "wb"):
            pass
        code, out, _ = self.kata("grade", "in", "--format", "json")
        self.assertEqual(code, 3)
        results = json.loads(out)["results"]
        self.assertEqual(len(results), 5)
        self.assertEqual({result["verdict"] for result in results}, {"not_a_submission"})
        self.assertNotIn("\x1b", out)

    def test_writes_its_output_whole(self):
        self.submission("in/anna.py")
        self.assertEqual(self.kata("grade", "in", "--format", "json", "--output", "out.json")[0], 3)
        self.assertEqual(json.loads((self.folder / "out.json").read_text())["schema"], 1)
        self.assertEqual(sorted(path.name for path in self.folder.iterdir()), ["in", "out.json"])

    def test_a_file_called_like_an_option(self):
        self.submission("-x.py")
        code, _, err = self.kata("grade", "--format", "json", "--", "-x.py")
        self.assertEqual(code, 3, err)

    def test_exit_zero(self):
        self.submission("anna.py")
        self.assertEqual(self.kata("grade", "anna.py", "--exit-zero")[0], 0)

    def test_a_path_that_is_not_there(self):
        self.assertEqual(self.kata("grade", "none")[0], 3)


class Languages(Case):
    def test_follow_the_locale_also_where_none_is_generated(self):
        for more in ({"LANG": "ru_RU.UTF-8"}, {"LC_ALL": "ru_RU.UTF-8"}, {"LC_MESSAGES": "ru_RU"}, {"LANGUAGE": "ru"}):
            self.assertIn("команда", self.kata("nonsense", **more)[2], more)
        self.assertIn("command", self.kata("nonsense", LANG="fi_FI.UTF-8")[2])
        self.assertIn("command", self.kata("nonsense", LANG="ru_RU.UTF-8", LC_ALL="C")[2])

    def test_follow_the_option_before_all_else(self):
        self.assertIn("команда", self.kata("--lang", "ru", "nonsense")[2])
        self.assertIn("command", self.kata("nonsense", "--lang=en", LANG="ru_RU.UTF-8")[2])

    def test_leave_no_english_in_a_mistake(self):
        for arguments in (["test", "--exercise"], ["test", "--all=x"], ["grade", "--jobs="], ["test", "--lang"], ["grade"], ["test", "--formt", "json"]):
            code, _, err = self.kata("--lang", "ru", *arguments)
            self.assertEqual(code, 2, arguments)
            self.assertRegex(err, "[а-яё]{3}")
            self.assertNotRegex(err, r"\b(required|missing|convert|needs|value|mean|see)\b")

    def test_are_those_of_prompts_too(self):
        self.assertRegex(self.kata("show", "unpacking/swap", "--lang", "ru")[1], "[а-яё]{3}")
        self.assertNotRegex(self.kata("show", "unpacking/swap", "--lang", "en")[1], "[а-яё]{3}")

    def test_have_no_english_left_in_the_help(self):
        for command in ("list", "show", "start", "test", "run", "grade", "doctor"):
            text = self.kata(command, "--help", "--lang", "ru")[1]
            self.assertNotRegex(text, r"\b(the|what|which|where|unless)\b", command)

    def test_fit_80_cells(self):
        for language in ("en", "ru"):
            for line in self.kata("list", "unpacking", "--lang", language)[1].splitlines():
                self.assertLessEqual(len(re.sub(r"\x1b\[\d+m", "", line)), 80)


if __name__ == "__main__":
    unittest.main()

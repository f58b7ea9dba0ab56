#!/usr/bin/python3
"""Drives `kata verify` as a real process, on a copy of the topic `weak`: $KATA, $KATA_LIBRARY its library, $KATA_TOPIC the
folder that has it below katas/ and plugins/."""

import json
import os
import pathlib
import pty
import select
import shutil
import signal
import subprocess
import tempfile
import unittest

KATA, LIBRARY, TOPIC = (os.environ[name] for name in ("KATA", "KATA_LIBRARY", "KATA_TOPIC"))

# In the place of CMake: writes down what it is asked for and makes the library newer, or fails while there is a file `broken`.
CMAKE = """#!/bin/sh
echo "$@" >> {folder}/built
[ ! -e {folder}/broken ] || {{ echo "error: broken on purpose"; exit 1; }}
touch {library}
"""


class Case(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="kata-verify-"))
        self.addCleanup(shutil.rmtree, self.folder)
        for part in ("katas", "plugins"):
            shutil.copytree(pathlib.Path(TOPIC) / part, self.folder / part)
        library = self.folder / "build/kata/plugins/libweak.so"
        library.parent.mkdir(parents=True)
        shutil.copy(LIBRARY, library)
        (self.folder / "build/CMakeCache.txt").touch()
        (self.folder / "bin").mkdir()
        cmake = self.folder / "bin/cmake"
        cmake.write_text(CMAKE.format(folder=self.folder, library=library))
        cmake.chmod(0o755)
        self.environment = {"PATH": f"{self.folder}/bin:/usr/bin:/bin", "HOME": str(self.folder), "LANG": "C.UTF-8", "TERM": "xterm",
                            "KATA_PATH": str(self.folder)}
        self.solutions = self.folder / "plugins/weak/solutions/sound"
        self.record = self.folder / "plugins/weak/translations"

    def built(self):
        file = self.folder / "built"
        return file.read_text().splitlines() if file.exists() else []

    def verify(self, *words):
        done = subprocess.run([KATA, "verify", "--seeds", "1", *words], env=self.environment, capture_output=True, text=True, timeout=120)
        return done.returncode, " ".join((done.stdout + done.stderr).split())


class Build(Case):
    def test_what_is_up_to_date_is_not_built(self):
        self.verify("weak/sound")
        self.assertEqual(self.built(), [])

    def test_what_is_newer_than_its_library_is_built(self):
        (self.folder / "plugins/weak/tests/sound_test.cc").touch()
        self.verify("weak/sound")
        self.assertEqual(self.built(), [f"--build {self.folder}/build --target kata_topics"])

    def test_a_project_that_never_was_is_configured(self):
        (self.folder / "build/CMakeCache.txt").unlink()
        (self.folder / "plugins/weak/tests/sound_test.cc").touch()
        self.verify("weak/sound")
        self.assertTrue(self.built()[0].startswith(f"-S {self.folder} -B {self.folder}/build -DCMAKE_PREFIX_PATH="), self.built())
        self.assertEqual(len(self.built()), 2)

    def test_a_build_that_fails_says_how_to_try_again(self):
        (self.folder / "broken").touch()
        (self.folder / "plugins/weak/tests/sound_test.cc").touch()
        code, said = self.verify("weak/sound")
        self.assertEqual(code, 4)
        self.assertIn("error: broken on purpose", said)
        self.assertIn(f"cmake --build {self.folder}/build --target kata_topics", said)


class Record(Case):
    def test_one_exercise_is_written_down_and_the_others_stay(self):
        _, said = self.verify("weak/sound")
        self.assertIn("texts are new", said)
        self.record.write_text("careless/prompt en:00000000 ru:00000000\n")
        _, said = self.verify("weak/sound", "--record")
        self.assertNotIn("texts are new", said)
        lines = self.record.read_text().splitlines()
        self.assertEqual(lines[0], "careless/prompt en:00000000 ru:00000000")
        self.assertTrue(all(line.startswith("sound/") for line in lines[1:]) and len(lines) > 20, lines)
        _, said = self.verify("weak/sound")
        self.assertNotIn("texts are new", said)

    def test_a_text_that_changed_in_one_language_is_stale(self):
        self.verify("weak/sound", "--record")
        prompt = self.folder / "katas/weak/sound/prompt.en.md"
        prompt.write_text(prompt.read_text() + "\nOne rule more.\n")
        _, said = self.verify("weak/sound")
        self.assertIn("stale: en changed and ru did not", said)


class Prompt(Case):
    def test_who_is_asked_to_work_in_place_may_change_what_is_given(self):
        prompt = self.folder / "katas/weak/careless/prompt.en.md"
        prompt.write_text(prompt.read_text() + "\nChange the list in\nplace.\n")
        _, said = self.verify("weak/careless")
        self.assertIn("inputs: ", said)
        self.assertNotIn("unchanged: ", said)


class Equivalents(Case):
    def test_a_thousand_inputs_void_a_claim_that_a_hundred_let_pass(self):
        (self.solutions / "reference.py").write_text("# reference\ndef size(number):\n    if number in range(700, 706):\n        return number\n    return abs(number)\n")
        _, said = self.verify("weak/sound", "--format", "json")
        report, = json.loads(said)["topics"][0]["exercises"]
        mutant, = (one for one in report["mutation"]["survivors"] if "None" in one["diff"])
        (self.solutions / "equivalents.yaml").write_text(f"- mutant: '{mutant['key']}'\n  reason: it is said to be\n")
        _, said = self.verify("weak/sound")
        self.assertIn(f"equivalents: {mutant['key']} is said to mean the same as the reference, and fails a test with another seed", said)


class Watch(Case):
    def setUp(self):
        super().setUp()
        self.shown = ""
        pid, self.terminal = pty.fork()
        if pid == 0:
            os.execve(KATA, [KATA, "verify", "--seeds", "1", "--watch", "weak/sound", "--lang", "en"], self.environment)
        self.pid = pid
        self.addCleanup(self.end)

    def end(self):
        os.kill(self.pid, signal.SIGINT)
        os.waitpid(self.pid, 0)
        os.close(self.terminal)

    def until_it_waits(self):
        """What it showed since the last time."""
        shown = ""
        while "waiting for a file to be saved" not in shown:
            ready, _, _ = select.select([self.terminal], [], [], 120)
            self.assertTrue(ready, f"says nothing after {shown}")
            shown += os.read(self.terminal, 65536).decode(errors="replace")
        return shown

    def test_a_saved_file_is_built_and_proved_again(self):
        shown = self.until_it_waits()
        self.assertIn("] weak/sound python: mutants", shown)    # the bar, on a terminal
        self.assertIn("\r\x1b[K", shown)
        self.assertEqual(self.built(), [])

        self.save(self.folder / "plugins/weak/tests/sound_test.cc", "// changed\n")
        self.assertIn("sound", self.until_it_waits())
        self.assertEqual(self.built(), [f"--build {self.folder}/build --target kata_topics"])

        self.save(self.solutions / "reference.py", "\n\ndef unused(number):\n    return number + 1\n")
        self.assertIn("survives", self.until_it_waits())

    def test_what_does_not_build_is_told_and_watched_on(self):
        self.until_it_waits()
        (self.folder / "broken").touch()
        self.save(self.folder / "plugins/weak/tests/sound_test.cc", "// changed\n")
        self.assertIn("cannot be built", self.until_it_waits())
        (self.folder / "broken").unlink()
        self.save(self.folder / "plugins/weak/tests/sound_test.cc", "// mended\n")
        self.assertNotIn("cannot be built", self.until_it_waits())

    @staticmethod
    def save(file, more):
        file.write_text(file.read_text() + more)


if __name__ == "__main__":
    unittest.main()

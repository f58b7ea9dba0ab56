#!/usr/bin/python3
"""The programs of $KATA_LIBEXEC that compile a topic's tests, with topics of this test's own: references that are asked, and
what they and the author get wrong."""

import ast
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

LIBEXEC, GLUE = pathlib.Path(os.environ["KATA_LIBEXEC"]), os.environ["KATA_GLUE"]
KATAS = pathlib.Path(__file__).parents[3]   # the exercises of Kata itself
TOPIC = """schema: 1
id: sums
title: {en: Sums}
locales: [en]
exercises:
  - id: add
    title: {en: Add}
    languages: [python]
    difficulty: 1
    limits: {time: 500ms}
    hints: {en: [a, b, c]}
"""
SAID = "  title: {en: It works}\n  hint: {en: Make it work.}\n"
TABLE = f"""Adds:
{SAID}  call: add(a, b=b)
  generate:
    count: 150
    args: {{a: "integers(0, 999)", b: one_of(1)}}
    oracle: reference
"""


class Build(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="kata-tables-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.folder.chmod(0o755)
        for name, text in (("topic.yaml", TOPIC), ("add/prompt.en.md", "# Add\n"), ("add/starter.py", "pass\n")):
            self.write("katas/sums/" + name, text)
        self.write("plugins/sums/tests/add.yaml", TABLE)
        self.reference("def add(a, b):\n    return a + b\n")

    def write(self, name, text):
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_text(text)

    def reference(self, text):
        self.write("plugins/sums/solutions/add/reference.py", text)

    def run_program(self, *words):
        done = subprocess.run([str(word) for word in words], cwd=self.folder, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              env={**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "en", "HOME": str(self.folder)})
        return done.returncode, done.stdout.replace(str(self.folder) + "/", "")

    def table(self, name="add"):
        out = self.folder / "table.cc"
        code, said = self.run_program(LIBEXEC / "kata-compile-table", "katas/sums/topic.yaml", f"plugins/sums/tests/{name}.yaml", out, "cpp")
        self.assertEqual(code != 0, not out.exists(), said)
        return out.read_text() if code == 0 else said

    def titles(self, *files):
        return self.run_program(LIBEXEC / "kata-compile-titles", "katas/sums/topic.yaml", self.folder / "descriptor.cc", *files)

    def test_the_reference_answers_each_set(self):
        made = self.table()
        self.assertIn('{"add(0, b=1)", "1"}', made)
        self.assertEqual(made.count('{"add('), 5 * 150)
        self.assertGreater(len({line for line in made.splitlines() if '{"add(' in line}), 2 * 150)

    def test_a_cpp_reference_answers_with_the_glue_of_its_exercise(self):
        self.write("katas/unpacking/topic.yaml", TOPIC.replace("sums", "unpacking").replace("add", "rotate").replace("python", "cpp"))
        self.write("katas/unpacking/rotate/prompt.en.md", "# Rotate\n")
        for file in "starter.cc", "solution.h":
            shutil.copy(f"{KATAS}/katas/unpacking/rotate/{file}", self.folder / "katas/unpacking/rotate")
        table = TABLE.replace("add(a, b=b)", "rotate(row)").replace('{a: "integers(0, 999)", b: one_of(1)}', '{row: "lists(words(9), 0, 9)"}')
        self.write("plugins/unpacking/tests/rotate.yaml", table)
        (self.folder / "plugins/unpacking/solutions/rotate").mkdir(parents=True)
        shutil.copy(f"{KATAS}/plugins/unpacking/solutions/rotate/reference.cc", self.folder / "plugins/unpacking/solutions/rotate")
        code, said = self.run_program(LIBEXEC / "kata-compile-table", "katas/unpacking/topic.yaml", "plugins/unpacking/tests/rotate.yaml", "table.cc", GLUE)
        self.assertEqual((code, said), (0, ""))
        answers = re.findall(r'\{"rotate\((.*)\)", "(.*)"\}', (self.folder / "table.cc").read_text())
        self.assertEqual(len(answers), 5 * 150)
        for row, answer in answers:
            first, *rest = ast.literal_eval(row) or [None]
            self.assertEqual(ast.literal_eval(answer), [*rest, first] if row != "[]" else [])

    def test_the_same_is_made_each_time(self):
        self.assertEqual(self.table(), self.table())

    def test_a_missing_reference_is_told(self):
        (self.folder / "plugins/sums/solutions/add/reference.py").unlink()
        self.assertEqual(self.table(), "plugins/sums/tests/add.yaml:6:5: there is no reference to ask: "
                                       "plugins/sums/solutions/add/reference.py is missing\n")

    def test_a_reference_that_raises_is_told_with_its_call(self):
        self.reference("def add(a, b):\n    return 10 // a\n")
        said = self.table()
        self.assertIn("add.yaml:6:5: the reference doesn't answer", said)
        self.assertIn("ZeroDivisionError", said)
        self.assertIn("add(0, b=1)", said)

    def test_a_reference_without_the_function_is_told(self):
        self.reference("def ad(a, b):\n    return 1\n")
        self.assertIn("ad", self.table())

    def test_a_reference_that_does_not_end_is_told(self):
        self.reference("def add(a, b):\n    while True:\n        pass\n")
        self.assertIn("the reference doesn't answer", self.table())

    def test_an_answer_that_is_no_literal_is_told(self):
        self.reference("def add(a, b):\n    return object\n")
        self.assertRegex(self.table(), r"add.yaml:6:5: the reference gives .* for add\(0, b=1\), which is no literal")

    def test_an_exercise_that_there_is_not_is_told(self):
        self.write("plugins/sums/tests/ad.yaml", TABLE)
        self.assertEqual(self.table("ad"), "plugins/sums/tests/ad.yaml: the topic has no exercise 'ad' (did you mean 'add'?)\n")

    def test_a_test_of_both_kinds_is_told_once(self):
        self.write("plugins/sums/tests/add_test.cc", "KATA_EXERCISE(add);\nTEST_F(add, Adds) {}\nTEST_F(add, Else) {}\n")
        self.write("plugins/sums/tests/add.titles.yaml", f"Adds:\n{SAID}Esle:\n{SAID}")
        code, said = self.titles(*(f"plugins/sums/tests/add{end}" for end in ("_test.cc", ".titles.yaml", ".yaml")))
        self.assertEqual(code, 1)
        self.assertEqual(said, "plugins/sums/tests/add.titles.yaml:4:1: no test is called 'Esle' (did you mean 'Else'?)\n"
                               "plugins/sums/tests/add_test.cc:3:1: the test 'Else' has no entry in add.titles.yaml\n"
                               "plugins/sums/tests/add.yaml:1:1: the test 'Adds' is in add_test.cc already\n")

    def test_titles_without_tests_are_told(self):
        self.write("plugins/sums/tests/more.titles.yaml", f"Adds:\n{SAID}")
        self.assertEqual(self.titles("plugins/sums/tests/more.titles.yaml"),
                         (1, "plugins/sums/tests/more.titles.yaml:1:1: there is no more_test.cc beside it\n"))

    def test_a_table_alone_is_a_topic(self):
        self.assertEqual(self.titles("plugins/sums/tests/add.yaml"), (0, ""))
        self.assertIn('.name = "Adds"', (self.folder / "descriptor.cc").read_text())

    def test_titles_that_are_the_same_are_not_written_again(self):
        made = self.folder / "descriptor.cc"
        self.titles("plugins/sums/tests/add.yaml")
        os.utime(made, (1, 1))
        self.titles("plugins/sums/tests/add.yaml")
        self.assertEqual(made.stat().st_mtime, 1)
        self.write("plugins/sums/tests/add.yaml", TABLE.replace("It works", "It adds"))
        self.titles("plugins/sums/tests/add.yaml")
        self.assertIn("It adds", made.read_text())


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/python3
"""Folders of real submissions through the program $KATA, as an instructor meets it; as root also as an ordinary user."""

import json
import os
import pathlib
import signal
import subprocess
import unittest

from grading import RIGHT, RIGHT_CPP, SWAPPED, Grading, without_measures
from process_test import KATA, NOBODY, environment

DOCUMENTED = (pathlib.Path(__file__).parents[2] / "docs" / "json.md").read_text()


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


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/python3
"""Installs the build $KATA_BUILD into an empty prefix, moves that, and lives there as an author: a standalone project with
a topic in both languages, built with find_package(Kata), graded, installed in its turn and found through KATA_PATH."""

import json
import re
import shutil
import unittest

from installed import CMAKE, Installed

PROMISE = re.compile(r"(?:#|//) (reference|also|wrong|bypass)(?:: .*?)?(?:; rejected by: (\w+))?$")


class Standalone(Installed):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.project = cls.folder / "my katas"
        cls.kata("new", "topic", "greetings", "--standalone", cls.project, "--languages", "python,cpp")
        cls.kata("new", "exercise", "greetings/polite", folder=cls.project)
        cls.kata("new", "exercise", "greetings/table", "--tables", folder=cls.project)
        cls.build(cls.project)

    def check_promise(self, line, report):
        """As the first line of a solution says."""
        kind, rejected_by = PROMISE.match(line).groups()
        passed = {test["name"]: test["verdict"] == "passed" for test in report["tests"]}
        if kind in ("reference", "also"):
            self.assertTrue(passed and all(passed.values()), passed)
            return
        self.assertFalse(passed[rejected_by], f"passes {rejected_by}")
        self.assertTrue(any(passed.values()), "passes nothing")
        if kind == "bypass":
            self.assertEqual([test["name"] for test in report["tests"] if not passed[test["name"]] and test["kind"] != "technique"], [])

    def test_every_solution_is_what_it_says(self):
        for exercise, number in ("first", 16), ("polite", 8), ("table", 10):
            folder = self.project / "plugins/greetings/solutions" / exercise
            reports = self.graded(self.project, f"greetings/{exercise}", folder)
            self.assertEqual(len(reports), number)
            for name, report in reports.items():
                with self.subTest(f"{exercise}/{name}"):
                    self.check_promise((folder / name.replace(".python", ".py")).read_text().splitlines()[0], report)

    def test_verify_finds_nothing_to_mend_in_what_was_scaffolded(self):
        for exercise, languages, found in ("first", ["python", "cpp"], {"copies"}), ("table", ["python"], set()):   # polite is as first
            said = self.kata("verify", f"greetings/{exercise}", "--record", "--seeds", "2", "--format", "json", path=self.project, codes=(0, 1))
            topic, = json.loads(said)["topics"]
            self.assertEqual([report["language"] for report in topic["exercises"] if report["ok"]], languages, said)
            self.assertEqual({finding["rule"] for finding in topic["findings"]}, found, said)

    def test_results_of_both_languages_are_kept(self):
        references = sorted((self.project / "plugins/greetings/solutions/first").glob("reference.*"))
        said = self.kata("grade", *references, "--exercise", "greetings/first", "--journal", self.folder / "kept", path=self.project)
        self.assertIn("2 of 2 submissions passed", said)

    def test_the_starters_fail_in_a_test(self):
        for exercise in ("first", "polite", "table"):
            for report in self.graded(self.project, f"greetings/{exercise}", *sorted((self.project / "katas/greetings" / exercise).glob("starter.*"))).values():
                self.assertFalse(all(test["verdict"] == "passed" for test in report["tests"]))

    def test_the_topics_of_kata_itself_came_along(self):
        self.assertIn("unpacking/rotate", self.kata("list"))
        started = self.folder / "started"
        self.kata("start", "unpacking/swap", "--language", "cpp", "--dir", started)
        self.assertIn("2 of 13 tests passed", self.kata("test", started / "unpacking/swap", codes=(1,)))
        self.assertIn("темы и их упражнения", self.kata("--help", "--lang", "ru"))

    def test_what_the_project_installs_is_found_too(self):
        shipped = self.folder / "shipped"
        self.run_program([CMAKE, "--install", self.project / "build", "--prefix", shipped])
        self.assertFalse(list(shipped.rglob("reference.*")))
        self.assertFalse(list(shipped.rglob("table.yaml")))
        references = sorted((self.project / "plugins/greetings/solutions/first").glob("reference.*"))
        self.assertEqual(len(self.graded(shipped, "greetings/first", *references)), 2)

    def test_a_library_is_taken_from_where_its_topic_is(self):
        stale = self.folder / "stale"
        (stale / "plugins").mkdir(parents=True)
        (stale / "plugins/libgreetings.so").write_text("of another version\n")
        self.graded(f"{stale}:{self.project}", "greetings/polite", self.project / "plugins/greetings/solutions/polite/reference.py")

    def test_two_topics_of_one_id_are_an_error_that_names_both(self):
        other = self.folder / "other"
        shutil.copytree(self.project / "katas", other / "katas", dirs_exist_ok=True)
        said = self.kata("show", "greetings/first", path=f"{self.project}:{other}", folder="/", codes=(4,))
        for folder in (self.project, other):
            self.assertIn(f"{folder}/katas/greetings/topic.yaml", said)

    def test_what_verify_needs_came_along(self):
        self.assertTrue((self.prefix / "libexec/kata/verify/main.py").is_file())

    def test_headers_that_differ_in_a_comment_are_the_same(self):
        """As a precompiled header from a compiler cache and the header of today may."""
        include, of_yesterday = self.prefix / "include", self.folder / "of yesterday"
        shutil.copytree(include, of_yesterday)
        for header in of_yesterday.rglob("*.h"):
            header.write_text(header.read_text() + "// yesterday\n")
        both = self.folder / "both.cc"
        both.write_text("".join(f'#include "{header}"\n' for folder in (of_yesterday, include) for header in sorted(folder.rglob("*.h"))))
        self.run_program(["c++", "-std=c++20", "-fsyntax-only", "-I", include, both])

    def test_completions_and_manual_are_there(self):
        for file in "bash-completion/completions/kata", "zsh/site-functions/_kata", "fish/vendor_completions.d/kata.fish":
            self.assertTrue((self.prefix / "share" / file).is_file())
        for page, word in (("man1", "hidden tests"), ("ru/man1", "скрытыми тестами")):
            self.assertIn(word, (self.prefix / "share/man" / page / "kata.1").read_text())


if __name__ == "__main__":
    unittest.main()

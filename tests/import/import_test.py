#!/usr/bin/python3
"""Exercises that somebody already has, imported into one project with an installed Kata, built, and graded: the reference
passes, the stub doesn't, and each submission of a case is rejected by the tests that its expect.json names."""

import json
import pathlib
import shutil
import unittest

from installed import CMAKE, Installed

CASES = sorted(path.parent for path in pathlib.Path(__file__).parent.glob("*/expect.json"))


class Import(Installed):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.project = cls.folder / "katas"
        cls.cases, cls.told = {}, {}
        for case in CASES:
            expect = json.loads((case / "expect.json").read_text())
            expect["exercise"] = expect.get("exercise") or expect["import"][-1]
            cls.cases[case] = expect
            cls.told[case] = cls.kata("import", *expect["import"], "--standalone", cls.project, folder=case)
        cls.build(cls.project)

    def solutions(self, exercise):
        topic, name = exercise.split("/")
        return self.project / "plugins" / topic / "solutions" / name, self.project / "katas" / topic / name

    def rejected(self, report):
        return {test["name"]: test["verdict"] for test in report["tests"] if test["verdict"] != "passed"}

    def test_it_says_what_was_made_and_what_is_left(self):
        for case, expect in self.cases.items():
            with self.subTest(case.name):
                for said in [*expect["told"], "prompt.ru.md", "kata verify"]:
                    self.assertIn(said, self.told[case])
                prompt = (self.solutions(expect["exercise"])[1] / "prompt.en.md").read_text()
                for said in expect.get("prompt", ()):
                    self.assertIn(said, prompt)

    def test_the_reference_passes_and_the_stub_does_not(self):
        for case, expect in self.cases.items():
            with self.subTest(case.name):
                solutions, katas = self.solutions(expect["exercise"])
                reference = self.graded(self.project, expect["exercise"], solutions / "reference.py")["reference.python"]
                self.assertEqual(self.rejected(reference), {}, reference)
                self.assertTrue(reference["in_process"])
                self.assertTrue(self.rejected(self.graded(self.project, expect["exercise"], katas / "starter.py")["starter.python"]))

    def test_submissions_are_rejected_as_each_case_says(self):
        for case, expect in self.cases.items():
            reports = self.graded(self.project, expect["exercise"], *sorted((case / "submissions").iterdir()))
            for name, wanted in expect["submissions"].items():
                with self.subTest(f"{case.name}/{name}"):
                    report = reports[name.replace(".py", ".python")]
                    rejected = self.rejected(report)
                    if wanted["rejected"] == "all":
                        self.assertEqual(len(rejected), len(report["tests"]), report)
                    else:
                        self.assertEqual(rejected, wanted["rejected"], report)
                    messages = "\n".join(test["message"] for test in report["tests"])
                    for said in wanted.get("says", ()):
                        self.assertIn(said, messages)

    def test_people_are_told_that_it_is_weaker(self):
        solutions, _ = self.solutions("shop/cart")
        for language, said in ("en", "in-process: weaker against tampering"), ("ru", "слабее защищены от вмешательства"):
            self.assertIn(said, self.kata("test", solutions / "reference.py", "--exercise", "shop/cart", "--lang", language, path=self.project))
            self.assertIn(said, self.kata("show", "shop/cart", "--lang", language, path=self.project))
            self.assertIn(said, self.kata("grade", solutions / "reference.py", solutions / "reference.py", "--exercise", "shop/cart", "--lang", language, path=self.project))

    def test_learners_get_nothing_of_the_tests(self):
        shipped = self.folder / "shipped"
        self.run_program([CMAKE, "--install", self.project / "build", "--prefix", shipped])
        self.assertEqual([path for path in shipped.rglob("*.py") if path.name != "starter.py"], [])
        self.graded(shipped, "shop/cart", self.solutions("shop/cart")[0] / "reference.py")

    def test_what_is_not_translated_yet_is_listed(self):
        said = self.kata("verify", "calendar", path=self.project, codes=(1,))
        self.assertRegex(said, r"prompt\.ru\.md:\s+still\s+the\s+English\s+text")
        self.assertRegex(said, r"AFewYears\s+still\s+the\s+English\s+text")


class Refused(Installed):
    """What cannot be imported is said, and leaves nothing behind."""

    def refused(self, material, *said, options=()):
        project = self.folder / "mine"
        text = self.kata("import", *material, "--standalone", project, *options, codes=(2,))
        for part in said:
            self.assertIn(part, text)
        self.assertFalse(project.exists())

    def copy(self, case):
        target = self.folder / self.id().rpartition(".")[2]
        shutil.copytree(pathlib.Path(__file__).parent / case, target)
        return target

    def configured(self, **files):
        folder = self.copy("exercism_practice/renamed-on-disk")
        config = json.loads((folder / ".meta/config.json").read_text())
        config["files"].update(files)
        (folder / ".meta/config.json").write_text(json.dumps(config))
        return "exercism", folder

    def test_no_config(self):
        self.refused(("exercism", self.copy("cart/material")), ".meta/config.json")

    def test_a_config_that_is_none(self):
        folder = self.copy("exercism_practice/renamed-on-disk")
        (folder / ".meta/config.json").write_text("{")
        self.refused(("exercism", folder), "is no JSON")

    def test_files_outside(self):
        self.refused(self.configured(example=["../../etc/passwd"]), "files.example", "not below")

    def test_absolute_files(self):
        self.refused(self.configured(test=["/etc/passwd"]), "files.test", "not below")

    def test_missing_files(self):
        self.refused(self.configured(editor=["data.py"]), "data.py", "no such file")

    def test_two_solutions(self):
        self.refused(self.configured(solution=["leap_days.py", "leap_days_test.py"]), "has 2 files of Python in 'files.solution'")

    def test_a_link(self):
        folder = self.copy("cart/material")
        (folder / "more.txt").symlink_to("/etc/passwd")
        self.refused(("pytest", folder), "more.txt is a symbolic link")

    def test_no_reference(self):
        folder = self.copy("cart/material")
        shutil.rmtree(folder / "solution")
        self.refused(("pytest", folder), "--stub and --reference")

    def test_a_reference_that_fails(self):
        folder, bad = self.copy("tampering/material"), self.folder / "bad.py"
        bad.write_text("def double(number):\n    return 3\n")
        self.refused(("pytest", folder), "does not pass test_double.py::test_plain", "assert 3 == 4",
                     options=("--as", "shop/twice", "--stub", folder / "double.py", "--reference", bad))

    def test_tests_that_cannot_be_imported(self):
        folder = self.copy("tampering/material")
        (folder / "test_more.py").write_text("import nothing_like_that\n")
        self.refused(("pytest", folder), "nothing_like_that", options=("--as", "shop/twice"))

    def test_names_that_are_none(self):
        self.refused(("pytest", self.copy("tampering/material")), "keyword of C++")
        self.refused(("unittest", "."), "'kata import unittest'?")


if __name__ == "__main__":
    unittest.main()

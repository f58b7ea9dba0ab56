#!/usr/bin/python3
"""What scripts/verify holds to be due, in a project of two exercises. $KATA_SOURCE is where the script is."""

import importlib.machinery
import importlib.util
import os
import pathlib
import tempfile
import unittest

LOADER = importlib.machinery.SourceFileLoader("verify_script", os.environ["KATA_SOURCE"] + "/scripts/verify")
SCRIPT = importlib.util.module_from_spec(importlib.util.spec_from_loader("verify_script", LOADER))
LOADER.exec_module(SCRIPT)

FILES = ["katas/food/topic.yaml", *(f"katas/food/{name}/prompt.en.md" for name in ("soup", "soup_cold")),
         "plugins/food/solutions/soup/reference.py", "plugins/food/solutions/soup/reference.cc",
         "plugins/food/solutions/soup_cold/reference.py", "plugins/food/tests/soup_test.cc", "plugins/food/tests/soup_cold_test.cc",
         "plugins/food/tests/soup_cold.pytest/test_it.py", "plugins/food/glue/soup.cc"]
SOUP = [("food/soup", "python"), ("food/soup", "cpp")]
COLD = [("food/soup_cold", "python")]


class Due(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        for name in FILES:
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            (self.root / name).write_text(name)
        self.known = {f"{name} {language}": {"hash": SCRIPT.hash_of(self.root, name)} for name, language in SOUP + COLD}
        # A day on which it is nobody's turn.
        self.quiet = next(day for day in range(SCRIPT.PARTS) if not SCRIPT.due(self.root, self.known, day))

    def due(self):
        return SCRIPT.due(self.root, self.known, self.quiet)

    def test_what_is_not_written_down_is_due(self):
        self.assertEqual(SCRIPT.due(self.root, {}, self.quiet), SOUP + COLD)

    def test_everything_has_its_turn_once(self):
        turns = [one for day in range(SCRIPT.PARTS) for one in SCRIPT.due(self.root, self.known, day)]
        self.assertEqual(sorted(turns), sorted(SOUP + COLD))

    def test_what_changed_is_due(self):
        of_soup = [name for name in FILES if "soup_cold" not in name]
        for name in FILES:
            with self.subTest(name):
                (self.root / name).write_text("changed")
                self.assertEqual(self.due(), SOUP + COLD if name.endswith("topic.yaml") else SOUP if name in of_soup else COLD)
                (self.root / name).write_text(name)
                self.assertEqual(self.due(), [])

    def test_what_is_taken_away_is_a_change(self):
        (self.root / "plugins/food/glue/soup.cc").unlink()
        self.assertEqual(self.due(), SOUP)


if __name__ == "__main__":
    unittest.main()

"""Real submissions through the program $KATA: what the tests of it share."""

import re

from process_test import Case

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

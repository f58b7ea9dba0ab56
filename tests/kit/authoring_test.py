#!/usr/bin/python3
"""The commands of $KATA_PAGE, docs/authoring.md, with an installed Kata: from an empty folder to a topic that is proved."""

import os
import pathlib
import unittest

from installed import Installed

PAGE = pathlib.Path(os.environ["KATA_PAGE"])


class Authoring(Installed):
    def test_the_page_is_true(self):
        check = PAGE.parent.parent / "tests/docs/check_docs.py"
        said = self.run_program(["/usr/bin/python3", check, PAGE, self.prefix / "bin"], codes=(0, 1), CMAKE_CXX_COMPILER_LAUNCHER=os.environ["KATA_LAUNCHER"])
        self.assertIn(" commands, 0 differ", said, said)


if __name__ == "__main__":
    unittest.main()

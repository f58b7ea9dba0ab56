import unittest

import helper
from double import double


def test_plain():
    assert double(2) == 4


def test_helped():
    assert double(3) == helper.SIX


class TestUnit(unittest.TestCase):
    def test_equal(self):
        self.assertEqual(double(0), 0)
        self.assertEqual(double(4), 8)

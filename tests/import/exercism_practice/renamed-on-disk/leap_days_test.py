import unittest

from leap_days import leap_days


class LeapDaysTest(unittest.TestCase):
    def test_a_few_years(self):
        self.assertEqual(leap_days(1999, 2005), 2)

    def test_a_century_is_none(self):
        self.assertEqual(leap_days(1900, 1901), 0)

    def test_years_in_the_wrong_order(self):
        with self.assertRaises(ValueError) as error:
            leap_days(2, 1)
        self.assertEqual(error.exception.args[0], "the first year comes first")


if __name__ == "__main__":
    unittest.main()

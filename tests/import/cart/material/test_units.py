import unittest

from cart import Cart


class TestCart(unittest.TestCase):
    def setUp(self):
        self.cart = Cart({"tea": 3})

    def test_many(self):
        for count in range(1, 4):
            with self.subTest(count=count):
                self.cart.add("tea")
                self.assertEqual(self.cart.total(), 3 * count)

    def test_messages(self):
        with self.assertRaisesRegex(KeyError, "salt"):
            self.cart.add("salt")

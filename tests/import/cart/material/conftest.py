import pathlib

import pytest
from cart import Cart, load


@pytest.fixture(scope="module")
def prices():
    return load(pathlib.Path(__file__).parent / "data" / "prices.json")


@pytest.fixture
def cart(prices):
    return Cart(prices)

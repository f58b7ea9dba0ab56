import json

import cart as module
import pytest
from cart import load, receipt
from shelves import filled


def test_empty_cart_costs_nothing(cart):
    assert cart.total() == 0


@pytest.mark.parametrize("names, total", [(["tea"], 3), (["tea", "jam"], 7), (["хлеб"] * 3, 6), (["хлеб", "tea"], 5)],
                         ids=["one", "two kinds", "хлеб", "чай"])
def test_adds_up(cart, names, total):
    assert filled(cart, *names).total() == total


@pytest.mark.parametrize("count", [2, 5])
def test_counts(cart, count):
    cart.add("tea", count)
    assert cart.total() == 3 * count, "the count matters"


def test_unknown_goods(cart):
    with pytest.raises(KeyError, match="gold"):
        cart.add("gold")


def test_loads_a_file(tmp_path):
    path = tmp_path / "prices.json"
    path.write_text(json.dumps({"salt": 1}))
    assert load(path) == {"salt": 1}


def test_receipt(cart, capsys, monkeypatch):
    monkeypatch.setenv("CART_CURRENCY", "RUB")
    receipt(filled(cart, "tea", "tea"))
    assert capsys.readouterr().out == "2 tea\nRUB 6\n"


def test_data_beside_the_tests():
    with open("data/prices.json", encoding="utf-8") as file:
        assert "tea" in file.read()


@pytest.mark.slow
def test_marked():
    assert callable(module.Cart)


@pytest.mark.skip(reason="not today")
def test_skipped():
    assert False


@pytest.mark.xfail(reason="nobody can")
def test_impossible(cart):
    assert cart.total() == 1

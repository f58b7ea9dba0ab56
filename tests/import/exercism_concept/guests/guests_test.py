from pathlib import Path

import pytest
from guests import seated
from guests_data import GUESTS

SEATS = Path(__file__).with_name("seats.txt").read_text().split()


@pytest.mark.task(taskno=1)
def test_in_the_order_of_the_seats():
    assert seated(GUESTS, SEATS) == ["Bob", "Ann"]


@pytest.mark.task(taskno=2)
def test_nobody():
    assert seated(set(), SEATS) == []

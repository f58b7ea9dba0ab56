import pytest
from feet import feet


@pytest.mark.short
def check_of_some_feet(some):
    assert feet(some) == 3


def check_of_none(none):
    assert feet(none) == 0


def check_it_is_a_function():
    assert callable(feet)


def test_is_no_test_here():
    assert False

import pytest


@pytest.fixture
def some():
    return 36

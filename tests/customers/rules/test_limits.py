import pytest

from customers.rules.limits import RevealPolicy


@pytest.mark.parametrize(("revealed", "spent"), [(0, False), (29, False), (30, True), (31, True)])
def test_the_thirty_first_reveal_of_an_hour_is_refused(revealed: int, spent: bool) -> None:
    assert RevealPolicy(30, 60, 4, 50, 15).spent(revealed) is spent

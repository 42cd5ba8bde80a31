"""What a 5C1S rating needs."""

import pytest

from customers.choices import RatingDimension
from customers.rules.rating import RatingPolicy, asked, complete

POLICY = RatingPolicy(1, 5)
FIVE = {one: 3 for one in RatingDimension if one is not RatingDimension.S}


def test_s_is_asked_for_once_the_bank_has_named_it() -> None:
    assert asked("") == tuple(FIVE)
    assert asked("稳定性") == (*FIVE, RatingDimension.S)


@pytest.mark.parametrize(
    ("scores", "label", "expected"),
    [
        (FIVE, "", True),
        (FIVE, "稳定性", False),
        (FIVE | {RatingDimension.S: 5}, "稳定性", True),
        (FIVE | {RatingDimension.S: 5}, "", False),
        (FIVE | {RatingDimension.CAPITAL: 6}, "", False),
        (FIVE | {RatingDimension.CAPITAL: 0}, "", False),
        ({}, "", False),
    ],
)
def test_every_dimension_has_a_score_within_the_scale(
    scores: dict[RatingDimension, int], label: str, expected: bool
) -> None:
    assert complete(scores, POLICY, label) is expected

"""What a segment may say."""

from decimal import Decimal
from typing import Any

import pytest

from customers.choices import SegmentOperator
from customers.rules.segments import Condition, CriteriaError, Problem, read


def one(field: str, operator: str, value: Any) -> list[list[dict[str, Any]]]:
    return [[{"field": field, "operator": operator, "value": value}]]


def test_the_worked_example_is_read_and_written_as_it_was() -> None:
    stored = [
        [
            {"field": "aum", "operator": "FROM", "value": "200000"},
            {"field": "tier", "operator": "ANY_OF", "value": ["GOLD"]},
        ],
        [{"field": "loans", "operator": "FROM", "value": "1"}],
    ]
    criteria = read(stored)
    assert criteria.groups == (
        (
            Condition("aum", SegmentOperator.FROM, Decimal(200_000)),
            Condition("tier", SegmentOperator.ANY_OF, ("GOLD",)),
        ),
        (Condition("loans", SegmentOperator.FROM, Decimal(1)),),
    )
    assert criteria.plain == stored
    assert criteria.fields == {"aum", "tier", "loans"}


@pytest.mark.parametrize(
    ("stored", "problem"),
    [
        ([], Problem.EMPTY),
        ([[], []], Problem.EMPTY),
        (one("aum", "FROM", "1") * 4, Problem.TOO_MANY),
        ([one("aum", "FROM", "1")[0] * 9], Problem.TOO_MANY),
        (one("salary", "FROM", "1"), Problem.FIELD),
        (one("aum", "LIKE", "1"), Problem.OPERATOR),
        (one("aum", "ANY_OF", "1"), Problem.OPERATOR),
        (one("aum", "FROM", "1e9"), Problem.VALUE),
        (one("aum", "FROM", "NaN"), Problem.VALUE),
        (one("aum", "FROM", ""), Problem.VALUE),
        (one("age", "FROM", "18.5"), Problem.VALUE),
        (one("age", "FROM", "-1"), Problem.VALUE),
        (one("tier", "ANY_OF", []), Problem.VALUE),
        (one("tier", "ANY_OF", ["TIN"]), Problem.VALUE),
        (one("tier", "ANY_OF", "GOLD"), Problem.VALUE),
        (one("branch", "ANY_OF", ["0101' OR 1=1"]), Problem.VALUE),
        (one("near", "IS", "maybe"), Problem.VALUE),
    ],
)
def test_what_cannot_be_used_is_refused_by_its_problem(stored: Any, problem: Problem) -> None:
    with pytest.raises(CriteriaError) as refused:
        read(stored)
    assert refused.value.problem is problem


def test_the_place_of_a_wrong_condition_is_named() -> None:
    group = [*one("aum", "FROM", "1")[0], *one("age", "FROM", "x")[0]]
    with pytest.raises(CriteriaError) as refused:
        read([*one("near", "IS", True), group])
    assert (refused.value.group, refused.value.place) == (1, 1)

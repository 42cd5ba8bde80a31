"""Whom conditions take in, and who may read which segment."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from customers.choices import AssetClass
from customers.queries import segments
from customers.queries.sight import Sight, sight_of
from customers.rules.segments import FIELDS, read
from organisation.models import Staff
from tests.customers.bank import Bank
from tests.factories import customers as make
from tests.factories import segments as made

pytestmark = pytest.mark.django_db


def seen_by(person: Staff) -> Sight:
    sight = sight_of(person)
    assert sight is not None
    return sight


def members(person: Staff, *groups: list[tuple[str, str, Any]]) -> set[str]:
    criteria = read([[{"field": f, "operator": o, "value": v} for f, o, v in group] for group in groups])
    rows = segments.members(seen_by(person), criteria)
    return set(rows.values_list("customer__customer_no", flat=True))


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (("tier", "ANY_OF", ["GOLD"]), {"C0000001"}),
        (("tier", "NONE_OF", ["GOLD"]), {"C0000002", "C0000004"}),
        (("moved", "ANY_OF", ["UP"]), {"C0000001"}),
        (("moved", "NONE_OF", ["UP"]), {"C0000002", "C0000004"}),
        (("moved", "ANY_OF", ["DOWN"]), set()),
        (("aum", "FROM", "190000"), {"C0000001", "C0000002"}),
        (("aum", "TO", "189999.99"), {"C0000004"}),
        (("loans", "FROM", "100000"), {"C0000002"}),
        (("change", "FROM", "12000"), {"C0000001"}),
        (("near", "IS", True), {"C0000001"}),
        (("near", "IS", False), {"C0000002", "C0000004"}),
        (("noticed", "ANY_OF", ["NEAR_LINE"]), {"C0000001"}),
        (("maturity", "TO", "11"), {"C0000001"}),
        (("maturity", "TO", "10"), set()),
        (("maturity", "FROM", "11"), {"C0000001"}),
        (("holds", "ANY_OF", [AssetClass.TIME_DEPOSIT]), {"C0000001"}),
        (("holds", "NONE_OF", [AssetClass.TIME_DEPOSIT]), {"C0000002", "C0000004"}),
        (("gender", "ANY_OF", ["F"]), set()),
        (("risk", "ANY_OF", ["C3"]), {"C0000001", "C0000002", "C0000004"}),
        (("rating", "NONE_OF", ["QUALITY"]), {"C0000001", "C0000002", "C0000004"}),
        (("branch", "ANY_OF", ["010000"]), {"C0000001", "C0000002", "C0000004"}),
        (("branch", "ANY_OF", ["020000"]), set()),
        (("managed", "IS", False), {"C0000004"}),
    ],
)
def test_a_condition_takes_in_whom_it_says(bank: Bank, condition: Any, expected: set[str]) -> None:
    assert members(bank.cast.cleo, [condition]) == expected


def test_every_field_has_a_condition_and_a_column(bank: Bank) -> None:
    """A field that no condition knows would fail only once somebody chose it."""
    assert set(segments.COLUMN) == set(FIELDS) == set(segments._CONDITIONS) | set(segments._FIGURES)


def test_years_count_on_the_birthday(bank: Bank) -> None:
    """On the business date, 20 November 2026, somebody born on that day of 1990 is 36, a day later 35."""
    make.customer_day(
        make.customer("今生", at=bank.cast.here, customer_no="C36", birth_date=date(1990, 11, 20)), bank.run
    )
    make.customer_day(
        make.customer("明生", at=bank.cast.here, customer_no="C35", birth_date=date(1990, 11, 21)), bank.run
    )
    make.customer_day(make.customer("不详", at=bank.cast.here, customer_no="C0", birth_date=None), bank.run)
    either = {"C36", "C35", "C0"}
    assert members(bank.cast.cleo, [("age", "FROM", "36")]) & either == {"C36"}
    assert members(bank.cast.cleo, [("age", "TO", "35")]) & either == {"C35"}


def test_29_february_is_a_birthday_too() -> None:
    assert segments.years_before(date(2028, 2, 29), 1) == date(2027, 2, 28)


def test_alternatives_add_up_and_conditions_narrow(bank: Bank) -> None:
    rich = [("aum", "FROM", "700000")]
    poor = [("aum", "TO", "200000"), ("near", "IS", True)]
    assert members(bank.cast.cleo, rich, poor) == {"C0000001", "C0000002"}
    assert members(bank.cast.ana, rich, poor) == {"C0000001", "C0000002"}
    assert members(bank.cast.ben, rich, poor) == {"C0000002"}
    assert members(bank.cast.leo, [("tier", "NONE_OF", ["PRIVATE"])]) == {"C0000001", "C0000002", "C0000004"}


def test_fields_are_offered_by_columns_seen_in_full(bank: Bank) -> None:
    assert segments.offered(seen_by(bank.cast.ana)) == list(FIELDS)
    assert segments.offered(seen_by(bank.cast.olga)) == [
        "tier", "moved", "age", "gender", "risk", "years", "rating", "branch", "managed",
    ]  # fmt: skip
    assert segments.offered(seen_by(bank.cast.leo)) == ["tier", "moved", "branch", "managed"]


def test_own_and_shared_segments_are_read(bank: Bank) -> None:
    own = made.segment(bank.cast.ana, name="自用")
    shared = made.segment(bank.cast.ana, name="共享", shared=True)
    there = made.segment(bank.cast.ben, name="外行共享", shared=True)
    read_by = {
        name: set(segments.readable(getattr(bank.cast, name)))
        for name in ("ana", "ben", "cleo", "cora", "olga", "lola")
    }
    assert read_by == {
        "ana": {own, shared},
        "ben": {there},
        "cleo": {own, shared},
        "cora": {there},
        "olga": {own, shared, there},
        "lola": set(),
    }

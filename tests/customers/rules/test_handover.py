"""What goes with which cause, how the credit is divided, and how far a handover is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from customers.choices import Goes, GoesWhy, HandoverCause, HandoverStatus, PartStatus
from customers.presets import PRESETS, shipped
from customers.rules import handover as rules
from customers.rules.handover import CreditPolicy, CreditStep, Decision, Facts

POLICY: rules.HandoverPolicy = PRESETS["customers.handover"](shipped()["customers.handover"].value)
MARCH = date(2026, 3, 1)


def decided(cause: HandoverCause, **facts: object) -> tuple[str, str]:
    found: Decision = rules.decide(Facts(cause=cause, **facts), POLICY)  # type: ignore[arg-type]
    return found.goes, found.why


@pytest.mark.parametrize(
    ("cause", "facts", "expected"),
    [
        (HandoverCause.LEFT, {}, (Goes.BOTH, GoesWhy.CAUSE)),
        (HandoverCause.POST_CHANGE, {}, (Goes.BOTH, GoesWhy.CAUSE)),
        (HandoverCause.TEAM_MOVE, {}, (Goes.RELATIONSHIP, GoesWhy.CAUSE)),
        (HandoverCause.TEAM_MOVE, {"instalments": 3}, (Goes.RELATIONSHIP, GoesWhy.CAUSE)),
        (HandoverCause.TEAM_MOVE, {"instalments": 2}, (Goes.NOTHING, GoesWhy.FEW_INSTALMENTS)),
        (HandoverCause.LEFT, {"instalments": 2}, (Goes.BOTH, GoesWhy.CAUSE)),
        (HandoverCause.LEFT, {"primary": False}, (Goes.RELATIONSHIP, GoesWhy.BACKUP)),
    ],
)
def test_the_cause_decides_what_goes(
    cause: HandoverCause, facts: dict[str, object], expected: tuple[str, str]
) -> None:
    assert decided(cause, **facts) == expected


@pytest.mark.parametrize(
    ("last", "book", "expected"),
    [
        (date(2026, 5, 31), 6_000_000, (Goes.RELATIONSHIP, GoesWhy.ABSENCE_OF_MONTHS)),
        (date(2026, 5, 31), 5_000_000, (Goes.NOTHING, GoesWhy.SMALL_BOOK)),
        (date(2026, 7, 31), 4_000_000, (Goes.NOTHING, GoesWhy.SMALL_BOOK)),
        (date(2026, 8, 1), 4_000_000, (Goes.BOTH, GoesWhy.CAUSE)),
        (None, 0, (Goes.BOTH, GoesWhy.CAUSE)),
    ],
)
def test_an_absence_moves_more_the_longer_it_is(
    last: date | None, book: int, expected: tuple[str, str]
) -> None:
    facts = {"away_from": MARCH, "away_until": last, "book": Decimal(book)}
    assert decided(HandoverCause.LONG_ABSENCE, **facts) == expected


def test_an_absence_is_long_from_a_month_on() -> None:
    assert not rules.is_long(MARCH, date(2026, 3, 30), POLICY)
    assert rules.is_long(MARCH, date(2026, 3, 31), POLICY)
    assert rules.is_long(MARCH, None, POLICY)


def test_instalments_left_are_whole_months_to_the_last_day() -> None:
    assert rules.instalments_left(date(2026, 5, 31), MARCH) == 2
    assert rules.instalments_left(date(2026, 6, 1), MARCH) == 3
    assert rules.instalments_left(date(2026, 2, 1), MARCH) == 0
    assert rules.instalments_left(None, MARCH) is None


def test_credit_is_divided_by_quarters_and_adds_up() -> None:
    start = date(2026, 1, 15)
    half = CreditPolicy((Decimal(50), Decimal(50), Decimal(100)))
    assert rules.credit_steps(Goes.BOTH, start, half) == (
        CreditStep(start, date(2026, 7, 15), Decimal(50), Decimal(50)),
        CreditStep(date(2026, 7, 15), None, Decimal(100), Decimal(0)),
    )
    assert rules.credit_steps(Goes.RELATIONSHIP, start, half) == (
        CreditStep(start, None, Decimal(0), Decimal(100)),
    )
    assert rules.credit_steps(Goes.NOTHING, start, half) == ()
    shipped_policy = PRESETS["customers.handover_credit"](shipped()["customers.handover_credit"].value)
    assert rules.credit_steps(Goes.CREDIT, start, shipped_policy) == (
        CreditStep(start, None, Decimal(100), Decimal(0)),
    )


def test_checks_are_due_30_60_and_90_days_after() -> None:
    policy = PRESETS["customers.handover_retention"](shipped()["customers.handover_retention"].value)
    assert rules.checks_due(MARCH, policy) == (
        (30, date(2026, 3, 31)),
        (60, date(2026, 4, 30)),
        (90, date(2026, 5, 30)),
    )
    assert rules.kept_pct(Decimal(300), Decimal(200)) == Decimal("66.67")
    assert rules.kept_pct(Decimal(0), Decimal(200)) is None


def test_states_end_where_they_should() -> None:
    assert set(rules.TRANSITIONS) == set(HandoverStatus)
    assert {HandoverStatus.PREPARED, HandoverStatus.OFFERED} == rules.OPEN
    assert {state for state, following in rules.ANSWERS.items() if not following} == set(PartStatus) - {
        PartStatus.OFFERED
    }

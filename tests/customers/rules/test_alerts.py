"""Alerts: due dates, outcomes, the starting stage and how good a rule is."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from customers.choices import AlertOutcome, AlertStatus, FlagKind, LifecycleStage
from customers.presets import PRESETS, shipped
from customers.rules.alerts import (
    DECLINING,
    KINDS,
    LASTING,
    REAL,
    REGISTERED,
    STATUSES,
    Precision,
    asks_reason,
    due_on,
    mature_since,
    starting_stage,
    status_after,
)
from organisation.rules.periods import add_months

POLICY = PRESETS["customers.alerts"](shipped()["customers.alerts"].value)


@pytest.mark.parametrize(
    ("kind", "outcome", "asks"),
    [
        (FlagKind.LARGE_OUTFLOW, AlertOutcome.RETAINED, True),
        (FlagKind.LARGE_OUTFLOW, AlertOutcome.EXPECTED, False),
        (FlagKind.COMPLAINT, AlertOutcome.RETAINED, False),
        (FlagKind.COMPLAINT, AlertOutcome.LOST, True),
    ],
)
def test_a_reason_is_asked_for_where_something_left(
    kind: FlagKind, outcome: AlertOutcome, asks: bool
) -> None:
    assert asks_reason(kind, outcome) is asks


def test_the_day_of_the_alert_is_not_counted() -> None:
    assert due_on(FlagKind.AVERAGE_DROP, date(2026, 11, 20), POLICY) == date(2026, 11, 23)


@pytest.mark.parametrize("outcome", AlertOutcome)
def test_an_alert_that_was_right_is_done_and_a_false_one_dismissed(outcome: AlertOutcome) -> None:
    wrong = {AlertOutcome.EXPECTED, AlertOutcome.WRONG_DATA}
    assert status_after(outcome) == (AlertStatus.DISMISSED if outcome in wrong else AlertStatus.DONE)
    assert (outcome in REAL) == (outcome not in wrong)


def test_only_an_open_alert_moves() -> None:
    assert {status for status, to in STATUSES.items() if to} == {AlertStatus.OPEN}
    assert set(STATUSES) == set(AlertStatus)


def test_every_list_of_rules_names_rules_that_alert() -> None:
    for some in (REGISTERED, DECLINING, LASTING):
        assert set(some) <= set(KINDS)


def test_a_customer_is_in_growth_until_the_anniversary() -> None:
    opened = date(2025, 11, 20)
    assert starting_stage(opened, date(2026, 11, 19), POLICY) == LifecycleStage.GROWTH
    assert starting_stage(opened, date(2026, 11, 20), POLICY) == LifecycleStage.MATURITY
    assert starting_stage(None, date(2026, 11, 20), POLICY) == LifecycleStage.MATURITY


def test_the_newest_mature_day_is_the_anniversary_rule_asked_backwards() -> None:
    for back in range(800):
        on = date(2025, 3, 5) - timedelta(days=back)
        newest = mature_since(on, POLICY)
        assert add_months(newest, 12) <= on < add_months(newest + timedelta(days=1), 12)


def test_a_rule_is_noisy_when_enough_were_judged_and_too_few_were_right() -> None:
    assert Precision(12, 9).share_pct == Decimal(75)
    assert Precision(0, 0).share_pct is None
    assert not Precision(19, 0).noisy(POLICY)
    assert Precision(20, 9).noisy(POLICY)
    assert not Precision(20, 10).noisy(POLICY)

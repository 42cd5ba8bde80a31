from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from customers.choices import AssetClass, Tier, TierReason
from customers.presets import PRESETS, shipped
from customers.rules.tiering import (
    RANK,
    DayCount,
    Segment,
    TierPolicy,
    TierState,
    average_of,
    average_of_sum,
    divisor,
    divisor_to_date,
    path,
    states,
    step,
    tier_for,
    weighted_assets,
)
from organisation.rules.presets import PresetError
from tests.properties import money, quick

VALUE: Any = shipped()["customers.tiering"].value
POLICY: TierPolicy = PRESETS["customers.tiering"](VALUE)


def test_the_worked_example() -> None:
    averages = [Decimal(text) for text in ("210000", "190000", "180000", "195000")]
    decisions = path(Tier.GOLD, averages, POLICY)
    assert [one.effective for one in decisions] == ["PLATINUM", "PLATINUM", "PLATINUM", "GOLD"]
    assert [one.reason for one in decisions] == ["UPGRADED", "GRACE", "GRACE", "DOWNGRADED"]
    assert [one.grace_left for one in decisions] == [3, 2, 1, 3]
    assert [one.months_below for one in decisions] == [0, 1, 2, 0]


@pytest.mark.parametrize(
    ("average", "tier"),
    [
        ("-1", Tier.MASS),
        ("0", Tier.MASS),
        ("49999.99", Tier.MASS),
        ("50000", Tier.GOLD),
        ("199999.99", Tier.GOLD),
        ("200000", Tier.PLATINUM),
        ("500000", Tier.DIAMOND),
        ("5999999.99", Tier.DIAMOND),
        ("6000000", Tier.PRIVATE),
    ],
)
def test_a_line_belongs_to_the_tier_above_it(average: str, tier: Tier) -> None:
    assert tier_for(Decimal(average), POLICY) is tier


def test_a_first_assessment_takes_what_the_average_reaches() -> None:
    decision = step(None, Tier.DIAMOND, POLICY)
    assert (decision.effective, decision.reasons) == (Tier.DIAMOND, (TierReason.FIRST,))


def test_a_month_back_in_the_tier_ends_the_count() -> None:
    decisions = path(Tier.GOLD, [Decimal(n) for n in (1, 1, 50000, 1, 1)], POLICY)
    assert {one.effective for one in decisions} == {Tier.GOLD}
    assert [one.months_below for one in decisions] == [1, 2, 0, 1, 2]


def test_the_average_of_a_quarter_is_not_the_mean_of_its_months() -> None:
    segments = [
        Segment(date(2026, 1, 1), date(2026, 1, 31), Decimal(100000)),
        Segment(date(2026, 2, 1), date(2026, 2, 28), Decimal(400000)),
        Segment(date(2026, 3, 1), date(2026, 3, 31), Decimal(100000)),
    ]
    average = average_of(segments)
    assert (average.balance_sum, average.days, average.rounded) == (17400000, 90, Decimal("193333.33"))
    assert tier_for(average.value, POLICY) is Tier.GOLD


def test_a_tier_is_judged_before_rounding() -> None:
    """A sum a cent short of the line shows the line when rounded, and misses it all the same."""
    average = average_of_sum(Decimal("200000") * 30 - Decimal("0.01"), 30)
    assert average.rounded == Decimal("200000.00")
    assert tier_for(average.value, POLICY) is Tier.GOLD


def test_a_closed_account_counts_nothing_after_closing() -> None:
    closed = [Segment(date(2026, 4, 1), date(2026, 4, 15), Decimal(100))]
    assert average_of(closed, days=30).rounded == Decimal("50.00")


@pytest.mark.parametrize(
    "spans", [[("01", "10"), ("10", "20")], [("05", "04")]], ids=["overlap", "ends before it begins"]
)
def test_impossible_segments_are_refused(spans: list[tuple[str, str]]) -> None:
    def day(text: str) -> date:
        return date.fromisoformat(f"2026-04-{text}")

    with pytest.raises(ValueError, match="segment"):
        average_of([Segment(day(first), day(last), Decimal(1)) for first, last in spans])


def test_fixed_thirty_days_a_month_are_an_option() -> None:
    fixed = PRESETS["customers.tiering"]({**VALUE, "day_count": DayCount.FIXED_30.value})
    assert divisor(POLICY, days=92, months=3) == 92
    assert divisor(fixed, days=92, months=3) == 90
    starts = date(2026, 1, 1)
    for on, days in ((date(2026, 3, 31), 90), (date(2026, 3, 15), 75), (date(2026, 2, 28), 60), (starts, 1)):
        assert divisor_to_date(fixed, first=starts, on=on) == days
        assert divisor_to_date(POLICY, first=starts, on=on) == (on - starts).days + 1


def test_loans_and_cards_do_not_count() -> None:
    held = {AssetClass.FUND: Decimal("1.50"), AssetClass.LOAN: Decimal(9), AssetClass.CARD: Decimal(9)}
    assert weighted_assets(held, POLICY) == Decimal("1.50")


@pytest.mark.parametrize(
    "change",
    [
        {"lines": []},
        {"lines": [{"tier": "GOLD", "from": "1"}]},
        {"lines": [{"tier": "MASS", "from": "0"}, {"tier": "GOLD", "from": "0"}]},
        {"lines": [{"tier": "GOLD", "from": "0"}, {"tier": "MASS", "from": "5"}]},
        {"grace_months": 0},
        {"day_count": "GUESS"},
        {"weights": {"FUND": "-1"}},
    ],
)
def test_an_impossible_preset_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(PresetError):
        PRESETS["customers.tiering"]({**VALUE, **change})


def test_the_states_are_few_and_closed() -> None:
    """A night evaluates each state and assessed tier once: no step may lead outside the table."""
    known = set(states(POLICY))
    reached = {step(before, assessed, POLICY).state for before in (None, *known) for assessed in Tier}
    assert reached <= known
    assert len(known) == 5 + sum(lower + lower**2 for lower in range(5))


def test_lines_and_floors() -> None:
    above = POLICY.next_line(Tier.GOLD)
    assert above is not None
    assert (above.tier, above.start, POLICY.floor_of(Tier.DIAMOND)) == (Tier.PLATINUM, 200000, 500000)
    assert POLICY.next_line(Tier.PRIVATE) is None


@quick
@given(money(), money())
def test_more_assets_never_mean_a_lower_tier(one: Decimal, other: Decimal) -> None:
    low, high = sorted((one, other))
    assert RANK[tier_for(low, POLICY)] <= RANK[tier_for(high, POLICY)]


@quick
@given(st.sampled_from(Tier), st.lists(st.sampled_from(Tier), max_size=12))
def test_a_tier_never_falls_within_grace_and_rises_at_once(start: Tier, months: list[Tier]) -> None:
    state = TierState(start)
    for assessed in months:
        decision = step(state, assessed, POLICY)
        assert RANK[decision.effective] >= RANK[assessed]
        if decision.reason is TierReason.DOWNGRADED:
            assert state.months_below == POLICY.grace_months - 1
        else:
            assert RANK[decision.effective] >= RANK[state.effective]
        state = decision.state


@quick
@given(st.lists(st.tuples(st.integers(1, 40), money("-1000", "1000000")), min_size=1, max_size=6))
def test_an_average_does_not_depend_on_how_days_are_cut(pieces: list[tuple[int, Decimal]]) -> None:
    start, whole, cut = date(2026, 1, 1), [], []
    for days, amount in pieces:
        last = start + timedelta(days=days - 1)
        whole.append(Segment(start, last, amount))
        cut += [Segment(day, day, amount) for day in (start + timedelta(days=n) for n in range(days))]
        start = last + timedelta(days=1)
    assert average_of(whole) == average_of(reversed(cut))

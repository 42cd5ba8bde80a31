from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from customers.choices import Tier
from customers.presets import PRESETS, shipped
from customers.rules.radar import Aim, Deciding, Maturing, deciding, needed_per_day, projected_tier, radar
from customers.rules.tiering import RANK, average_of_sum, tier_for
from tests.properties import money, quick

TIERS = PRESETS["customers.tiering"](shipped()["customers.tiering"].value)
NEAR = PRESETS["customers.tier_radar"](shipped()["customers.tier_radar"].value)


def test_the_worked_example() -> None:
    assert needed_per_day(Decimal(200000), 30, Decimal(3500000), 10) == Decimal("250000.00")


def test_what_is_missing_to_keep_and_to_reach() -> None:
    keep, reach = radar(
        Tier.GOLD,
        days=30,
        days_left=10,
        sum_so_far=Decimal(3800000),
        balance=Decimal(212000),
        policy=TIERS,
        near=NEAR,
    )
    assert (keep.aim, keep.tier, keep.secured, keep.missing, keep.near) == (
        Aim.KEEP,
        Tier.GOLD,
        True,
        Decimal("0.00"),
        False,
    )
    assert (reach.aim, reach.tier, reach.needed_balance, reach.missing, reach.near) == (
        Aim.REACH,
        Tier.PLATINUM,
        Decimal("220000.00"),
        Decimal("8000.00"),
        True,
    )


def test_the_last_day_leaves_nothing_to_do() -> None:
    (reach,) = radar(
        Tier.MASS, days=30, days_left=0, sum_so_far=Decimal(1), balance=Decimal(1), policy=TIERS, near=NEAR
    )
    assert (reach.needed_balance, reach.missing, reach.near, reach.secured) == (None, None, False, False)


def test_nothing_lies_above_the_highest_tier() -> None:
    (keep,) = radar(
        Tier.PRIVATE, days=30, days_left=1, sum_so_far=Decimal(1), balance=Decimal(1), policy=TIERS, near=NEAR
    )
    assert keep.aim is Aim.KEEP
    assert not keep.near


def test_a_projection_lets_the_balance_stand() -> None:
    shared = {"days": 30, "days_left": 10, "sum_so_far": Decimal(3800000), "policy": TIERS}
    assert projected_tier(**shared, balance=Decimal(220000)) is Tier.PLATINUM
    assert projected_tier(**shared, balance=Decimal("219999.99")) is Tier.GOLD


@quick
@given(st.sampled_from(list(Tier)[1:]), st.integers(28, 31), st.integers(1, 28), money("0", "9999999.99"))
def test_holding_what_is_needed_reaches_the_line_and_a_cent_less_misses(
    tier: Tier, days: int, days_left: int, so_far: Decimal
) -> None:
    line = TIERS.floor_of(tier)
    needed = needed_per_day(line, days, so_far, days_left)
    assert needed is not None
    reached = tier_for(average_of_sum(so_far + needed * days_left, days).value, TIERS)
    assert RANK[reached] >= RANK[tier]
    if needed > 0:
        less = average_of_sum(so_far + (needed - Decimal("0.01")) * days_left, days).value
        assert RANK[tier_for(less, TIERS)] < RANK[tier]


LINE = {"days": 30, "on": date(2026, 11, 20), "days_left": 10, "sum_so_far": 4_000_000, "balance": 210_000}


def test_the_maturity_that_breaks_a_line_on_course_decides() -> None:
    small, large = Maturing(date(2026, 11, 21), Decimal(1_000)), Maturing(date(2026, 11, 25), Decimal(20_000))
    found = deciding([small, large], 200_000, **LINE)
    assert found == Deciding(large, Decimal("3000.00"), breaks=True)


def test_maturities_that_fit_into_what_is_spare_decide_nothing() -> None:
    fits = [Maturing(date(2026, 11, 26), Decimal(20_000)), Maturing(date(2026, 12, 1), Decimal(900_000))]
    assert deciding(fits, 200_000, **LINE) is None
    assert deciding([], 210_000, **LINE) is None


def test_together_they_may_break_what_none_breaks_alone() -> None:
    two = [Maturing(date(2026, 11, 26), Decimal(20_000)), Maturing(date(2026, 11, 30), Decimal(30_000))]
    assert deciding(two, 200_000, **LINE) == Deciding(two[0], Decimal("3000.00"), breaks=False)


def test_where_something_is_missing_the_largest_loss_counts() -> None:
    one = Maturing(date(2026, 11, 21), Decimal(10_000))
    assert deciding([one], 205_000, **LINE) == Deciding(one, Decimal("15000.00"), breaks=False)


def test_after_the_month_nothing_decides() -> None:
    one = Maturing(date(2026, 11, 21), Decimal(10_000))
    assert deciding([one], 205_000, **{**LINE, "days_left": 0}) is None

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organisation.rules.presets import PresetBlank
from performance.presets import PRESETS, shipped
from performance.rules.pay import DeferralPolicy, WagePolicy, deduction_plan, defer, performance_pay, split
from tests.properties import money, quick

DEFERRAL = PRESETS["performance.deferral"](shipped()["performance.deferral"].value)
WAGE = WagePolicy(cap_pct=Decimal(20), minimum_wage=Decimal(2000))


def test_pay_has_no_cap() -> None:
    paid = performance_pay(
        base=Decimal(3000), actual=Decimal(2415), target=Decimal(1000), multiplier=Decimal("1.2")
    )
    assert (paid.attainment_pct, paid.within_target, paid.above_target) == (Decimal("241.5"), 3000, 5094)
    assert paid.total == Decimal("8094.00")
    with pytest.raises(ValueError, match="target"):
        performance_pay(base=Decimal(1), actual=Decimal(1), target=Decimal(0), multiplier=Decimal(1))


def test_the_last_instalment_takes_the_rest() -> None:
    found = defer(Decimal("86543.21"), DEFERRAL)
    assert (found.immediate, found.deferred) == (Decimal("51925.93"), Decimal("34617.28"))
    assert found.instalments == (Decimal("11539.09"), Decimal("11539.09"), Decimal("11539.10"))
    with pytest.raises(ValueError, match="pay"):
        defer(Decimal(-1), DEFERRAL)


def test_a_loss_is_taken_within_the_legal_cap() -> None:
    plan = deduction_plan(Decimal(50000), Decimal("0.40"), Decimal(9000), WAGE)
    assert (plan.total, plan.monthly, plan.months, plan.last) == (20000, 1800, 11, 200)
    assert sum(plan.parts) == plan.total
    assert len(plan.parts) == 12


def test_the_minimum_wage_remains() -> None:
    assert deduction_plan(Decimal(100), Decimal(1), Decimal(2100), WAGE).parts == (100,)
    assert not deduction_plan(Decimal(100), Decimal(1), Decimal(2000), WAGE).possible
    with pytest.raises(ValueError, match="share"):
        deduction_plan(Decimal(100), Decimal(0), Decimal(9000), WAGE)
    with pytest.raises(PresetBlank):
        PRESETS["performance.wage_deduction"](shipped()["performance.wage_deduction"].value)


def test_a_pool_is_split_by_points() -> None:
    points = {"a": Decimal("34.5"), "b": Decimal("4.5"), "c": Decimal(61)}
    assert split(Decimal(100000), points) == {"a": 34500, "b": 4500, "c": 61000}
    assert split(Decimal(1), {"a": Decimal(-1), "b": Decimal(0)}) == {"a": 0, "b": 0}


@quick
@given(money(), st.integers(0, 100), st.integers(1, 10))
def test_no_cent_is_lost_and_nothing_is_paid_early(amount: Decimal, share: int, years: int) -> None:
    found = defer(amount, DeferralPolicy(Decimal(share) / 100, years))
    assert found.immediate + sum(found.instalments) == amount
    assert sum(found.instalments) == found.deferred
    assert list(found.instalments) == sorted(found.instalments)
    assert len(found.instalments) == years


@quick
@given(money("1", "1000000"), st.dictionaries(st.text("abcdef", min_size=1), money("-9", "99"), min_size=1))
def test_a_split_pays_the_pool_to_the_cent(pool: Decimal, points: dict[str, Decimal]) -> None:
    paid = split(pool, points)
    assert sum(paid.values()) == (pool if any(value > 0 for value in points.values()) else 0)
    assert all(value >= 0 for value in paid.values())

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given

from organisation.rules.presets import PresetBlank
from performance.presets import PRESETS, shipped
from performance.rules.eva import (
    CoefficientPolicy,
    EvaFacts,
    EvaRates,
    coefficient,
    eva_pay,
    peer_average,
    piece_pay,
)
from tests.properties import percents, quick

LIMITS = PRESETS["performance.eva_coefficients"](shipped()["performance.eva_coefficients"].value)
RATES = EvaRates(Decimal("0.02"), Decimal("0.05"))
FACTS = EvaFacts(
    stock_eva=Decimal(700000),
    increment_eva=Decimal(200000),
    liability_eva=Decimal(80000),
    fee_eva=Decimal(20000),
    deposit_average=Decimal(18000000),
    loan_average=Decimal(40000000),
    ratio_base=Decimal("0.40"),
    ratio_peer=Decimal("0.42"),
    return_base=Decimal("0.022"),
    return_peer=Decimal("0.026"),
    fee_performance=Decimal(5000),
    management_performance=Decimal(3000),
)


def test_the_worked_example() -> None:
    paid = eva_pay(FACTS, RATES, LIMITS)
    assert (paid.pool, paid.k1.held, paid.k2.value, paid.k2.held) == (
        24000,
        Decimal("1.8"),
        Decimal("0.025"),
        Decimal("1.03"),
    )
    assert (paid.asset_performance, paid.total, paid.warnings) == (
        Decimal("44496.00"),
        Decimal("52496.00"),
        (),
    )


def test_nothing_is_rounded_on_the_way() -> None:
    thirds = replace(
        FACTS,
        stock_eva=Decimal(600000),
        increment_eva=Decimal(-200000),
        liability_eva=Decimal(0),
        fee_eva=Decimal(0),
        deposit_average=Decimal(7),
        loan_average=Decimal(30),
        ratio_base=Decimal("0.20"),
        ratio_peer=Decimal("0.21"),
        fee_performance=Decimal(0),
    )
    scaled = replace(thirds, deposit_average=Decimal(7000000), loan_average=Decimal(30000000))
    scaled = replace(scaled, return_base=Decimal("0.012"), return_peer=Decimal("0.013"))
    assert eva_pay(scaled, EvaRates(Decimal("0.02"), Decimal(0)), LIMITS).asset_performance == Decimal(
        "19113.33"
    )


def test_a_coefficient_below_the_floor_is_held_and_said() -> None:
    poor = replace(
        FACTS, deposit_average=Decimal(4000000), ratio_base=Decimal("0.25"), ratio_peer=Decimal("0.20")
    )
    paid = eva_pay(poor, RATES, LIMITS)
    assert (paid.k1.raw, paid.k1.held, paid.k1.clamped) == (Decimal("-0.5"), 0, True)
    assert (paid.asset_performance, paid.warnings) == (0, ("K1_CLAMPED",))
    free = eva_pay(poor, RATES, CoefficientPolicy(None, None))
    assert free.asset_performance == Decimal("-12360.00")
    assert eva_pay(FACTS, RATES, CoefficientPolicy(None, Decimal(1))).warnings == ("K1_CLAMPED", "K2_CLAMPED")


def test_without_loans_the_coefficients_are_one() -> None:
    paid = eva_pay(replace(FACTS, loan_average=Decimal(0)), RATES, LIMITS)
    assert (paid.k1.held, paid.k2.held, paid.k1.value, paid.warnings) == (1, 1, None, ("NO_LOANS",))


def test_the_rates_are_blank_until_head_office_sets_them() -> None:
    with pytest.raises(PresetBlank):
        PRESETS["performance.eva_rates"](shipped()["performance.eva_rates"].value)


def test_pieces_are_paid_at_their_price() -> None:
    value = {"r1": "0.02", "r2": "0.05", "unit_prices": {"bill": "12.50"}, "management": "by the head"}
    rates = PRESETS["performance.eva_rates"](value)
    assert piece_pay({"bill": 3}, rates) == Decimal("37.50")
    with pytest.raises(KeyError):
        piece_pay({"card": 1}, rates)


def test_peers_are_a_simple_mean() -> None:
    assert peer_average([Decimal("0.1"), Decimal("0.2")]) == Decimal("0.15")
    with pytest.raises(ValueError, match="peers"):
        peer_average([])


@quick
@given(percents("-5", "5"), percents("-5", "5"), percents("-5", "5"), percents("-5", "5"))
def test_a_better_ratio_never_lowers_k(one: Decimal, other: Decimal, base: Decimal, peer: Decimal) -> None:
    low, high = sorted((one, other))
    assert coefficient(low, base, peer) <= coefficient(high, base, peer)


@quick
@given(percents("-5", "5"), percents("-5", "5"))
def test_k_is_continuous_at_the_peers_value(base: Decimal, peer: Decimal) -> None:
    step = Decimal("0.000001")
    around = [coefficient(peer + move, base, peer) for move in (-step, 0, step)]
    assert abs(around[0] - around[1]) <= 10 * step
    assert abs(around[2] - around[1]) <= 20 * step

"""EVA pay of a loan manager (资产EVA绩效), with coefficients for the deposit-to-loan ratio and the return.

asset pay = (stock EVA x r1 + increment EVA x r2) x K1 x K2; one percentage point moves K by 0.1; above the
peers' value the distance to base and to peers counts, below it only the distance to base. K is held at a
floor (default 0) and stored raw as well. Source: seed 002 (XX支行 2020); domain.md A9.

Deposits 7/30 of loans, base 0.20, peer 0.21: K1 = 47/30; return 0.4/30, base 0.012, peer 0.013: K2 = 61/60;
pool 12 000 gives 19 113.33 (rounding K first would give 19 216.80, which is wrong).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from organisation.rules.numbers import Number, as_decimal, clamp, exact, round_half_up
from organisation.rules.presets import Reader

_PER_POINT = 10


@dataclass(frozen=True, slots=True)
class CoefficientPolicy:
    """Floor and cap of K; None leaves that side open."""

    k_floor: Decimal | None
    k_cap: Decimal | None

    @classmethod
    def read(cls, preset: Reader) -> CoefficientPolicy:
        return cls(k_floor=preset.optional_decimal("k_floor"), k_cap=preset.optional_decimal("k_cap"))


@dataclass(frozen=True, slots=True)
class EvaRates:
    """What head office sets and the source leaves blank: the shares r1 and r2 of stock and increment, prices
    per piece of intermediary business (跟单计奖) in yuan, and what 管理绩效 consists of."""

    r1: Decimal
    r2: Decimal
    unit_prices: Mapping[str, Decimal] = field(default_factory=dict)
    management: str = ""

    @classmethod
    def read(cls, preset: Reader) -> EvaRates:
        prices = preset.child("unit_prices")
        return cls(
            r1=preset.decimal("r1", minimum=0),
            r2=preset.decimal("r2", minimum=0),
            unit_prices={name: prices.decimal(name, minimum=0) for name in prices.names()},
            management=preset.text("management"),
        )


@dataclass(frozen=True, slots=True)
class EvaFacts:
    """One manager's period: EVA and averages in yuan, ratios as shares (0.40 is 40 %)."""

    stock_eva: Decimal
    increment_eva: Decimal
    liability_eva: Decimal
    fee_eva: Decimal
    deposit_average: Decimal
    loan_average: Decimal
    ratio_base: Decimal
    ratio_peer: Decimal
    return_base: Decimal
    return_peer: Decimal
    fee_performance: Decimal = Decimal(0)
    management_performance: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Coefficient:
    """K before and after the floor and the cap, with the value it was made from (None: no loans)."""

    value: Decimal | None
    raw: Decimal
    held: Decimal

    @property
    def clamped(self) -> bool:
        return self.raw != self.held


@dataclass(frozen=True, slots=True)
class EvaPay:
    """Pay in yuan, each figure rounded once from exact values; `warnings` are codes."""

    pool: Decimal
    k1: Coefficient
    k2: Coefficient
    asset_performance: Decimal
    business_performance: Decimal
    total: Decimal
    warnings: tuple[str, ...] = ()


def coefficient(value: Number, base: Number, peer: Number) -> Fraction:
    """K of a value against one's own base and the peers: continuous at the peers' value, never falling."""
    number, own, others = exact(value), exact(base), exact(peer)
    distance = number - own
    if number > others:
        distance += number - others
    return 1 + distance * _PER_POINT


def eva_pay(facts: EvaFacts, rates: EvaRates, policy: CoefficientPolicy) -> EvaPay:
    """Work out a manager's EVA pay. Without loans both ratios are undefined: K is 1 and a warning says so."""
    loans = exact(facts.loan_average)
    eva = sum(
        (exact(one) for one in (facts.stock_eva, facts.increment_eva, facts.liability_eva, facts.fee_eva)),
        Fraction(0),
    )
    k1, raw1 = _held(exact(facts.deposit_average), loans, facts.ratio_base, facts.ratio_peer, policy)
    k2, raw2 = _held(eva, loans, facts.return_base, facts.return_peer, policy)
    pool = exact(facts.stock_eva) * exact(rates.r1) + exact(facts.increment_eva) * exact(rates.r2)
    assets = pool * k1 * k2
    business = assets + exact(facts.fee_performance)
    warnings = [] if loans else ["NO_LOANS"]
    warnings += [code for code, one in (("K1_CLAMPED", raw1), ("K2_CLAMPED", raw2)) if one.clamped]
    return EvaPay(
        pool=as_decimal(pool),
        k1=raw1,
        k2=raw2,
        asset_performance=round_half_up(assets),
        business_performance=round_half_up(business),
        total=round_half_up(business + exact(facts.management_performance)),
        warnings=tuple(warnings),
    )


def _held(
    part: Fraction, loans: Fraction, base: Decimal, peer: Decimal, policy: CoefficientPolicy
) -> tuple[Fraction, Coefficient]:
    if loans == 0:
        return Fraction(1), Coefficient(None, Decimal(1), Decimal(1))
    value = part / loans
    raw = coefficient(value, base, peer)
    held = clamp(raw, policy.k_floor, policy.k_cap)
    return held, Coefficient(as_decimal(value), as_decimal(raw), as_decimal(held))


def piece_pay(pieces: Mapping[str, int], rates: EvaRates) -> Decimal:
    """Pay for intermediary business by piece: the sum of pieces times unit price; an unpriced kind is an error."""
    return round_half_up(
        sum((exact(rates.unit_prices[kind]) * count for kind, count in pieces.items()), Fraction(0))
    )


def peer_average(values: Sequence[Number]) -> Decimal:
    """The simple mean over managers of the same kind, oneself included."""
    if not values:
        raise ValueError("no peers")
    return as_decimal(sum((exact(one) for one in values), Fraction(0)) / len(values))

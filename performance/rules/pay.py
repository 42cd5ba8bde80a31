"""Performance pay, its deferral, the split of a pool, and how much a wage may be cut for a loss.

Pay = P x min(A, 1) + P x max(A - 1, 0) x k(grade), A = actual / target, no cap (seed 000). Deferral: share of
the pay in equal yearly parts, cut to the cent, the rest in the last, so that nothing is paid early (domain.md
B6). Wage deduction: at most 20 % of the month's wage, and the local minimum wage must remain (B5).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from organisation.rules.numbers import as_decimal, exact, floor_to, round_half_up
from organisation.rules.presets import Reader

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class PerformancePay:
    """Attainment as a share and in per cent, the pay to the cent, and its part above the target."""

    attainment_pct: Decimal
    within_target: Decimal
    above_target: Decimal
    total: Decimal


def performance_pay(
    *, base: Decimal, actual: Decimal, target: Decimal, multiplier: Decimal
) -> PerformancePay:
    """P 3 000, 2 415万 of 1 000万, k 1.2: 3 000 + 3 000 x 1.415 x 1.2 = 8 094.00."""
    if target <= 0:
        raise ValueError("performance pay needs a target above 0")
    attainment = exact(actual) / exact(target)
    within = exact(base) * min(attainment, Fraction(1))
    above = exact(base) * max(attainment - 1, Fraction(0)) * exact(multiplier)
    return PerformancePay(
        attainment_pct=as_decimal(attainment * 100),
        within_target=round_half_up(within),
        above_target=round_half_up(above),
        total=round_half_up(within + above),
    )


@dataclass(frozen=True, slots=True)
class DeferralPolicy:
    """The share of performance pay that is deferred and over how many years."""

    share: Decimal
    years: int

    @classmethod
    def read(cls, preset: Reader) -> DeferralPolicy:
        return cls(
            share=preset.decimal("share", minimum=0, maximum=1), years=preset.integer("years", minimum=1)
        )


@dataclass(frozen=True, slots=True)
class Deferral:
    immediate: Decimal
    deferred: Decimal
    instalments: tuple[Decimal, ...]


def defer(amount: Decimal, policy: DeferralPolicy) -> Deferral:
    """86 543.21, 40 %, 3 years: now 51 925.93, then 11 539.09, 11 539.09, 11 539.10."""
    if amount < 0:
        raise ValueError("only pay can be deferred")
    deferred = round_half_up(exact(amount) * exact(policy.share))
    equal = floor_to(exact(deferred) / policy.years)
    last = deferred - equal * (policy.years - 1)
    return Deferral(
        immediate=round_half_up(amount) - deferred,
        deferred=deferred,
        instalments=(*([equal] * (policy.years - 1)), last),
    )


@dataclass(frozen=True, slots=True)
class WagePolicy:
    """The legal cap on deductions in per cent, and the local minimum wage (blank until the bank sets it)."""

    cap_pct: Decimal
    minimum_wage: Decimal

    @classmethod
    def read(cls, preset: Reader) -> WagePolicy:
        return cls(
            cap_pct=preset.decimal("cap_pct", minimum=0, maximum=100),
            minimum_wage=preset.decimal("minimum_wage", minimum=0),
        )


@dataclass(frozen=True, slots=True)
class DeductionPlan:
    """How a loss is taken from wages: `months` equal parts and, if any, one smaller last part.

    `possible` False: the wage is so near the minimum that nothing may be taken.
    """

    total: Decimal
    monthly: Decimal
    months: int
    last: Decimal
    possible: bool

    @property
    def parts(self) -> tuple[Decimal, ...]:
        rest = (self.last,) if self.last > 0 else ()
        return (*([self.monthly] * self.months), *rest)


def deduction_plan(loss: Decimal, share: Decimal, monthly_wage: Decimal, policy: WagePolicy) -> DeductionPlan:
    """Loss 50 000, share 40 %, wage 9 000, cap 20 %: 20 000 as 11 x 1 800 and 200."""
    if not 0 < share <= 1:
        raise ValueError("the share of a loss lies above 0 and is at most 1")
    total = round_half_up(exact(loss) * exact(share))
    allowed = min(
        floor_to(exact(monthly_wage) * exact(policy.cap_pct) / 100), monthly_wage - policy.minimum_wage
    )
    if allowed < CENT:
        return DeductionPlan(total, Decimal(0), 0, Decimal(0), possible=False)
    months = int(total // allowed)
    return DeductionPlan(total, allowed, months, total - allowed * months, possible=True)


def split(pool: Decimal, points: Mapping[str, Decimal]) -> Mapping[str, Decimal]:
    """Share a department's pool by points (二次分配), to the cent and without a cent lost.

    Pool 100 000, points 34.5, 4.5, 61: 34 500.00, 4 500.00, 61 000.00. Points below 0 count as 0; cents
    left by rounding go to the largest remainders. Without any points nobody gets anything.
    """
    counted = {name: max(exact(0), exact(value)) for name, value in points.items()}
    total = sum(counted.values(), Fraction(0))
    if total == 0:
        return {name: Decimal("0.00") for name in points}
    wanted = {name: exact(pool) * value / total for name, value in counted.items()}
    paid = {name: floor_to(value) for name, value in wanted.items()}
    left = int((round_half_up(pool) - sum(paid.values(), Decimal(0))) / CENT)
    by_remainder = sorted(wanted, key=lambda name: (exact(paid[name]) - wanted[name], name))
    for name in by_remainder[:left]:
        paid[name] += CENT
    return paid

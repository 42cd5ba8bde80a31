"""Which tier a customer's average reaches, and which tier the customer holds.

A month's average is the day-weighted mean of end-of-day assets over actual calendar days. A higher line
reached at a month end raises the tier at once. A lower tier follows only after three month averages in a row
below the current line, and then to the tier of the best of the three. Source: domain.md B7 (design).

Example: a GOLD customer with month averages 210 000, 190 000, 180 000, 195 000 is PLATINUM, PLATINUM,
PLATINUM, GOLD.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from customers.choices import AssetClass, Tier, TierReason
from organisation.rules.numbers import Number, as_decimal, exact, round_half_up
from organisation.rules.periods import ONE_DAY
from organisation.rules.presets import PresetError, PresetProblem, Reader

ORDER: tuple[Tier, ...] = tuple(Tier)
RANK: Mapping[Tier, int] = {tier: place for place, tier in enumerate(ORDER)}


class DayCount(StrEnum):
    """By what a period's sum of balances is divided."""

    ACTUAL = "ACTUAL"
    FIXED_30 = "FIXED_30"


@dataclass(frozen=True, slots=True)
class TierLine:
    """A tier starts at `start` (included), in yuan of average assets."""

    tier: Tier
    start: Decimal


@dataclass(frozen=True, slots=True)
class TierPolicy:
    """Lines in rising order, the weight of each asset class in AUM, months of grace, and the day count."""

    lines: tuple[TierLine, ...]
    weights: Mapping[AssetClass, Decimal]
    grace_months: int
    day_count: DayCount

    @classmethod
    def read(cls, preset: Reader) -> TierPolicy:
        lines = tuple(
            TierLine(line.choice("tier", Tier), line.decimal("from", minimum=0))
            for line in preset.items("lines")
        )
        rising = all(
            RANK[low.tier] < RANK[high.tier] and low.start < high.start for low, high in pairwise(lines)
        )
        if not lines or lines[0].start != 0 or not rising:
            raise PresetError(preset.at("lines"), PresetProblem.ORDER, "lines rise from 0")
        weights = preset.child("weights")
        return cls(
            lines=lines,
            weights={one: weights.decimal(one, minimum=0) for one in AssetClass if weights.has(one)},
            grace_months=preset.integer("grace_months", minimum=1),
            day_count=preset.choice("day_count", DayCount),
        )

    def weight(self, asset_class: AssetClass) -> Decimal:
        """The weight of an asset class; one that the preset does not name does not count."""
        return self.weights.get(asset_class, Decimal(0))

    def floor_of(self, tier: Tier) -> Decimal:
        """Where the tier starts, 0 for a tier that the preset does not use."""
        return next((line.start for line in self.lines if line.tier is tier), Decimal(0))

    def next_line(self, tier: Tier) -> TierLine | None:
        """The line above the tier, None above the highest."""
        return next((line for line in self.lines if RANK[line.tier] > RANK[tier]), None)


def tier_for(average: Number, policy: TierPolicy) -> Tier:
    """The tier whose line the average reaches; the line itself belongs to the tier above it.

    200 000.00 is PLATINUM, 199 999.99 is GOLD. A negative average is the lowest tier.
    """
    value = exact(average)
    reached = [line.tier for line in policy.lines if value >= exact(line.start)]
    return reached[-1] if reached else policy.lines[0].tier


def divisor(policy: TierPolicy, *, days: int, months: int) -> int:
    """By what a sum over a period is divided: its actual days, or 30 a month where the bank fixes it."""
    return days if policy.day_count is DayCount.ACTUAL else 30 * months


def divisor_to_date(policy: TierPolicy, *, first: date, on: date) -> int:
    """By what a sum from a period's first day to a day, both included, is divided.

    The actual days; where the bank fixes 30 a month, 30 for every whole month and at most 30 for the last:
    1 January to 31 March is 90, to 15 March 75.
    """
    months = (on.year - first.year) * 12 + on.month - first.month
    ends = (on + ONE_DAY).month != on.month
    if policy.day_count is DayCount.ACTUAL:
        return (on - first).days + 1
    return 30 * months + (30 if ends else min(on.day, 30))


@dataclass(frozen=True, slots=True)
class Segment:
    """An unchanged balance from `first` to `last`, both included."""

    first: date
    last: date
    amount: Decimal

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Average:
    """A day-weighted average with the sum of balances (积数) and the days behind it."""

    balance_sum: Decimal
    days: int
    value: Decimal
    rounded: Decimal


def average_of_sum(balance_sum: Number, days: int) -> Average:
    """The average of a sum of end-of-day balances over days; 17 400 000 over 90 days is 193 333.33."""
    value: Fraction = exact(balance_sum) / days
    return Average(as_decimal(exact(balance_sum)), days, as_decimal(value), round_half_up(value))


def average_of(segments: Iterable[Segment], *, days: int | None = None) -> Average:
    """The day-weighted average of balances that stood for some days each; never the mean of means.

    `days` is the divisor when it is not the days of the segments (a closed account counts 0 after closing).
    Overlapping segments are an error.
    """
    ordered = sorted(segments, key=lambda one: one.first)
    for earlier, later in pairwise(ordered):
        if later.first <= earlier.last:
            raise ValueError(f"segments overlap on {later.first}")
    if any(one.days < 1 for one in ordered):
        raise ValueError("a segment ends before it begins")
    total = sum((exact(one.amount) * one.days for one in ordered), Fraction(0))
    return average_of_sum(total, days if days is not None else sum(one.days for one in ordered))


def weighted_assets(balances: Mapping[AssetClass, Number], policy: TierPolicy) -> Decimal:
    """AUM: the sum of balances by asset class times their weights; loans and cards weigh 0 by default."""
    return as_decimal(
        sum((exact(amount) * exact(policy.weight(one)) for one, amount in balances.items()), Fraction(0))
    )


@dataclass(frozen=True, slots=True)
class TierState:
    """What a customer carries from month to month.

    `below` holds the assessed tiers of the months in a row below the line, oldest first; its length is the
    number of months below. There are few distinct states, so a night evaluates each of them once.
    """

    effective: Tier
    below: tuple[Tier, ...] = ()

    @property
    def months_below(self) -> int:
        return len(self.below)


@dataclass(frozen=True, slots=True)
class TierDecision:
    """A month end: what the average reached, what the customer holds, and why."""

    assessed: Tier
    state: TierState
    previous: Tier | None
    reason: TierReason
    grace_left: int

    @property
    def effective(self) -> Tier:
        return self.state.effective

    @property
    def months_below(self) -> int:
        return self.state.months_below

    @property
    def reasons(self) -> tuple[TierReason, ...]:
        return (self.reason,)


def step(before: TierState | None, assessed: Tier, policy: TierPolicy) -> TierDecision:
    """Move the effective tier by one month end; `before` None is the first assessment."""
    if before is None:
        return TierDecision(assessed, TierState(assessed), None, TierReason.FIRST, policy.grace_months)
    held = before.effective
    if RANK[assessed] > RANK[held]:
        return TierDecision(assessed, TierState(assessed), held, TierReason.UPGRADED, policy.grace_months)
    if assessed is held:
        return TierDecision(assessed, TierState(held), held, TierReason.KEPT, policy.grace_months)
    below = (*before.below, assessed)
    if len(below) < policy.grace_months:
        left = policy.grace_months - len(below)
        return TierDecision(assessed, TierState(held, below), held, TierReason.GRACE, left)
    best = max(below, key=RANK.__getitem__)
    return TierDecision(assessed, TierState(best), held, TierReason.DOWNGRADED, policy.grace_months)


def path(start: Tier | None, averages: Sequence[Number], policy: TierPolicy) -> tuple[TierDecision, ...]:
    """The decisions of successive month ends from a starting tier (None: the customer is new)."""
    state = None if start is None else TierState(start)
    decisions = []
    for average in averages:
        decision = step(state, tier_for(average, policy), policy)
        decisions.append(decision)
        state = decision.state
    return tuple(decisions)


def states(policy: TierPolicy) -> tuple[TierState, ...]:
    """Every state that a customer can carry, so that a set-based night can evaluate each of them once."""
    used = [line.tier for line in policy.lines]
    found: list[TierState] = []
    for held in used:
        lower = [tier for tier in used if RANK[tier] < RANK[held]]
        layer: list[tuple[Tier, ...]] = [()]
        for _ in range(policy.grace_months):
            found += [TierState(held, below) for below in layer]
            layer = [(*below, tier) for below in layer for tier in lower]
    return tuple(found)

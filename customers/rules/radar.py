"""Tier-line radar: what balance per remaining day keeps a tier or reaches the next one this month.

needed = (line x D - sum so far) / d, D days of the month, d days left, sum = 积数 of the month so far.
Source: mission C4; features.md, capability 1 (tier-cliff radar).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from customers.choices import Tier
from customers.rules.tiering import RANK, TierPolicy, average_of_sum, tier_for
from organisation.rules.numbers import Number, ceil_to, exact
from organisation.rules.presets import Reader


@dataclass(frozen=True, slots=True)
class RadarPolicy:
    """How near a line is near: the missing balance per remaining day in per cent of the line, at most."""

    near_share_pct: Decimal

    @classmethod
    def read(cls, preset: Reader) -> RadarPolicy:
        return cls(near_share_pct=preset.decimal("near_share_pct", minimum=0, maximum=100))


class Aim(StrEnum):
    KEEP = "KEEP"
    REACH = "REACH"


@dataclass(frozen=True, slots=True)
class LineDistance:
    """One line as seen on a day.

    `needed_balance`: the balance to hold on every remaining day (0 when the line is already certain), None
    when no day is left. `missing`: what that is above today's balance, never negative. `reachable` False
    means that the month is over and the line was missed.
    """

    aim: Aim
    tier: Tier
    line: Decimal
    needed_balance: Decimal | None
    missing: Decimal | None
    days_left: int
    secured: bool
    near: bool

    @property
    def missing_sum(self) -> Decimal | None:
        """What is missing added up over the remaining days (积数)."""
        return None if self.missing is None else self.missing * self.days_left

    @property
    def keeps(self) -> bool:
        return self.aim is Aim.KEEP


def needed_per_day(line: Number, days: int, sum_so_far: Number, days_left: int) -> Decimal | None:
    """Balance per remaining day that brings the month's average to the line; None without a day left.

    Rounded up to the cent, because a cent less would miss the line.

    Line 200 000, 30 days, 3 500 000 so far after 20 days: (6 000 000 - 3 500 000) / 10 = 250 000.00.
    """
    if days_left == 0:
        return None
    return ceil_to(max(exact(0), (exact(line) * days - exact(sum_so_far)) / days_left))


def distance(
    aim: Aim,
    tier: Tier,
    *,
    days: int,
    days_left: int,
    sum_so_far: Decimal,
    balance: Decimal,
    policy: TierPolicy,
    radar: RadarPolicy,
) -> LineDistance:
    """How far one tier's line is, given the month so far and today's balance (both weighted AUM)."""
    line = policy.floor_of(tier)
    needed = needed_per_day(line, days, sum_so_far, days_left)
    secured = exact(sum_so_far) >= exact(line) * days
    missing = None if needed is None else max(Decimal("0.00"), needed - balance)
    near = (
        not secured
        and missing is not None
        and missing > 0
        and exact(missing) * 100 <= exact(radar.near_share_pct) * exact(line)
    )
    return LineDistance(aim, tier, line, needed, missing, days_left, secured, near)


def radar(
    held: Tier,
    *,
    days: int,
    days_left: int,
    sum_so_far: Decimal,
    balance: Decimal,
    policy: TierPolicy,
    near: RadarPolicy,
) -> tuple[LineDistance, ...]:
    """The line to keep (unless the lowest tier is held) and the next line above, in that order."""
    shared = {"days": days, "days_left": days_left}
    found = []
    if RANK[held] > RANK[policy.lines[0].tier]:
        found.append(
            distance(
                Aim.KEEP, held, **shared, sum_so_far=sum_so_far, balance=balance, policy=policy, radar=near
            )
        )
    above = policy.next_line(held)
    if above is not None:
        found.append(
            distance(
                Aim.REACH,
                above.tier,
                **shared,
                sum_so_far=sum_so_far,
                balance=balance,
                policy=policy,
                radar=near,
            )
        )
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Maturing:
    """A holding that comes due within the month: what it weighs in AUM, and something to know it by."""

    on: date
    amount: Decimal
    holding: str = ""


@dataclass(frozen=True, slots=True)
class Deciding:
    """The holding whose maturity decides a line. `missing_without`: what must be held more on each remaining day
    if everything that matures leaves. `breaks`: this holding alone makes the difference."""

    maturing: Maturing
    missing_without: Decimal
    breaks: bool


def deciding(
    maturities: Sequence[Maturing],
    line: Number,
    *,
    days: int,
    on: date,
    days_left: int,
    sum_so_far: Number,
    balance: Number,
) -> Deciding | None:
    """The maturity within the month that decides whether the average reaches the line; None when none does.

    Money that leaves on its maturity is missing at the end of that day and of each later one. When the line is on
    course, the largest loss decides, if all losses together would break it; when it is not, the largest loss
    makes the gap widest.

    Line 200 000, 30 days, 4 000 000 after 20 days, 210 000 now: 6 100 000 at the end, 100 000 to spare. 20 000
    maturing on the 25th leave for 6 days: 120 000, so that 20 000 decide.
    """
    if days_left == 0:
        return None
    spare = exact(sum_so_far) + exact(balance) * days_left - exact(line) * days
    losses = [(exact(one.amount) * _days_without(one, on, days_left), one) for one in maturities]
    losses = [(loss, one) for loss, one in losses if loss > 0]
    if not losses or (spare >= 0 and sum(loss for loss, _one in losses) <= spare):
        return None
    loss, largest = max(losses, key=lambda pair: (pair[0], -pair[1].on.toordinal()))
    missing = ceil_to((sum((loss for loss, _one in losses), -spare)) / days_left)
    return Deciding(largest, missing, breaks=spare >= 0 and loss > spare)


def _days_without(one: Maturing, on: date, days_left: int) -> int:
    """On how many remaining days the holding is missing if it leaves when it matures."""
    return max(0, min(days_left, days_left - (one.on - on).days + 1))


def projected_tier(
    *, days: int, days_left: int, sum_so_far: Decimal, balance: Decimal, policy: TierPolicy
) -> Tier:
    """The tier of the month's average if today's balance stands until the month's last day."""
    total = exact(sum_so_far) + exact(balance) * days_left
    return tier_for(average_of_sum(total, days).value, policy)

"""What the night raises about a customer, each with the evidence that decided it.

The decline trigger is domain.md C (design): the month's average below 70 % of the mean of the three months
before. The amount from which a movement is large is not given by any source: until the bank sets it, the
movement rule stays silent and says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from customers.choices import FlagKind
from organisation.rules.numbers import exact, round_half_up
from organisation.rules.periods import add_days, add_years
from organisation.rules.presets import Reader


@dataclass(frozen=True, slots=True)
class FlagPolicy:
    """Share in per cent of the mean, months of the mean, and how many days ahead dates are noticed."""

    average_share_pct: Decimal
    mean_months: int
    maturity_days: int
    birthday_days: int

    @classmethod
    def read(cls, preset: Reader) -> FlagPolicy:
        return cls(
            average_share_pct=preset.decimal("average_share_pct", minimum=0, maximum=100),
            mean_months=preset.integer("mean_months", minimum=1),
            maturity_days=preset.integer("maturity_days", minimum=0),
            birthday_days=preset.integer("birthday_days", minimum=0),
        )


@dataclass(frozen=True, slots=True)
class MovementPolicy:
    """From which amount in yuan a movement of one day is large (blank in the sources)."""

    large_outflow: Decimal
    large_inflow: Decimal

    @classmethod
    def read(cls, preset: Reader) -> MovementPolicy:
        return cls(
            large_outflow=preset.decimal("large_outflow", minimum=0),
            large_inflow=preset.decimal("large_inflow", minimum=0),
        )


@dataclass(frozen=True, slots=True)
class FlagFacts:
    """What is known about a customer on a business date; averages oldest first, the current month apart."""

    on: date
    month_average: Decimal | None = None
    earlier_averages: Sequence[Decimal] = ()
    movement: Decimal | None = None
    next_maturity_on: date | None = None
    birth_date: date | None = None


@dataclass(frozen=True, slots=True)
class FlagRaised:
    """A flag with its amount (yuan) and evidence as codes and plain values."""

    kind: FlagKind
    amount: Decimal | None = None
    evidence: Mapping[str, str] = field(default_factory=dict)


def mean_of_last(averages: Sequence[Decimal], months: int) -> Fraction | None:
    """The mean of the last `months` averages, None while there are fewer."""
    last = averages[-months:]
    return exact(sum(last, Decimal(0))) / months if len(last) == months else None


def average_drop(facts: FlagFacts, policy: FlagPolicy) -> FlagRaised | None:
    """Raised when the month's average is below 70 % of the mean of the three months before.

    Mean 100 000, month 69 999.99: raised; 70 000.00: not.
    """
    mean = mean_of_last(facts.earlier_averages, policy.mean_months)
    if mean is None or facts.month_average is None or mean <= 0:
        return None
    average = exact(facts.month_average)
    share = average * 100 / mean
    if share >= exact(policy.average_share_pct):
        return None
    return FlagRaised(
        FlagKind.AVERAGE_DROP,
        round_half_up(mean - average),
        {
            "mean": str(round_half_up(mean)),
            "average": str(facts.month_average),
            "share_pct": str(round_half_up(share)),
        },
    )


def movement_flag(facts: FlagFacts, policy: MovementPolicy | None) -> FlagRaised | None:
    """Raised when a day's change of assets reaches the bank's line; silent while the bank has set none."""
    if policy is None or facts.movement is None:
        return None
    if facts.movement <= -policy.large_outflow and facts.movement < 0:
        return FlagRaised(FlagKind.LARGE_OUTFLOW, facts.movement, {"line": str(policy.large_outflow)})
    if facts.movement >= policy.large_inflow and facts.movement > 0:
        return FlagRaised(FlagKind.LARGE_INFLOW, facts.movement, {"line": str(policy.large_inflow)})
    return None


def next_birthday(born: date, on: date) -> date:
    """The birthday on or after a day, 29 February falling back to the 28th."""
    this_year = add_years(born, on.year - born.year)
    return this_year if this_year >= on else add_years(born, on.year + 1 - born.year)


def flags(facts: FlagFacts, policy: FlagPolicy, movements: MovementPolicy | None) -> tuple[FlagRaised, ...]:
    """Everything that the rules notice about the customer on the day."""
    found = [average_drop(facts, policy), movement_flag(facts, movements)]
    matures = facts.next_maturity_on
    if matures is not None and facts.on <= matures <= add_days(facts.on, policy.maturity_days):
        found.append(FlagRaised(FlagKind.MATURITY, None, {"on": matures.isoformat()}))
    if facts.birth_date is not None:
        birthday = next_birthday(facts.birth_date, facts.on)
        if birthday <= add_days(facts.on, policy.birthday_days):
            found.append(FlagRaised(FlagKind.BIRTHDAY, None, {"on": birthday.isoformat()}))
    return tuple(one for one in found if one is not None)

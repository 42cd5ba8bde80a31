"""May this customer be offered this product: level, validity of the assessment, age.

Product level at most the customer's level; where issuer and seller rate differently the higher rating counts
(孰高); an assessment is good for one year, expired from the day after the anniversary; customers under 18 or
over 65 need special handling for R4 and above. Source: domain.md B2 (NFRA 2025 no. 7).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from customers.choices import AssetClass, Suitability
from organisation.rules.periods import add_months
from organisation.rules.presets import Reader

# Deposits are outside the rule (domain.md B2); structured deposits carry a rating and are not.
NOT_COVERED = frozenset(
    {AssetClass.DEMAND_DEPOSIT, AssetClass.TIME_DEPOSIT, AssetClass.LOAN, AssetClass.CARD}
)


@dataclass(frozen=True, slots=True)
class SuitabilityPolicy:
    """Months that an assessment is good for, and when age asks for care."""

    validity_months: int
    care_from_level: int
    care_below_age: int
    care_above_age: int

    @classmethod
    def read(cls, preset: Reader) -> SuitabilityPolicy:
        return cls(
            validity_months=preset.integer("validity_months", minimum=1),
            care_from_level=preset.integer("care_from_level", minimum=1, maximum=6),
            care_below_age=preset.integer("care_below_age", minimum=0),
            care_above_age=preset.integer("care_above_age", minimum=0),
        )


@dataclass(frozen=True, slots=True)
class SuitabilityDecision:
    """The answer with what it was made from; `valid_through` None without an assessment."""

    answer: Suitability
    customer_level: int | None
    product_level: int
    valid_through: date | None
    age: int | None

    @property
    def allowed(self) -> bool:
        return self.answer in {Suitability.ALLOW, Suitability.ALLOW_WITH_CARE}


def effective_rating(issuer: int, seller: int) -> int:
    """The higher of the two ratings of a product counts."""
    return max(issuer, seller)


def level_of(code: str) -> int:
    """The number in C1..C5 or R1..R5."""
    return int(code[1:])


def valid_through(assessed_on: date, policy: SuitabilityPolicy) -> date:
    """The last good day of an assessment: its anniversary."""
    return add_months(assessed_on, policy.validity_months)


def good_since(on: date, policy: SuitabilityPolicy) -> date:
    """The earliest day of an assessment that is still good on a day: for 2026-04-10 and a year, 2025-04-10."""
    day = add_months(on, -policy.validity_months) - timedelta(days=3)
    while valid_through(day, policy) < on:
        day += timedelta(days=1)
    return day


def age_on(born: date, on: date) -> int:
    """Completed years of life on a day."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def decide(
    *,
    customer_level: int | None,
    product_level: int,
    assessed_on: date | None,
    on: date,
    policy: SuitabilityPolicy,
    birth_date: date | None = None,
) -> SuitabilityDecision:
    """Decide one product for one customer.

    C3 and R3, assessed 2025-04-10, asked 2026-04-10: ALLOW; a day later: DENY_EXPIRED; R4: DENY_LEVEL.
    """
    age = None if birth_date is None else age_on(birth_date, on)
    through = None if assessed_on is None else valid_through(assessed_on, policy)
    if customer_level is None or through is None:
        answer = Suitability.DENY_NOT_ASSESSED
    elif on > through:
        answer = Suitability.DENY_EXPIRED
    elif product_level > customer_level:
        answer = Suitability.DENY_LEVEL
    elif age is not None and product_level >= policy.care_from_level and _needs_care(age, policy):
        answer = Suitability.ALLOW_WITH_CARE
    else:
        answer = Suitability.ALLOW
    return SuitabilityDecision(answer, customer_level, product_level, through, age)


def _needs_care(age: int, policy: SuitabilityPolicy) -> bool:
    return age < policy.care_below_age or age > policy.care_above_age

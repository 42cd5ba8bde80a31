"""A customer's tier: how far the lines are this month, how it came to be, and who looks after the customer."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from customers.choices import RelationshipRole, Tier, TierReason
from customers.models import Customer, CustomerDay, Relationship, TierAssessment
from customers.policies import RADAR, TIERING
from customers.queries.sight import Amount, Sight
from customers.rules.radar import LineDistance, RadarPolicy, projected_tier, radar
from customers.rules.tiering import TierPolicy, divisor, divisor_to_date
from organisation.masking import Column
from organisation.policies import policies_as_of
from organisation.queries import published
from organisation.rules.periods import PeriodKind, containing

MONTHS_SHOWN = 24


@dataclass(frozen=True, slots=True)
class Outlook:
    """What would change the tier: the line to keep, the next line, months below it, and the tier of the
    month's average if today's assets stand until its end."""

    tier: str
    lines: tuple[LineDistance, ...]
    months_below: int
    grace_months: int
    projected: str
    days_left: int

    @property
    def grace_left(self) -> int:
        return self.grace_months - self.months_below


@dataclass(frozen=True, slots=True)
class Policies:
    """The rules of the day for tiers, read once for any number of customers."""

    tiering: TierPolicy
    near: RadarPolicy
    day: date

    @property
    def days(self) -> int:
        """By what the whole month is divided."""
        month = containing(PeriodKind.MONTH, self.day)
        return divisor(self.tiering, days=month.days, months=1)

    @property
    def days_left(self) -> int:
        first = self.day.replace(day=1)
        return max(0, self.days - divisor_to_date(self.tiering, first=first, on=self.day))


def policies(sight: Sight) -> Policies:
    """One query."""
    tiering, near = policies_as_of([TIERING.key, RADAR.key], sight.day)
    return Policies(tiering, near, sight.day)


def outlook(row: CustomerDay, rules: Policies) -> Outlook | None:
    """What would change the customer's tier this month; None before a first tier. No query.

    The caller holds it against the reader's right to see assets: every figure here speaks of them.
    """
    if not row.tier:
        return None
    held = Tier(row.tier)
    shared = {"days": rules.days, "days_left": rules.days_left}
    found = radar(
        held,
        **shared,
        sum_so_far=row.sum_month,
        balance=row.aum,
        policy=rules.tiering,
        near=rules.near,
    )
    projected = projected_tier(**shared, sum_so_far=row.sum_month, balance=row.aum, policy=rules.tiering)
    return Outlook(
        tier=held,
        lines=found,
        months_below=row.months_below,
        grace_months=rules.tiering.grace_months,
        projected=projected,
        days_left=rules.days_left,
    )


@dataclass(frozen=True, slots=True)
class MonthOfTier:
    month: date
    average: Amount
    assessed: str | None
    effective: str
    reasons: tuple[str, ...]
    changed: bool
    preset_version: int

    @property
    def last(self) -> date:
        return containing(PeriodKind.MONTH, self.month).last


def history(sight: Sight, customer: Customer) -> tuple[MonthOfTier, ...]:
    """The tiers of the last two years, newest first, with reasons in words. A reader of tiers only sees which
    tier held, not the average behind it. One query."""
    rows = list(
        TierAssessment.objects.filter(customer=customer, month__lte=sight.day)
        .visible_to(sight.staff)
        .order_by("-month")[: MONTHS_SHOWN + 1]
    )
    reads_assets = sight.sees(Column.ASSETS)
    return tuple(
        MonthOfTier(
            month=row.month,
            average=sight.amount(row.average),
            assessed=row.assessed if reads_assets else None,
            effective=row.effective,
            reasons=reason_words(row.reasons) if reads_assets else (),
            changed=earlier is not None and earlier.effective != row.effective,
            preset_version=row.preset_version,
        )
        for row, earlier in zip(rows, [*rows[1:], None], strict=False)
    )[:MONTHS_SHOWN]


def reason_words(reasons: list[object]) -> tuple[str, ...]:
    """The stored reason codes in the words of the language in use."""
    codes = [one.get("code", "") if isinstance(one, dict) else one for one in reasons]
    return tuple(str(TierReason(code).label) for code in codes if code in TierReason.values)


def published_tiers(customers: Collection[int]) -> dict[int, str]:
    """The tier of each customer in the published night; of one without a month end yet, the tier that the month so
    far would give. For what is written down about customers, whoever asks. Two queries."""
    night = published()
    if night is None:
        return {}
    rows = CustomerDay.objects.unscoped("kept with what is written down about the customer")
    found = rows.filter(run_id=night.run_id, customer__in=customers)
    return {pk: held or so_far for pk, held, so_far in found.values_list("customer_id", "tier", "tier_month")}


@dataclass(frozen=True, slots=True)
class Care:
    """Somebody who looks after the customer, or did: from a day, until before a day."""

    role: str
    primary: bool
    staff_no: str
    name: str
    since: date
    until: date | None
    source: str
    reason: str | None
    current: bool


def care(sight: Sight, customer: Customer, today: date) -> tuple[Care, ...]:
    """A and B today, then those before, newest first. One query."""
    rows = (
        Relationship.objects.filter(customer=customer)
        .visible_to(sight.staff)
        .select_related("staff")
        .order_by("-period")
    )
    lines = [
        Care(
            role=row.get_role_display(),
            primary=row.role == RelationshipRole.A,
            staff_no=row.staff.staff_no,
            name=row.staff.name,
            since=row.period.lower,
            until=row.period.upper,
            source=row.get_source_display(),
            reason=sight.unless_absent(Column.NOTES, row.reason),
            current=row.period.lower <= today and (row.period.upper is None or row.period.upper > today),
        )
        for row in rows
    ]
    return tuple(sorted(lines, key=lambda one: (not one.current, not one.primary if one.current else False)))

"""The course of a customer's assets over a year: each day's weighted assets and each month's average."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from customers.choices import AssetClass
from customers.models import Balance, Customer, TierAssessment
from customers.policies import TIERING
from customers.queries.merged import accounts_of
from customers.queries.sight import Sight
from customers.rules.tiering import TierLine
from organisation.rules.numbers import round_half_up
from organisation.rules.periods import PeriodKind, add_months, containing
from organisation.templatetags.screen import money_text

MONTHS = 12


@dataclass(frozen=True, slots=True)
class MonthPoint:
    month: date
    average: Decimal
    so_far: bool


@dataclass(frozen=True, slots=True)
class Course:
    """A year up to the business date. `assets` has one value a day, weighted as the tier preset says."""

    days: tuple[date, ...]
    assets: tuple[Decimal, ...]
    months: tuple[MonthPoint, ...]
    lines: tuple[TierLine, ...]

    @property
    def change_pct(self) -> Decimal | None:
        """The newest month's average against the month before, in per cent; None without a base."""
        if len(self.months) < 2 or self.months[-2].average <= 0:
            return None
        now, base = self.months[-1].average, self.months[-2].average
        return round_half_up((now - base) * 100 / base, 1)

    def average_on(self, day: date) -> Decimal | None:
        """The average of the month in which the day lies."""
        return next((one.average for one in self.months if one.month == day.replace(day=1)), None)


def finding(seen: Course) -> str:
    """What the chart of a course says, in one sentence. No query."""
    if not seen.months:
        return str(_("No averages yet"))
    now, change = seen.months[-1], seen.change_pct
    amount = money_text(now.average)
    if change is None:
        return str(_("Month average %(amount)s") % {"amount": amount})
    if change == 0:
        return str(_("Month average %(amount)s, as last month") % {"amount": amount})
    words = {"amount": amount, "change": abs(change)}
    if change > 0:
        return str(_("Month average %(amount)s, %(change)s%% above last month") % words)
    return str(_("Month average %(amount)s, %(change)s%% below last month") % words)


def course(sight: Sight, customer: Customer) -> Course:
    """Five queries, whatever the number of accounts. For readers who see assets in full."""
    policy = TIERING.on(sight.day)
    this_month = sight.day.replace(day=1)
    first = add_months(this_month, 1 - MONTHS)
    weights = {
        pk: policy.weight(AssetClass(code))
        for pk, code in accounts_of(customer).values_list("pk", "product__asset_class")
    }
    days = tuple(_each_day(first, sight.day))
    assets = tuple(_daily(weights, days))
    finished = {
        row.month: row.average
        for row in TierAssessment.objects.filter(
            customer=customer, month__gte=first, month__lt=this_month
        ).visible_to(sight.staff)
    }
    months = [MonthPoint(month, average, so_far=False) for month, average in sorted(finished.items())]
    row = sight.days().filter(customer=customer).first()
    if row is not None:
        whole = containing(PeriodKind.MONTH, sight.day).last == sight.day
        months.append(MonthPoint(this_month, row.avg_month, so_far=not whole))
    return Course(days, assets, tuple(months), tuple(line for line in policy.lines if line.start > 0))


def _each_day(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def _daily(weights: dict[int, Decimal], days: tuple[date, ...]) -> Iterator[Decimal]:
    """The weighted sum of end-of-day balances of each day. Two queries."""
    held = {
        row.account_id: row.balance
        for row in Balance.objects.filter(account__in=list(weights), day__lt=days[0])
        .order_by("account_id", "-day")
        .distinct("account_id")
    }
    changes: dict[date, list[tuple[int, Decimal]]] = defaultdict(list)
    for pk, day, balance in Balance.objects.filter(
        account__in=list(weights), day__gte=days[0], day__lte=days[-1]
    ).values_list("account_id", "day", "balance"):
        changes[day].append((pk, balance))
    total = sum((weights[pk] * balance for pk, balance in held.items()), Decimal(0))
    for day in days:
        for pk, balance in changes.get(day, ()):
            total += weights[pk] * (balance - held.get(pk, Decimal(0)))
            held[pk] = balance
        yield total

"""What is worth a look this morning: customers near a tier line, moved tiers, movements, maturities."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import F
from django.db.models.functions import Abs

from customers.choices import Tier
from customers.models import CustomerDay, TierAssessment
from customers.policies import FLAGS
from customers.queries.listing import ListFilter, filtered
from customers.queries.radar import MOST
from customers.queries.sight import Amount, Sight
from customers.queries.tiers import outlook, policies, reason_words
from customers.rules.radar import LineDistance
from customers.rules.tiering import RANK

SHOWN = 8


@dataclass(frozen=True, slots=True)
class Named:
    """A row of a panel: the customer whom it names, as the reader may see them."""

    pk: int
    number: str
    name: str | None


def _named(sight: Sight, row: CustomerDay) -> tuple[int, str, str | None]:
    return row.customer_id, row.customer.customer_no, sight.name(row.customer.name)


@dataclass(frozen=True, slots=True)
class NearLine(Named):
    """A customer near a line; `at_stake` is what they hold, by which the list is sorted."""

    tier: str
    at_stake: Amount
    line: LineDistance


RADAR_ORDERS = ("stake", "missing")


def near_lines(sight: Sight, *, first_by: str = "stake") -> tuple[NearLine, ...]:
    """Customers in scope that the night found near a line, with what is missing for the nearest one: the
    largest assets first, or the smallest need among the MOST largest. For readers of assets. Two queries."""
    rules = policies(sight)
    rows = filtered(sight, ListFilter(near=True)).select_related("customer")
    looked_at = MOST if first_by == "missing" else SHOWN
    found: list[tuple[CustomerDay, LineDistance]] = []
    for row in rows.order_by("-aum", "-customer_id")[:looked_at]:
        seen = outlook(row, rules)
        near = [line for line in seen.lines if line.near] if seen else []
        if near:
            found.append((row, min(near, key=_need)))
    if first_by == "missing":
        found.sort(key=lambda one: _need(one[1]))
    return tuple(
        NearLine(
            *_named(sight, row),
            row.tier,
            sight.amount(row.aum),
            line,
        )
        for row, line in found[:SHOWN]
    )


def _need(line: LineDistance) -> Decimal:
    return line.missing or Decimal(0)


@dataclass(frozen=True, slots=True)
class Moved(Named):
    earlier: str
    tier: str
    rose: bool
    reasons: tuple[str, ...]


def moved_tiers(sight: Sight) -> tuple[Moved, ...]:
    """Customers in scope whose tier changed at the last month end, highest tier first. Two queries."""
    order = ("-tier_rank", "customer_id")
    first = filtered(sight, ListFilter(moved="any")).order_by(*order).values("customer")[:SHOWN]
    # Who they are is read of these few: joined to all who moved, it is read of the whole bank.
    rows = sight.days().filter(customer__in=first).select_related("customer")
    found = list(rows.order_by(*order))
    newest = (
        TierAssessment.objects.filter(customer__in=[row.customer_id for row in found], month__lt=sight.day)
        .visible_to(sight.staff)
        .order_by("customer_id", "-month")
        .distinct("customer_id")
    )
    reasons = {row.customer_id: row.reasons for row in newest}
    return tuple(
        Moved(
            *_named(sight, row),
            row.tier_previous,
            row.tier,
            RANK[Tier(row.tier)] > RANK[Tier(row.tier_previous)],
            reason_words(reasons.get(row.customer_id, [])),
        )
        for row in found
    )


@dataclass(frozen=True, slots=True)
class Moving(Named):
    tier: str
    change: Amount
    aum: Amount


def movements(sight: Sight, *, over: str = "day") -> tuple[Moving, ...]:
    """The largest changes of assets in scope, of the business day or of the month so far. One query. For
    readers of assets in full."""
    field = {"day": "change_day", "month": "change_month"}[over]
    rows = sight.days().exclude(**{field: 0}).select_related("customer")
    largest = rows.annotate(size=Abs(F(field))).order_by("-size", "customer_id")[:SHOWN]
    return tuple(
        Moving(
            *_named(sight, row),
            row.tier,
            sight.amount(getattr(row, field)),
            sight.amount(row.aum),
        )
        for row in largest
    )


@dataclass(frozen=True, slots=True)
class Maturing(Named):
    on: date
    amount: Amount
    days_left: int


@dataclass(frozen=True, slots=True)
class Maturities:
    rows: tuple[Maturing, ...]
    within_days: int


def maturities(sight: Sight, today: date) -> Maturities:
    """The next maturities in scope within the days of the preset, soonest first; the days that are left count from
    today. Two queries."""
    policy = FLAGS.on(sight.day)
    last = sight.day + timedelta(days=policy.maturity_days)
    rows = sight.days().filter(next_maturity_on__gte=sight.day, next_maturity_on__lte=last)
    found = rows.select_related("customer").order_by("next_maturity_on", "customer_id")[:SHOWN]
    return Maturities(
        tuple(
            Maturing(
                *_named(sight, row),
                row.next_maturity_on,
                sight.amount(row.next_maturity_amount),
                (row.next_maturity_on - today).days,
            )
            for row in found
            if row.next_maturity_on  # as the filter asks
        ),
        policy.maturity_days,
    )

"""The tier radar: whose tier hangs on what happens until the month ends, and on which holding.

Two kinds of customers are on it: those whom the night found near a line, and those on course whose holdings mature
before the month ends and would break the line if the money left. The rule decides; SQL only leaves out who cannot
be meant.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import (
    Case,
    DecimalField,
    DurationField,
    ExpressionWrapper,
    F,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Extract

from customers.choices import AssetClass, Tier
from customers.models import Account, CustomerDay
from customers.queries.balances import balance_on
from customers.queries.listing import ListFilter, filtered
from customers.queries.sight import Amount, Sight
from customers.queries.tiers import Policies, outlook, policies
from customers.rules.radar import Deciding, LineDistance, Maturing, deciding
from customers.rules.tiering import TierPolicy
from organisation.rules.periods import PeriodKind, containing

MOST = 500  # customers that are looked at, the largest first: a longer list is nobody's morning
AIMS = ("keep", "reach")
_MONEY: DecimalField[Any, Any] = DecimalField(max_digits=33, decimal_places=11)


@dataclass(frozen=True, slots=True)
class RadarFilter:
    """`aim` "keep" or "reach"; `maturing` only where a maturity decides; `branch` takes in all below it."""

    aim: str = ""
    tier: str = ""
    branch: str = ""
    maturing: bool = False


@dataclass(frozen=True, slots=True)
class RadarRow:
    """A customer near a line. `at_stake` is what they hold; `grace_left` the month ends below the line after which
    the tier falls (1: this one), None where there is no tier to lose; `deciding` the holding that decides."""

    pk: int
    number: str
    name: str | None
    tier: str
    at_stake: Amount
    line: LineDistance
    grace_left: int | None
    deciding: Deciding | None

    @property
    def holding(self) -> str:
        """The asset class of the deciding holding in words."""
        return str(AssetClass(self.deciding.maturing.holding).label) if self.deciding else ""


@dataclass(frozen=True, slots=True)
class Radar:
    """The rows in order, the assets behind all of them, and how many days of the month remain."""

    rows: tuple[RadarRow, ...]
    days_left: int
    cut: bool

    @property
    def at_stake(self) -> Decimal:
        return sum((row.at_stake for row in self.rows if isinstance(row.at_stake, Decimal)), Decimal(0))


_FAR = date.max
SORTS: Mapping[str, Any] = {
    "stake": lambda row: row.at_stake,
    "missing": lambda row: row.line.missing or Decimal(0),
    "grace": lambda row: row.grace_left or 99,
    "maturity": lambda row: row.deciding.maturing.on if row.deciding else _FAR,
    "tier": lambda row: list(Tier).index(Tier(row.tier)),
}


def radar(sight: Sight, wanted: RadarFilter, sort: str = "-stake") -> Radar:
    """For readers who see assets in full. Four queries, whatever the number of customers."""
    rules = policies(sight)
    if not rules.days_left:
        return Radar((), 0, cut=False)
    rows = {row.customer_id: row for row in [*_near(sight, wanted), *_maturing(sight, wanted, rules)]}
    due = _maturities(sight, rows, rules.tiering)
    found = [row for one in rows.values() if (row := _row(sight, one, due[one.customer_id], rules))]
    kept = [row for row in found if _fits(row, wanted)]
    kept.sort(key=lambda row: row.number)
    kept.sort(key=SORTS[sort.removeprefix("-")], reverse=sort.startswith("-"))
    return Radar(tuple(kept), rules.days_left, cut=len(rows) >= MOST)


def _narrowed(sight: Sight, wanted: RadarFilter, *, near: bool) -> QuerySet[CustomerDay]:
    tiers = (wanted.tier,) if wanted.tier else ()
    rows = filtered(sight, ListFilter(tiers=tiers, branch=wanted.branch, near=near))
    return rows.select_related("customer").order_by("-aum", "-customer_id")


def _near(sight: Sight, wanted: RadarFilter) -> Sequence[CustomerDay]:
    """Those whom the night flagged."""
    return list(_narrowed(sight, wanted, near=True)[:MOST])


def _maturing(sight: Sight, wanted: RadarFilter, rules: Policies) -> Sequence[CustomerDay]:
    """Those on course for a line that they would miss if all they hold left on the next maturity: what matures is
    never more than that, so nobody who is meant is left out."""
    last = containing(PeriodKind.MONTH, sight.day).last
    rows = _narrowed(sight, wanted, near=False).exclude(tier="")
    rows = rows.filter(next_maturity_on__gt=sight.day, next_maturity_on__lte=last)
    end = F("sum_month") + F("aum") * Value(rules.days_left)
    away = ExpressionWrapper(Value(last) - F("next_maturity_on"), output_field=DurationField())
    least = end - F("aum") * (Extract(away, "day") + Value(1))
    rows = rows.annotate(
        course=ExpressionWrapper(end, output_field=_MONEY),
        least=ExpressionWrapper(least, output_field=_MONEY),
    )
    own, above = (_line_of(rules, above=above) for above in (False, True))
    rows = rows.annotate(own=own, above=above)
    at_risk = Q(own__gt=0, course__gte=F("own"), least__lt=F("own"))
    at_risk |= Q(above__gt=0, course__gte=F("above"), least__lt=F("above"))
    return list(rows.filter(at_risk)[:MOST])


def _line_of(rules: Policies, *, above: bool) -> Case:
    """The sum over the whole month that the tier held, or the next one, asks for; 0 where there is none."""
    whens = []
    for tier in Tier:
        following = rules.tiering.next_line(tier)
        start = (following.start if following else 0) if above else rules.tiering.floor_of(tier)
        whens.append(When(tier=tier, then=Value(Decimal(start) * rules.days)))
    return Case(*whens, default=Value(Decimal(0)), output_field=_MONEY)


def _maturities(sight: Sight, customers: Iterable[int], tiering: TierPolicy) -> Mapping[int, list[Maturing]]:
    """What matures for each customer between the business date and the end of its month, weighted as AUM."""
    last = containing(PeriodKind.MONTH, sight.day).last
    accounts = (
        Account.objects.filter(customer__in=list(customers), closed_on=None)
        .filter(maturity_on__gt=sight.day, maturity_on__lte=last)
        .visible_to(sight.staff)
        .annotate(now=balance_on(sight.day))
        .values_list("customer_id", "maturity_on", "now", "product__asset_class")
    )
    found: dict[int, list[Maturing]] = defaultdict(list)
    for customer, on, now, asset_class in accounts:
        assert on is not None  # the filter asks for a day
        weighted = (now or Decimal(0)) * tiering.weight(AssetClass(asset_class))
        found[customer].append(Maturing(on, weighted, asset_class))
    return found


def _row(sight: Sight, row: CustomerDay, due: Sequence[Maturing], rules: Policies) -> RadarRow | None:
    """The line that is nearest, else the one that a maturity would break; None when neither is the case."""
    seen = outlook(row, rules)
    if seen is None:
        return None
    decided = {line.tier: _deciding(row, line, due, rules) for line in seen.lines}
    near = [line for line in seen.lines if line.near]
    broken = [line for line in seen.lines if not line.missing and not line.near and decided[line.tier]]
    line = min(near, key=lambda one: one.missing or Decimal(0)) if near else next(iter(broken), None)
    if line is None:
        return None
    return RadarRow(
        pk=row.customer_id,
        number=row.customer.customer_no,
        name=sight.name(row.customer.name),
        tier=row.tier,
        at_stake=sight.amount(row.aum),
        line=line,
        grace_left=seen.grace_left if line.keeps else None,
        deciding=decided[line.tier],
    )


def _deciding(
    row: CustomerDay, line: LineDistance, due: Sequence[Maturing], rules: Policies
) -> Deciding | None:
    return deciding(
        due,
        line.line,
        days=rules.days,
        on=rules.day,
        days_left=rules.days_left,
        sum_so_far=row.sum_month,
        balance=row.aum,
    )


def _fits(row: RadarRow, wanted: RadarFilter) -> bool:
    aim = not wanted.aim or (wanted.aim == "keep") == row.line.keeps
    return aim and (row.deciding is not None or not wanted.maturing)

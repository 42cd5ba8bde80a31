"""Target lists: the ranking by balance, the sums behind it, who must not be contacted, and the lists themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet

from customers.choices import AssetClass
from customers.models import CustomerDay, HoldingDay, TargetEntry, TargetList
from customers.policies import TIERING
from customers.queries import consent, segments
from customers.queries.listing import ListRow
from customers.queries.listing import read as read_rows
from customers.queries.sight import Amount, Sight
from customers.rules.segments import Criteria
from customers.rules.tiering import average_of_sum, divisor_to_date
from organisation.models import Staff
from organisation.rules.periods import PeriodKind, containing

ALL_ASSETS = "AUM"
PERIODS: Mapping[str, PeriodKind] = {
    "month": PeriodKind.MONTH,
    "quarter": PeriodKind.QUARTER,
    "year": PeriodKind.YEAR,
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """The first two steps of domain.md A16: by which balance to rank and how far down, then which average over
    which period at least. `criteria` narrows to a segment."""

    by: str = ALL_ASSETS
    most: int = 50
    balance_from: Decimal | None = None
    period: str = "month"
    average_from: Decimal | None = None
    criteria: Criteria | None = None


@dataclass(frozen=True, slots=True)
class Ranked:
    """A customer in the ranking: the balance, the sum of balances (积数) of the period to date and its average."""

    place: int
    pk: int
    number: str
    name: str | None
    tier: str | None
    manager: str | None
    balance: Decimal
    cumulative: Decimal
    average: Decimal


def ranking(sight: Sight, wanted: Wanted) -> list[Ranked]:
    """The customers of the reader's scope by balance, largest first, those with the average that is asked for. For
    readers who see assets in full. Three queries."""
    days = segments.members(sight, wanted.criteria) if wanted.criteria else sight.days()
    rows: QuerySet[Any] = days if wanted.by == ALL_ASSETS else _holdings(sight, days, wanted.by)
    balance = "aum" if wanted.by == ALL_ASSETS else "balance"
    if wanted.balance_from is not None:
        rows = rows.filter(**{f"{balance}__gte": wanted.balance_from})
    else:
        rows = rows.filter(**{f"{balance}__gt": 0})
    top = rows.order_by(f"-{balance}", "customer_id").values_list(
        "customer_id", balance, f"sum_{wanted.period}"
    )[: wanted.most]
    figures = {pk: (held, total) for pk, held, total in top}
    known = {row.pk: row for row in read_rows(sight, sight.days().filter(customer_id__in=list(figures)))}
    divide = _divisor(sight.day, wanted.period)
    found = [
        _ranked(place, known[pk], held, total, divide)
        for place, (pk, (held, total)) in enumerate(figures.items(), start=1)
    ]
    least = wanted.average_from
    return found if least is None else [one for one in found if one.average >= least]


def _holdings(sight: Sight, days: QuerySet[CustomerDay], asset_class: str) -> QuerySet[HoldingDay]:
    rows = HoldingDay.objects.unscoped("of customers that the subquery takes from the reader's scope")
    inside = days.order_by().values("customer_id")
    return rows.filter(run_id=sight.run_id, asset_class=AssetClass(asset_class), customer_id__in=inside)


def _divisor(day: date, period: str) -> int:
    policy = TIERING.on(day)
    return divisor_to_date(policy, first=containing(PERIODS[period], day).first, on=day)


def _ranked(place: int, row: ListRow, held: Decimal, total: Decimal, divisor: int) -> Ranked:
    return Ranked(
        place=place,
        pk=row.pk,
        number=row.number,
        name=row.name,
        tier=row.tier,
        manager=row.manager,
        balance=held,
        cumulative=total.quantize(Decimal("0.01")),
        average=average_of_sum(total, divisor).rounded,
    )


@dataclass(frozen=True, slots=True)
class Contactable:
    """The customers who may be contacted, and how many were left out for which reason."""

    keys: tuple[int, ...]
    left_out: tuple[tuple[str, int], ...]

    @property
    def blocked(self) -> int:
        return sum(count for _reason, count in self.left_out)


def contactable(keys: Iterable[int], *, channel: str, on: date) -> Contactable:
    """Drop whom the bank must not contact on the channel (consent and opt-out). Three queries."""
    wanted = list(keys)
    blocks = consent.blocked(wanted, channel=channel, on=on)
    return Contactable(tuple(key for key in wanted if key not in blocks), consent.reasons(blocks.values()))


def lists(staff: Staff) -> QuerySet[TargetList]:
    """The person's lists (a head: those of their people), with how many customers and how many are done."""
    rows: QuerySet[TargetList] = TargetList.objects.visible_to(staff)
    return rows.select_related("owner").annotate(
        size=Count("entries"), done=Count("entries", filter=Q(entries__done_at__isnull=False))
    )


def still_open(staff: Staff) -> QuerySet[TargetList]:
    """The lists on which the person works."""
    return lists(staff).filter(owner=staff, closed_at__isnull=True)


@dataclass(frozen=True, slots=True)
class EntryRow:
    """A customer on the list as the reader may see it; `blocked` says why there must be no contact today."""

    row: ListRow
    place: int
    balance: Amount
    average: Amount
    done_at: datetime | None
    blocked: str


def entries(sight: Sight, target: TargetList, *, on: date) -> tuple[list[EntryRow], int]:
    """The customers of the list in the reader's scope, in its order, and how many are not (any more). Five
    queries."""
    rows = list(
        TargetEntry.objects.unscoped("those outside the scope are counted only").filter(target_list=target)
    )
    keys = [one.customer_id for one in rows]
    known = {row.pk: row for row in read_rows(sight, sight.days().filter(customer_id__in=keys))}
    blocks = consent.blocked(known, channel=target.channel, on=on)
    found = [
        EntryRow(
            row=known[one.customer_id],
            place=one.place,
            balance=sight.amount(one.balance),
            average=sight.amount(one.average),
            done_at=one.done_at,
            blocked=blocks[one.customer_id].sentence if one.customer_id in blocks else "",
        )
        for one in rows
        if one.customer_id in known
    ]
    return found, len(rows) - len(found)

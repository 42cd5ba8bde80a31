"""What happened with a manager's customers while somebody else had them: one page for the owner who is back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Exists, OuterRef
from django.utils import timezone

from customers.choices import AlertStatus, Tier
from customers.models import Account, Balance, Custody, Customer, TierAssessment
from customers.queries.alerts import AlertRow, alerts_seen, row_of
from customers.queries.balances import balance_before, balance_on
from customers.queries.handover_holdings import NOTHING, assets_of
from customers.queries.merged import absorbed, records_of
from customers.queries.sight import Amount, Sight
from customers.queries.work_done import work_done
from customers.rules.tiering import RANK
from organisation.masking import Column
from organisation.rules.periods import ONE_DAY
from organisation.trail_words import action_words

WHY = "the customers of a custody that the reader may see"
SHOWN = 20


@dataclass(frozen=True, slots=True)
class KeptRow:
    """One customer: assets when the custody began and now."""

    number: str
    name: str | None
    before: Amount
    now: Amount
    change: Amount
    by_backup: bool  # the substitute is B and needed no further right


@dataclass(frozen=True, slots=True)
class MovedRow:
    number: str
    name: str | None
    day: date
    product: str
    change: Amount


@dataclass(frozen=True, slots=True)
class TierRow:
    number: str
    name: str | None
    month: date
    tier: str
    rose: bool


@dataclass(frozen=True, slots=True)
class DoneRow:
    """What the substitute did with a customer, from the audit trail."""

    at: datetime
    what: str
    number: str
    name: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class HandledRow:
    """An alert that was closed in the days, and by whom."""

    alert: AlertRow
    by: str


@dataclass(frozen=True, slots=True)
class Meanwhile:
    customers: list[KeptRow]
    hidden: int  # customers whom the reader does not look after any more
    open: list[AlertRow]
    handled: list[HandledRow]
    done: list[DoneRow]
    movements: list[MovedRow]
    tiers: list[TierRow]
    maturities: list[MovedRow]
    last: date


def meanwhile(sight: Sight, custody: Custody) -> Meanwhile:
    """From the first day to the last that is over, of the customers who were in custody and whom the reader has in
    scope: the substitute's access ends with the custody. Nine
    queries, and one for each kind of row that the substitute worked on."""
    in_scope = Customer.objects.filter(pk=OuterRef("customer")).visible_to(sight.staff)
    rows = custody.items.select_related("customer").order_by("-aum_before", "customer_id")
    listed = list(rows.annotate(records=absorbed(), reachable=Exists(in_scope)))
    items = [one for one in listed if one.reachable]
    names = {one.customer_id: (one.customer.customer_no, sight.name(one.customer.name)) for one in items}
    records = records_of((one.customer_id, one.records) for one in items)
    end = custody.ends_before - ONE_DAY if custody.ends_before else date.max
    last = min(end, sight.day)
    # On the day on which a custody is ended by hand it was still worked for.
    worked = max(end, timezone.localdate(custody.ended_at)) if custody.ended_at else end
    now = assets_of(names, sight.run_id)
    kept = []
    for one in items:
        assets = now.get(one.customer_id, NOTHING).aum
        amounts = (sight.amount(one.aum_before), sight.amount(assets), sight.amount(assets - one.aum_before))
        kept.append(KeptRow(*names[one.customer_id], *amounts, one.relationship_id is None))
    named = {key: names[customer_id] for key, customer_id in records.items()}
    return Meanwhile(
        customers=kept,
        hidden=len(listed) - len(items),
        open=_open(sight, records),
        handled=_handled(sight, records, custody.starts_on, worked),
        done=_done(custody, names, worked),
        movements=_movements(sight, named, custody.starts_on, last),
        tiers=_tiers(sight, names, custody.starts_on, last),
        maturities=_maturities(sight, named, custody.starts_on, end if custody.ends_before else last),
        last=last,
    )


Names = dict[int, tuple[str, str | None]]


def _open(sight: Sight, records: Mapping[int, int]) -> list[AlertRow]:
    """What is to be done about them, the soonest first; both may, while both have them."""
    rows = alerts_seen(sight).filter(customer__in=records, status=AlertStatus.OPEN)
    return [row_of(sight, alert) for alert in rows.order_by("due_on", "pk")]


def _handled(sight: Sight, records: Mapping[int, int], first: date, last: date) -> list[HandledRow]:
    """What was closed in the days, newest first: by whom, and how it ended."""
    rows = alerts_seen(sight).select_related("closed_by").exclude(status=AlertStatus.OPEN)
    closed = rows.filter(customer__in=records, closed_on__gte=first, closed_on__lte=last)
    return [
        HandledRow(row_of(sight, alert), alert.closed_by.name if alert.closed_by else "")
        for alert in closed.order_by("-closed_on", "-pk")
    ]


def _done(custody: Custody, names: Names, last: date) -> list[DoneRow]:
    rows = work_done(names, by=custody.substitute, first=custody.starts_on, last=last, most=SHOWN * 2)
    return [
        DoneRow(row.event.at, action_words(row.event.action), *names[row.customer_id], row.event.reason)
        for row in rows
    ]


def _movements(sight: Sight, names: Names, first: date, last: date) -> list[MovedRow]:
    """The largest changes of end-of-day balances in the days."""
    rows = (
        Balance.objects.unscoped(WHY)
        .filter(account__customer__in=names, day__gte=first, day__lte=last)
        .select_related("account", "account__product")
        .annotate(earlier=balance_before())
    )
    changed = [(row.balance - (row.earlier or Decimal(0)), row) for row in rows]
    largest = sorted(changed, key=lambda one: (-abs(one[0]), one[1].day, one[1].account_id))[:SHOWN]
    return [
        MovedRow(*names[row.account.customer_id], row.day, row.account.product.name, sight.amount(change))
        for change, row in largest
        if change
    ]


def _tiers(sight: Sight, names: Names, first: date, last: date) -> list[TierRow]:
    """Tiers that moved at a month end within the days."""
    rows = TierAssessment.objects.unscoped(WHY).filter(customer__in=names, month__lte=last)
    found, before = [], dict[int, str]()
    for row in rows.order_by("customer_id", "month"):
        held = before.get(row.customer_id)
        if held and held != row.effective and row.month >= first.replace(day=1):
            rose = RANK[Tier(row.effective)] > RANK[Tier(held)]
            tier = sight.unless_absent(Column.TIER, row.effective)
            found.append(TierRow(*names[row.customer_id], row.month, tier, rose))
        before[row.customer_id] = row.effective
    return found


def _maturities(sight: Sight, names: Names, first: date, last: date) -> list[MovedRow]:
    rows = Account.objects.unscoped(WHY).filter(
        customer__in=names, maturity_on__gte=first, maturity_on__lte=last
    )
    held = rows.select_related("product").annotate(now=balance_on(sight.day))
    return [
        MovedRow(
            *names[row.customer_id], row.maturity_on, row.product.name, sight.amount(row.now or Decimal(0))
        )
        for row in held.order_by("maturity_on", "pk")[:SHOWN]
        if row.maturity_on is not None
    ]

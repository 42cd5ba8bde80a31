"""What happened with a manager's customers while somebody else had them: one page for the owner who is back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from customers.choices import Tier
from customers.models import Account, Balance, Custody, TierAssessment
from customers.queries.handover_holdings import assets_of
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
class Meanwhile:
    customers: list[KeptRow]
    done: list[DoneRow]
    movements: list[MovedRow]
    tiers: list[TierRow]
    maturities: list[MovedRow]
    last: date


def meanwhile(sight: Sight, custody: Custody) -> Meanwhile:
    """From the first day to the last that is over, of the customers who were in custody. Seven queries, and
    one for each kind of row that the substitute worked on."""
    items = list(custody.items.select_related("customer").order_by("-aum_before", "customer_id"))
    names = {one.customer_id: (one.customer.customer_no, sight.name(one.customer.name)) for one in items}
    end = custody.ends_before - ONE_DAY if custody.ends_before else sight.day
    last = min(end, sight.day)
    now = assets_of(names, sight.run_id)
    kept = []
    for one in items:
        assets = now.get(one.customer_id, (Decimal(0),))[0]
        amounts = (sight.amount(one.aum_before), sight.amount(assets), sight.amount(assets - one.aum_before))
        kept.append(KeptRow(*names[one.customer_id], *amounts, one.relationship_id is None))
    return Meanwhile(
        customers=kept,
        done=_done(custody, names, end),
        movements=_movements(sight, names, custody.starts_on, last),
        tiers=_tiers(sight, names, custody.starts_on, last),
        maturities=_maturities(sight, names, custody.starts_on, end),
        last=last,
    )


Names = dict[int, tuple[str, str | None]]


def _done(custody: Custody, names: Names, end: date) -> list[DoneRow]:
    """On the day on which a custody is ended by hand it was still worked for."""
    last = max(end, timezone.localdate(custody.ended_at)) if custody.ended_at else end
    rows = work_done(names, by=custody.substitute, first=custody.starts_on, last=last, most=SHOWN * 2)
    return [
        DoneRow(row.event.at, action_words(row.event.action), *names[row.customer_id], row.event.reason)
        for row in rows
    ]


def _movements(sight: Sight, names: Names, first: date, last: date) -> list[MovedRow]:
    """The largest changes of end-of-day balances in the days."""
    before = Balance.objects.filter(account=OuterRef("account"), day__lt=OuterRef("day")).order_by("-day")
    rows = (
        Balance.objects.unscoped(WHY)
        .filter(account__customer__in=names, day__gte=first, day__lte=last)
        .select_related("account", "account__product")
        .annotate(earlier=Subquery(before.values("balance")[:1]))
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
    newest = Balance.objects.filter(account=OuterRef("pk"), day__lte=sight.day).order_by("-day")
    held = rows.select_related("product").annotate(now=Subquery(newest.values("balance")[:1]))
    return [
        MovedRow(
            *names[row.customer_id], row.maturity_on, row.product.name, sight.amount(row.now or Decimal(0))
        )
        for row in held.order_by("maturity_on", "pk")[:SHOWN]
        if row.maturity_on is not None
    ]

"""Custody (托管): a substitute works for an absent manager from day to day; credit and relationship A stay."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.actions.assignment import move
from customers.choices import CustodySource, RelationshipRole, RelationshipSource
from customers.models import Custody, CustodyItem, Customer, Relationship
from customers.permissions import handover as permissions
from customers.permissions.assignment import verdict
from customers.policies import CAPACITY, HANDOVER
from customers.queries.assignment import people, sizes
from customers.queries.handover_holdings import NOTHING, assets_of
from organisation import audit
from organisation.concurrency import once
from organisation.models import Staff
from organisation.queries import published_run
from organisation.rules.periods import day_after

OPENED = "custody.open"
ENDED = "custody.end"
WHY = "custody; the caller has checked owner and substitute"


class NothingCovered(Exception):
    """No customer can be given; the sentences say why, by customer number."""

    def __init__(self, refusals: list[tuple[Customer, str]]) -> None:
        super().__init__(str(len(refusals)))
        self.refusals = refusals


@dataclass(frozen=True, slots=True)
class Plan:
    """Who stands in for whom, from a day to a day (both included; None while nobody knows it)."""

    owner: Staff
    substitute: Staff
    first: date
    last: date | None
    reason: str = ""
    source: str = CustodySource.HEAD
    follows_absence: bool = False


@dataclass(frozen=True, slots=True)
class Opened:
    custody: Custody
    refusals: list[tuple[Customer, str]]


@transaction.atomic
def open_by_head(*, plan: Plan, uid: UUID, by: Staff, at: datetime) -> Opened:
    """The head puts all customers of an absent manager into custody for a short absence."""
    policy = HANDOVER.on(plan.first)
    permissions.may_open_custody(by, plan.owner, plan.first, plan.last or date.max, policy).enforce()
    return open_custody(plan=plan, uid=uid, by=by, at=at)


@transaction.atomic
def open_custody(
    *,
    plan: Plan,
    by: Staff | None,
    at: datetime,
    uid: UUID | None = None,
    customers: Collection[int] | None = None,
) -> Opened:
    """Give the substitute full working rights to the owner's customers for the days. Whose B the substitute is
    already needs no further right. Customers against whom a rule stands, or who are in custody on one of the days,
    come back with the sentence. The same form sent twice makes one."""
    Staff.objects.unscoped(WHY).select_for_update().get(pk=plan.owner.pk)
    known = once(uid, Custody.objects.unscoped(WHY), owner_id=plan.owner.pk) if uid else None
    if known is not None:
        return Opened(known, [])
    period = DateRange(plan.first, day_after(plan.last))
    held = _customers_of(plan.owner, plan.first, customers)
    against = _not_into_custody(plan, period, held)
    free = [one for one in held if one.pk not in against]
    posting = plan.owner.posting_on(plan.first)
    refusals = [(one, against[one.pk]) for one in held if one.pk in against]
    if not free or posting is None:
        raise NothingCovered(refusals)
    custody = Custody.objects.create(
        uid=uid or uuid4(),
        owner=plan.owner,
        substitute=plan.substitute,
        branch=posting.branch,
        period=period,
        source=plan.source,
        reason=plan.reason,
        follows_absence=plan.follows_absence,
        opened_by=by,
        opened_at=at,
    )
    _give(custody, free, by, at)
    after = {"substitute": plan.substitute.staff_no, "customers": len(free), "until": str(plan.last or "")}
    audit.record(by=by, action=OPENED, target=custody, at=at, after=after, reason=plan.reason)
    return Opened(custody, refusals)


def _customers_of(owner: Staff, on: date, only: Collection[int] | None) -> list[Customer]:
    rows = Relationship.objects.unscoped(WHY).filter(
        staff=owner, role=RelationshipRole.A, period__contains=on
    )
    if only is not None:
        rows = rows.filter(customer__in=only)
    return [row.customer for row in rows.select_related("customer").order_by("customer__customer_no")]


def _not_into_custody(plan: Plan, period: DateRange, held: Collection[Customer]) -> dict[int, str]:
    """The sentence for each customer who cannot be given."""
    taken = set(
        Relationship.objects.unscoped(WHY)
        .filter(customer__in=held, role=RelationshipRole.CUSTODIAN, period__overlap=period)
        .values_list("customer_id", flat=True)
    )
    person = people([plan.substitute], plan.first)[plan.substitute.pk]
    facts, capacity = sizes(held, plan.first), CAPACITY.on(plan.first)
    found: dict[int, str] = {}
    for one in held:
        if one.pk in taken:
            found[one.pk] = _("The customer is in custody on one of the days already.")
        elif facts[one.pk].holders.get(RelationshipRole.B) == plan.substitute.pk:
            continue
        else:
            answer = verdict(
                person, facts[one.pk], role=RelationshipRole.CUSTODIAN, on=plan.first, capacity=capacity
            )
            if not answer:
                found[one.pk] = answer.reason
    return found


def _give(custody: Custody, customers: Collection[Customer], by: Staff | None, at: datetime) -> None:
    """A relationship C for each, but for those whose B the substitute is."""
    backup_of = set(
        Relationship.objects.unscoped(WHY)
        .filter(
            customer__in=customers,
            staff=custody.substitute,
            role=RelationshipRole.B,
            period__contains=custody.starts_on,
        )
        .values_list("customer_id", flat=True)
    )
    assets = assets_of([one.pk for one in customers], published_run())
    for customer in customers:
        right = None
        if customer.pk not in backup_of:
            right = move(
                customer=customer,
                role=RelationshipRole.CUSTODIAN,
                to=custody.substitute,
                source=RelationshipSource.CUSTODY,
                reason=_("Custody for %(name)s") % {"name": custody.owner.name},
                by=by,
                at=at,
                starts=custody.starts_on,
                until=custody.ends_before,
            )
        CustodyItem.objects.create(
            custody=custody,
            customer=customer,
            relationship=right,
            aum_before=assets.get(customer.pk, NOTHING).aum,
        )


@transaction.atomic
def end(*, custody: Custody, by: Staff | None, at: datetime) -> None:
    """The custody is over: the substitute's rights end with yesterday. One that has not begun is taken away, the
    history keeps it. `by` None is the sweep that sees the owner back."""
    today = timezone.localdate(at)
    row: Custody = (
        Custody.objects.unscoped(WHY)
        .select_for_update(of=("self",))
        .select_related("owner", "substitute")
        .get(pk=custody.pk)
    )
    if by is not None:
        permissions.may_end_custody(by, row, today).enforce()
    day = max(today, row.starts_on)
    for item in row.items.exclude(relationship=None).select_related("customer", "relationship"):
        held = item.relationship
        if held is not None and (held.ends_before is None or held.ends_before > day):
            move(
                customer=item.customer,
                role=RelationshipRole.CUSTODIAN,
                to=None,
                source=RelationshipSource.CUSTODY,
                reason=_("Custody ended"),
                by=by,
                at=at,
                starts=day,
            )
    audit.record(by=by, action=ENDED, target=row, at=at, before=str(row.period))
    if row.starts_on >= today:
        row.items.all().delete()
        row.delete()
        return
    row.period, row.ended_by, row.ended_at = DateRange(row.starts_on, today), by, at
    row.save(update_fields=["period", "ended_by", "ended_at"])

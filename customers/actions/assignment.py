"""Who looks after whom: the one place that writes relationships."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q
from django.utils import timezone

from customers.actions import queue
from customers.choices import RelationshipRole
from customers.models import Relationship
from customers.permissions.assignment import one_role_each
from organisation import audit

if TYPE_CHECKING:
    from customers.models import Customer
    from organisation.models import Staff

MOVE = "relationship.move"
WHY = "the one writer of relationships; its callers have decided"
_LOCK_SPACE = 20_251  # of the advisory locks on who looks after a customer


@transaction.atomic
def move(
    *,
    customer: Customer,
    role: str,
    to: Staff | None,
    source: str,
    reason: str,
    by: Staff | None,
    at: datetime,
    starts: date | None = None,
    until: date | None = None,
) -> Relationship | None:
    """Give the role to somebody from `starts` (today) on, or to nobody.

    Whoever holds it ends the day before; a change on the day of their own start takes their place. What is
    planned for a later day stays, and the new holder ends there. `until` is the first day on which it no longer
    holds (custody). A custodian who becomes A or B ceases to be one. To whom holds it already changes nothing.
    """
    first = starts or timezone.localdate(at)
    if first < timezone.localdate(at):
        raise ValueError("who looked after a customer in the past is not rewritten")
    hold(customer)
    rows = Relationship.objects.unscoped(WHY).filter(customer=customer)
    running = rows.filter(role=role, period__contains=first).select_related("staff").first()
    if to is not None and running is not None and (running.staff_id, running.ends_before) == (to.pk, until):
        return running
    if running is not None:
        _end(running, first)
    elif to is None:
        return None
    made = None
    if to is not None:
        made = Relationship(customer=customer, role=role, staff=to, source=source, reason=reason)
        _begin(made, DateRange(first, until))
    if role == RelationshipRole.A:
        queue.follow(customer, made, first)
    names = {"before": running.staff.staff_no if running else "", "after": to.staff_no if to else ""}
    audit.record(by=by, action=MOVE, target=customer, at=at, field=role, reason=reason, **names)
    return made


def hold(customer: Customer) -> None:
    """Let nobody else change who looks after the customer until the end of the transaction. A lock on the row of
    the customer would wait for a night that is just writing it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK_SPACE, customer.pk % 2**31])


def _end(row: Relationship, first: date) -> None:
    """The row ends the day before; one that has not lasted a day is taken away (the history keeps it)."""
    if row.starts_on == first:
        row.delete()
        return
    row.period = DateRange(row.starts_on, first)
    row.source_as_of = None
    row.save(update_fields=["period", "source_as_of"])


def _begin(row: Relationship, period: DateRange) -> None:
    """Store the row, up to what is planned after it; other roles of the person make way, or stand against it."""
    first, until = period.lower, period.upper
    rows = Relationship.objects.unscoped(WHY).filter(customer=row.customer)
    planned = rows.filter(role=row.role, period__startswith__gt=first).order_by("period").first()
    ends = [day for day in (until, planned.starts_on if planned else None) if day is not None]
    row.period = DateRange(first, min(ends) if ends else None)
    for other in rows.filter(~Q(role=row.role), staff=row.staff, period__overlap=row.period):
        if other.role != RelationshipRole.CUSTODIAN:
            one_role_each(row.staff, other.role).enforce()
        _end(other, max(first, other.starts_on))
    row.save()

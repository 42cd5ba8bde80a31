"""What the branch head decides about one customer: who has it, that nobody has, and its status."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from customers.actions import queue
from customers.actions.assignment import hold, move
from customers.choices import CustomerStatus, QueueEnd, RelationshipRole, RelationshipSource
from customers.models import CustomerStanding, Relationship
from customers.permissions import assignment as permits
from organisation import audit
from organisation.concurrency import Changed

if TYPE_CHECKING:
    from customers.models import Customer
    from organisation.models import Staff

STATUS = "customer.status"
WHY = "the decision of a head on a customer in reach, checked by the caller"


@transaction.atomic
def give(
    *, customer: Customer, role: str, to: Staff | None, holds: int, reason: str, by: Staff, at: datetime
) -> Relationship | None:
    """Give the role to a person who may take it, or to nobody. `holds` is the relationship that was shown (0: none);
    Changed if it is another by now."""
    permits.may_decide(by).enforce()
    hold([customer])
    on = timezone.localdate(at)
    rows = Relationship.objects.unscoped(WHY).filter(customer=customer, role=role, period__contains=on)
    running = rows.values_list("pk", flat=True).first() or 0
    if running != holds:
        raise Changed
    if to is not None:
        permits.may_take(customer=customer, staff=to, role=role, on=on).enforce()
    return move(
        customer=customer, role=role, to=to, source=RelationshipSource.HEAD, reason=reason, by=by, at=at
    )


@transaction.atomic
def set_status(
    *, customer: Customer, status: CustomerStatus, was: str, reason: str, by: Staff, at: datetime
) -> None:
    """Adjust the status (优质客户状态调整) with a reason. A lost or closed customer waits for nobody; one who is
    active again and has no manager waits. `was` is the status that was shown; Changed if it is another by now."""
    permits.may_decide(by).enforce()
    hold([customer])
    on = timezone.localdate(at)
    rows = CustomerStanding.objects.unscoped(WHY).filter(customer=customer, period__contains=on)
    running = rows.first()
    before = running.status if running else CustomerStatus.ACTIVE.value
    if before != was:
        raise Changed
    if before == status:
        return
    if running is not None and running.starts_on == on:
        running.delete()
    elif running is not None:
        running.period = DateRange(running.starts_on, on)
        running.save(update_fields=["period"])
    CustomerStanding.objects.create(
        customer=customer, status=status, reason=reason, by=by, period=DateRange(on, None)
    )
    if status in queue.GONE:
        queue.leave([customer.pk], QueueEnd.STATUS, on)
    elif before in queue.GONE and not _has_manager(customer, on):
        queue.follow([(customer, None)], on)
    audit.record(
        by=by,
        action=STATUS,
        target=customer,
        at=at,
        field="status",
        before=before,
        after=status,
        reason=reason,
    )


def _has_manager(customer: Customer, on: date) -> bool:
    rows = Relationship.objects.unscoped(WHY).filter(customer=customer, role=RelationshipRole.A)
    return bool(rows.filter(period__contains=on).exists())

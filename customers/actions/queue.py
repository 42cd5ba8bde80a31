"""The queue of customers without a manager follows who is taken on and off."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models

from customers.choices import CustomerStatus, QueueCause, QueueEnd
from customers.models import CustomerDay, CustomerStanding, Unassigned
from organisation.queries import published

if TYPE_CHECKING:
    from customers.models import Customer, Relationship

WHY = "the queue follows the relationships; whoever moves them has decided"
GONE = (CustomerStatus.LOST, CustomerStatus.CLOSED)


def follow(customer: Customer, manager: Relationship | None, on: date) -> None:
    """A customer who got a manager (A) waits no longer; one who lost the manager waits at the home branch, unless
    the customer is lost or closed."""
    if manager is not None:
        leave(customer, QueueEnd.ASSIGNED, on)
        return
    gone = CustomerStanding.objects.unscoped(WHY).filter(
        customer=customer, period__contains=on, status__in=GONE
    )
    if gone.exists() or waiting(customer).exists():
        return
    night = published()
    row = (
        CustomerDay.objects.unscoped(WHY).filter(run_id=night.run_id, customer=customer).first()
        if night
        else None
    )
    Unassigned.objects.create(
        customer=customer,
        branch_id=customer.home_branch_id,
        cause=QueueCause.ENDED,
        tier=row.tier if row else "",
        since=on,
    )


def leave(customer: Customer, end: QueueEnd, on: date) -> None:
    """The customer waits no longer."""
    for row in waiting(customer):
        row.ended_on, row.end = on, end
        row.save(update_fields=["ended_on", "end"])


def waiting(customer: Customer) -> models.QuerySet[Unassigned]:
    rows: models.QuerySet[Unassigned] = Unassigned.objects.unscoped(WHY)
    return rows.filter(customer=customer, ended_on__isnull=True)

"""The queue of customers without a manager follows who is taken on and off."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING

from customers.choices import CustomerStatus, QueueCause, QueueEnd
from customers.models import CustomerStanding, Unassigned
from customers.queries.queue import waits_of
from customers.queries.tiers import published_tiers

if TYPE_CHECKING:
    from customers.models import Customer, Relationship

WHY = "the queue follows the relationships; whoever moves them has decided"
GONE = (CustomerStatus.LOST, CustomerStatus.CLOSED)


def follow(moved: Sequence[tuple[Customer, Relationship | None]], on: date) -> None:
    """Customers who got a manager (A) wait no longer; those who lost theirs wait at the home branch, unless they
    are lost or closed. The same number of statements, however many."""
    leave([customer.pk for customer, manager in moved if manager is not None], QueueEnd.ASSIGNED, on)
    alone = [customer for customer, manager in moved if manager is None]
    if not alone:
        return
    keys = [one.pk for one in alone]
    gone = CustomerStanding.objects.unscoped(WHY).filter(
        customer__in=keys, period__contains=on, status__in=GONE
    )
    there = {
        *gone.values_list("customer_id", flat=True),
        *waits_of(keys).values_list("customer_id", flat=True),
    }
    tiers = published_tiers(keys)
    Unassigned.objects.bulk_create(
        Unassigned(
            customer=one,
            branch_id=one.home_branch_id,
            cause=QueueCause.ENDED,
            tier=tiers.get(one.pk, ""),
            since=on,
        )
        for one in alone
        if one.pk not in there
    )


def leave(customers: Collection[int], end: QueueEnd, on: date) -> None:
    """The customers wait no longer."""
    if customers:
        waits_of(customers).update(ended_on=on, end=end)

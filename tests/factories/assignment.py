"""Customers who wait in a queue."""

from __future__ import annotations

from datetime import date

from customers.choices import QueueCause, Tier
from customers.models import Customer, Unassigned
from organisation.models import Branch
from tests.factories.organisation import BUSINESS_DATE


def waits(of: Customer, *, at: Branch | None = None, since: date = BUSINESS_DATE) -> Unassigned:
    """The customer waits for a manager, at its own branch unless told."""
    return Unassigned.objects.create(
        customer=of,
        branch=at or of.home_branch,
        cause=QueueCause.SELECTION,
        tier=Tier.GOLD,
        accounts=2,
        of_accounts=3,
        since=since,
    )

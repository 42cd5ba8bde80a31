"""To whom the credit for a customer's balances goes on a day: what handovers divided, else the primary manager.

Custody moves no credit: A stays A.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from customers.choices import RelationshipRole
from customers.models import CreditShare, Relationship

WHY = "how credit is divided, for those who work out results"
ALL = Decimal(100)


@dataclass(frozen=True, slots=True)
class Credit:
    """One person's share in %."""

    staff_id: int
    share_pct: Decimal


def credited(customer_ids: Collection[int], on: date) -> Mapping[int, tuple[Credit, ...]]:
    """The shares of each customer on the day, together 100 %. Customers without a primary manager and without
    shares have none. A share holds while the customer stays with whom the handover gave them to; somebody who has
    left the bank by then earns nothing more, and the holder has it all. Two queries."""
    primary = dict(
        Relationship.objects.unscoped(WHY)
        .filter(customer__in=customer_ids, role=RelationshipRole.A, period__contains=on)
        .values_list("customer_id", "staff_id")
    )
    found: dict[int, list[Credit]] = {}
    rows = CreditShare.objects.unscoped(WHY).filter(customer__in=customer_ids, period__contains=on)
    for row in rows.filter(Q(staff__left_on__isnull=True) | Q(staff__left_on__gt=on)).order_by("staff_id"):
        if primary.get(row.customer_id) == row.holder_id:
            found.setdefault(row.customer_id, []).append(Credit(row.staff_id, row.share_pct))
    shares: dict[int, tuple[Credit, ...]] = {key: (Credit(who, ALL),) for key, who in primary.items()}
    for key, parts in found.items():
        missing = ALL - sum(part.share_pct for part in parts)
        shares[key] = tuple(_with(parts, primary[key], missing) if missing else parts)
    return shares


def _with(parts: list[Credit], staff_id: int, more: Decimal) -> list[Credit]:
    """The parts with a person's share made larger."""
    had = next((part.share_pct for part in parts if part.staff_id == staff_id), Decimal(0))
    rest = [part for part in parts if part.staff_id != staff_id]
    return sorted([*rest, Credit(staff_id, had + more)], key=lambda part: part.staff_id)

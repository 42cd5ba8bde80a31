"""Who belongs together on a day."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from customers.models import HouseholdMember

WHY = "which customers belong together; the caller has the customers in scope"


def household_of(customer_ids: Collection[int], on: date) -> Mapping[int, int]:
    """The confirmed household of each of the customers who has one on the day, by the customer's key. One query."""
    rows = HouseholdMember.objects.unscoped(WHY).filter(
        customer__in=list(customer_ids), confirmed=True, period__contains=on
    )
    return dict(rows.values_list("customer_id", "household_id"))


def members_of(household_ids: Collection[int], on: date) -> Mapping[int, tuple[int, ...]]:
    """The members of confirmed households on the day, by the household's key. One query."""
    rows = HouseholdMember.objects.unscoped(WHY).filter(
        household__in=list(household_ids), confirmed=True, period__contains=on
    )
    found: dict[int, list[int]] = {}
    for home, customer in rows.order_by("pk").values_list("household_id", "customer_id"):
        found.setdefault(home, []).append(customer)
    return {home: tuple(held) for home, held in found.items()}

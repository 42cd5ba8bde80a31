"""The customers of a choice: those whom its owner sees now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, QuerySet, Sum

from customers.models import Choice, CustomerDay
from customers.policies import CHOOSING
from customers.queries import listing
from customers.queries.listing import ListRow
from customers.queries.sight import Sight
from organisation.masking import Column
from organisation.models import Staff

SHOWN = 200  # rows of a choice on a page; the rest is counted


def most_customers(day: date) -> int:
    policy = CHOOSING.on(day)
    return policy.most_customers


def choice_of(staff: Staff, uid: UUID | str) -> Choice | None:
    """The person's own choice, also by what an address says; somebody else's is as unknown as none."""
    try:
        found: Choice | None = Choice.objects.filter(owner=staff, uid=UUID(str(uid))).first()
    except ValueError:
        return None
    return found


def of_numbers(sight: Sight, numbers: list[str]) -> QuerySet[CustomerDay]:
    """The customers of these numbers whom the reader sees; others answer as if they did not exist."""
    return sight.days().filter(customer__customer_no__in=numbers)


def keys(sight: Sight, rows: QuerySet[CustomerDay], most: int) -> list[int]:
    """The customers in the reader's usual order, as many as asked for. One query."""
    ordered = listing.in_order(rows, listing.default_order(sight))
    return list(ordered.values_list("customer_id", flat=True)[:most])


@dataclass(frozen=True, slots=True)
class Chosen:
    """How many there are, what they hold together (None for readers who may not add it up), and the first rows."""

    count: int
    aum: Decimal | None
    rows: list[ListRow]


def members(sight: Sight, choice: Choice) -> QuerySet[CustomerDay]:
    return sight.days().filter(customer_id__in=choice.customers)


def chosen(sight: Sight, choice: Choice) -> Chosen:
    """The choice as the page shows it. Two queries, however many customers."""
    rows = members(sight, choice)
    found = rows.aggregate(count=Count("customer_id"), aum=Sum("aum"))
    ordered = listing.in_order(rows, listing.default_order(sight))
    return Chosen(
        count=found["count"],
        aum=found["aum"] or Decimal(0) if sight.full(Column.ASSETS) else None,
        rows=listing.read(sight, ordered[:SHOWN]),
    )


def figures(sight: Sight, choice: Choice) -> list[tuple[int, Decimal | None]]:
    """Each customer with the assets by which they were chosen, in the usual order. One query."""
    compare = sight.full(Column.ASSETS)
    ordered = listing.in_order(members(sight, choice), listing.default_order(sight))
    return [(key, held if compare else None) for key, held in ordered.values_list("customer_id", "aum")]

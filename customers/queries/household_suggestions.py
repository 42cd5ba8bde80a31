"""Whom a customer might belong together with: suggestions only, people decide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from customers.choices import Evidence, RelationshipRole
from customers.models import Customer, Relationship
from customers.queries.households import evidence_words, household_of
from customers.queries.sight import Sight

ENOUGH, SEARCHED = 10, 500
WHY = "among the customers of the same manager; those who are shown are in the reader's scope"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A customer in scope who might belong to another, and what suggests it."""

    number: str
    name: str | None
    evidence: tuple[str, ...]
    words: tuple[str, ...]


def suggestions(sight: Sight, customer: Customer, on: date) -> tuple[Suggestion, ...]:
    """Customers in scope with the same phone, or the same address among those of the same manager; a surname alone
    suggests nothing. Four queries; people decide."""
    seen = Customer.objects.visible_to(sight.staff).exclude(pk=customer.pk)
    found: dict[int, Customer] = {}
    if customer.phone_hash:
        found = {one.pk: one for one in seen.filter(phone_hash=customer.phone_hash)[:ENOUGH]}
    manager = Relationship.objects.unscoped(WHY).filter(
        customer=customer, role=RelationshipRole.A, period__contains=on
    )
    holder = manager.values_list("staff_id", flat=True).first()
    if holder is not None and customer.address:  # sealed: compared one by one, among the manager's own only
        served = Relationship.objects.unscoped(WHY).filter(
            staff=holder, role=RelationshipRole.A, period__contains=on
        )
        near = seen.filter(pk__in=served.values("customer_id"), home_branch=customer.home_branch_id)
        found |= {one.pk: one for one in near.order_by("pk")[:SEARCHED] if one.address == customer.address}
    taken = household_of([*found, customer.pk], on)
    free = [one for pk, one in sorted(found.items()) if pk not in taken]
    return tuple(
        Suggestion(one.customer_no, sight.name(one.name), shared, evidence_words(shared))
        for one in free[:ENOUGH]
        if (shared := evidence(customer, one))
    )


def evidence(one: Customer, other: Customer) -> tuple[str, ...]:
    """What two customers have in common."""
    same = {
        Evidence.PHONE: bool(one.phone_hash) and bytes(one.phone_hash) == bytes(other.phone_hash),
        Evidence.ADDRESS: bool(one.address) and one.address == other.address,
        Evidence.SURNAME: bool(one.name) and one.name[:1] == other.name[:1],
    }
    return tuple(code.value for code, hit in same.items() if hit)

"""Whom a referral is offered to, one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Count

from customers.choices import ReferralStatus, RelationshipRole, Turn
from customers.models import Referral, Relationship
from customers.queries.assignment import Person, people
from customers.rules.referrals import Candidate
from organisation.models import Branch, Staff
from organisation.queries import heads_of, staff_of

WHY = "the order in which colleagues are asked"
_ROLES = {
    RelationshipRole.A.value: Turn.PRIMARY,
    RelationshipRole.CUSTODIAN.value: Turn.BACKUP,
    RelationshipRole.B.value: Turn.BACKUP,
}


def order(referral: Referral, on: date) -> tuple[Candidate, ...]:
    """The customer's own people (or those of the customer who introduced), else managers of the outlet, whoever
    has the fewest open referrals first; the head last. Whoever made the referral is not asked. About ten queries.
    """
    whose = referral.customer_id or referral.introduced_by_id
    found = _of_customer(whose, on) if whose else []
    if not found:
        found = _of_branch(referral.branch, on)
    found += [(head, Turn.HEAD) for head in heads_above(referral.branch, on)]
    facts = people([person for person, _turn in found], on)
    return tuple(
        Candidate(person.pk, turn, free=can_be_asked(facts[person.pk]))
        for person, turn in found
        if person.pk != referral.created_by_id
    )


def can_be_asked(person: Person) -> bool:
    """In service, not away, not banned; unlike `Person.free` whatever the post, so that a head can be asked."""
    return person.active and not person.absent and not person.bans


def managers(branch: Branch, on: date) -> tuple[Staff, ...]:
    """The managers of the branch who can be asked on the day, by staff number. Seven queries."""
    facts = people([row.staff for row in staff_of(branch, on)], on)
    return tuple(
        sorted(
            (one.staff for one in facts.values() if one.free),
            key=lambda one: one.staff_no,
        )
    )


def heads_above(branch: Branch, on: date) -> list[Staff]:
    """Who heads the branch, or the nearest one above that has a head."""
    above: Branch | None = branch
    while above is not None:
        found = heads_of(above, on)
        if found:
            return found
        above = above.parent
    return []


def _of_customer(customer_id: int, on: date) -> list[tuple[Staff, Turn]]:
    rows = (
        Relationship.objects.unscoped(WHY)
        .filter(customer=customer_id, period__contains=on)
        .select_related("staff")
    )
    held = {row.role: row.staff for row in rows}
    return [(held[role], turn) for role, turn in _ROLES.items() if role in held]


def _of_branch(branch: Branch, on: date) -> list[tuple[Staff, Turn]]:
    """Two managers: the one with the fewest open referrals, and the next as backup."""
    present = managers(branch, on)
    loads = open_referrals(one.pk for one in present)
    ranked = sorted(present, key=lambda one: (loads.get(one.pk, 0), one.staff_no))
    return list(zip(ranked, (Turn.MANAGER, Turn.BACKUP), strict=False))


def open_referrals(staff_ids: Iterable[int]) -> Mapping[int, int]:
    """How many referrals each has on hand. One query."""
    on_hand = (ReferralStatus.OFFERED, ReferralStatus.ACCEPTED, ReferralStatus.FOLLOW_UP)
    rows = Referral.objects.unscoped(WHY).filter(receiver__in=list(staff_ids), status__in=on_hand)
    return dict(rows.order_by().values_list("receiver_id").annotate(number=Count("pk")))

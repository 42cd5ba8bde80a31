"""Whose customers nobody is there for: the manager is away, no backup is present and nobody has custody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from customers.choices import RelationshipRole
from customers.models import Relationship
from customers.queries.assignment import Person, people
from organisation.models import Absence, Staff

WHY = "who covers the customers of somebody who is away; the caller has checked the owner"


@dataclass(frozen=True, slots=True)
class Cover:
    """The customers of an absent owner: with whom each is, and those with nobody."""

    backups: Mapping[int, int]  # customer -> B who is there
    covered: frozenset[int]  # by a custodian
    open: tuple[int, ...]


def cover_of(owner: Staff, on: date) -> Cover:
    """How the owner's customers are covered on the day. Eight queries."""
    rows = Relationship.objects.unscoped(WHY).filter(period__contains=on)
    hers = list(
        rows.filter(staff=owner, role=RelationshipRole.A)
        .order_by("customer_id")
        .values_list("customer_id", flat=True)
    )
    others = rows.filter(customer__in=hers).exclude(role=RelationshipRole.A).select_related("staff")
    held = list(others)
    free: Mapping[int, Person] = people(list({row.staff_id: row.staff for row in held}.values()), on)
    backups = {
        row.customer_id: row.staff_id
        for row in held
        if row.role == RelationshipRole.B and free[row.staff_id].active and not free[row.staff_id].absent
    }
    covered = frozenset(row.customer_id for row in held if row.role == RelationshipRole.CUSTODIAN)
    left = tuple(one for one in hers if one not in backups and one not in covered)
    return Cover(backups, covered, left)


@dataclass(frozen=True, slots=True)
class Uncovered:
    """Somebody who is away, until when (None: open), and how many of their customers have nobody."""

    owner: Staff
    absence: Absence
    customers: int


def uncovered(reader: Staff, on: date) -> list[Uncovered]:
    """The absent managers in the reader's scope whose customers have nobody, as the head's list of work."""
    away = Absence.objects.visible_to(reader).filter(period__contains=on).select_related("staff")
    found = []
    for absence in away.exclude(staff=reader).order_by("staff__staff_no"):
        number = len(cover_of(absence.staff, on).open)
        if number:
            found.append(Uncovered(absence.staff, absence, number))
    return found

"""Whose customers nobody is there for: the manager is away, no backup is present and nobody has custody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from customers.choices import RelationshipRole
from customers.models import Relationship
from customers.queries.assignment import Person, people
from organisation.choices import AbsenceKind, StaffStatus
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
    held = list(
        rows.filter(staff=owner, role=RelationshipRole.A)
        .order_by("customer_id")
        .values_list("customer_id", flat=True)
    )
    others = rows.filter(customer__in=held).exclude(role=RelationshipRole.A).select_related("staff")
    beside = list(others)
    free: Mapping[int, Person] = people(list({row.staff_id: row.staff for row in beside}.values()), on)
    backups = {
        row.customer_id: row.staff_id
        for row in beside
        if row.role == RelationshipRole.B and free[row.staff_id].active and not free[row.staff_id].absent
    }
    covered = frozenset(row.customer_id for row in beside if row.role == RelationshipRole.CUSTODIAN)
    left = tuple(one for one in held if one not in backups and one not in covered)
    return Cover(backups, covered, left)


@dataclass(frozen=True, slots=True)
class Uncovered:
    """Somebody who is away, until when (None: open), and how many of their customers have nobody."""

    owner: Staff
    absence: Absence
    customers: int


@dataclass(frozen=True, slots=True)
class Away:
    """Which absences ask the reader to act: those of others that leave customers with nobody, and a long one of
    one's own, before which one hands over in person."""

    uncovered: list[Uncovered]
    own: Absence | None


def away(reader: Staff, on: date) -> Away:
    """The absences of the day in the reader's scope, and the reader's own long one that runs or comes. One query."""
    lasting = Q(period__endswith__gt=on) | Q(period__upper_inf=True)
    own = Q(staff=reader, kind=AbsenceKind.LONG_ABSENCE) & lasting
    rows = list(
        Absence.objects.visible_to(reader)
        .filter(Q(period__contains=on) | own)
        .annotate(held=Exists(_held(on)), alone=_alone(on))
        .select_related("staff")
        .order_by("staff__staff_no", "period")
    )
    others = [Uncovered(row.staff, row, row.alone) for row in rows if row.staff_id != reader.pk and row.alone]
    mine = (row for row in rows if row.staff_id == reader.pk and row.kind == AbsenceKind.LONG_ABSENCE)
    return Away(others, next((row for row in mine if row.held), None))


def _held(on: date) -> QuerySet[Relationship]:
    """What the person of an absence has as primary manager on the day."""
    return Relationship.objects.unscoped(WHY).filter(
        staff=OuterRef("staff"), role=RelationshipRole.A, period__contains=on
    )


def _alone(on: date) -> Coalesce:
    """How many of these have neither custody nor a backup who is in service and there: `cover_of` as a count."""
    beside = Relationship.objects.unscoped(WHY).filter(customer=OuterRef("customer"), period__contains=on)
    missing = Absence.objects.unscoped(WHY).filter(staff=OuterRef("staff"), period__contains=on)
    stays = Q(staff__left_on=None) | Q(staff__left_on__gt=on)
    backup = beside.filter(~Exists(missing), stays, role=RelationshipRole.B, staff__status=StaffStatus.ACTIVE)
    nobody = _held(on).filter(~Exists(beside.filter(role=RelationshipRole.CUSTODIAN)), ~Exists(backup))
    counted = nobody.order_by().values("staff").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)

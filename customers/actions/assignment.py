"""Who looks after whom: the one place that writes relationships."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import DateRangeField
from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import F, Func, QuerySet, Value
from django.utils import timezone

from customers.actions import queue
from customers.choices import RelationshipRole
from customers.models import Relationship
from customers.permissions.assignment import one_role_each
from organisation import audit

if TYPE_CHECKING:
    from customers.models import Customer
    from organisation.models import Staff

MOVE = "relationship.move"
WHY = "the one writer of relationships; its callers have decided"
_LOCK_SPACE, _LOCK_OF_ALL = 20_251, 20_252  # advisory locks: on one customer's people, and on everybody's
_MANY = 200  # beyond so many customers one lock on all of them costs less than one each


@dataclass(frozen=True, slots=True)
class Step:
    """A customer whose role goes to somebody, or to nobody."""

    customer: Customer
    role: str
    to: Staff | None


@transaction.atomic
def move(
    *,
    customer: Customer,
    role: str,
    to: Staff | None,
    source: str,
    reason: str,
    by: Staff | None,
    at: datetime,
    starts: date | None = None,
    until: date | None = None,
) -> Relationship | None:
    """Give the role to somebody from `starts` (today) on, or to nobody: see `move_all`."""
    step = Step(customer, role, to)
    return move_all([step], source=source, reason=reason, by=by, at=at, starts=starts, until=until)[0]


@transaction.atomic
def move_all(
    steps: Sequence[Step],
    *,
    source: str,
    reason: str,
    by: Staff | None,
    at: datetime,
    starts: date | None = None,
    until: date | None = None,
) -> list[Relationship | None]:
    """Give each role to somebody from `starts` (today) on, or to nobody; one step a customer. The same number of
    statements for one and for thousands.

    Whoever holds it ends the day before; a change on the day of their own start takes their place. What is
    planned for a later day stays, and the new holder ends there. `until` is the first day on which it no longer
    holds (custody). A custodian who becomes A or B ceases to be one. To whom holds it already changes nothing.
    """
    first = starts or timezone.localdate(at)
    if first < timezone.localdate(at):
        raise ValueError("who looked after a customer in the past is not rewritten")
    hold([step.customer for step in steps])
    held = _held([step.customer.pk for step in steps], first)
    course = _Course(first, until)
    found = [_take(course, step, held[step.customer.pk], source, reason) for step in steps]
    _write(course)
    queue.follow(course.managed, first)
    audit.record_all(by=by, action=MOVE, at=at, reason=reason, changes=course.changes)
    return found


def hold(customers: Sequence[Customer]) -> None:
    """Let nobody else change who looks after these customers until the end of the transaction. A lock on the rows
    of the customers would wait for a night that is just writing them; a lock each, for very many customers, would
    fill the table of locks."""
    with connection.cursor() as cursor:
        if len(customers) > _MANY:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, 0)", [_LOCK_OF_ALL])
            return
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s, 0)", [_LOCK_OF_ALL])
        for key in sorted({one.pk % 2**31 for one in customers}):
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK_SPACE, key])


@dataclass(slots=True)
class _Course:
    """What is to be written: whose rows end or go, which begin, and who is now A."""

    first: date
    until: date | None
    ended: list[int] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    begun: list[Relationship] = field(default_factory=list)
    managed: list[tuple[Customer, Relationship | None]] = field(default_factory=list)
    changes: list[audit.Change] = field(default_factory=list)

    def end(self, row: Relationship) -> None:
        """The row ends the day before; one that would not have lasted a day is taken away (the history keeps it)."""
        (self.gone if row.starts_on >= self.first else self.ended).append(row.pk)


def _held(customers: Sequence[int], first: date) -> Mapping[int, list[Relationship]]:
    """Each customer's rows from that day on, the earliest first."""
    rows = Relationship.objects.unscoped(WHY).filter(
        customer__in=customers, period__overlap=DateRange(first, None)
    )
    found: dict[int, list[Relationship]] = defaultdict(list)
    for row in rows.select_related("staff").order_by("period"):
        found[row.customer_id].append(row)
    return found


def _take(
    course: _Course, step: Step, held: Sequence[Relationship], source: str, reason: str
) -> Relationship | None:
    """What one step ends and begins."""
    in_role = [row for row in held if row.role == step.role]
    running = next((row for row in in_role if row.starts_on <= course.first), None)
    planned = next((row for row in in_role if row.starts_on > course.first), None)
    to, made = step.to, None
    if to is not None and running and (running.staff_id, running.ends_before) == (to.pk, course.until):
        return running
    if running is not None:
        course.end(running)
    elif to is None:
        return None
    if to is not None:
        made = Relationship(customer=step.customer, role=step.role, staff=to, source=source, reason=reason)
        ends = [day for day in (course.until, planned.starts_on if planned else None) if day is not None]
        made.period = DateRange(course.first, min(ends) if ends else None)
        course.begun.append(made)
        _make_way(course, made, held)
    if step.role == RelationshipRole.A:
        course.managed.append((step.customer, made))
    names = (running.staff.staff_no if running else "", to.staff_no if to else "")
    course.changes.append(audit.Change(step.customer, step.role, *names))
    return made


def _make_way(course: _Course, made: Relationship, held: Sequence[Relationship]) -> None:
    """Other roles of the person at the customer make way, or stand against it."""
    for other in held:
        meets = made.ends_before is None or other.starts_on < made.ends_before
        if other.role == made.role or other.staff_id != made.staff_id or not meets:
            continue
        if other.role != RelationshipRole.CUSTODIAN:
            one_role_each(made.staff, other.role).enforce()
        course.end(other)


def _write(course: _Course) -> None:
    rows: QuerySet[Relationship] = Relationship.objects.unscoped(WHY)
    if course.gone:
        rows.filter(pk__in=course.gone).delete()
    if course.ended:
        lower = Func(F("period"), function="lower")
        until = Func(lower, Value(course.first), function="daterange", output_field=DateRangeField())
        rows.filter(pk__in=course.ended).update(period=until, source_as_of=None)
    if course.begun:
        Relationship.objects.bulk_create(course.begun)

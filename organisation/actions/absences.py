"""Days on which people are away: recorded, changed and ended by HR or the head, never by oneself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from organisation import audit
from organisation.concurrency import Opened, once, settle
from organisation.models import Absence, Staff
from organisation.permissions import may_record_absence
from organisation.rules.periods import ONE_DAY, day_after

RECORD = "absence.record"
CHANGE = "absence.change"
END = "absence.end"
WHY = "one's other absences; the caller has checked the person"


class AlreadyAway(Exception):
    """The days overlap with another absence of the person, which is given."""

    def __init__(self, other: Absence) -> None:
        super().__init__(str(other))
        self.other = other


@transaction.atomic
def record(
    *, uid: UUID, staff: Staff, kind: str, starts_on: date, last_on: date | None, by: Staff, at: datetime
) -> Absence:
    """Put an absence on record; both days included, no last day while nobody knows it. The same form sent twice
    makes one."""
    may_record_absence(by, staff).enforce()
    _hold(staff)
    known = once(uid, Absence.objects.unscoped(WHY), staff_id=staff.pk)
    if known is not None:
        return known
    period = _free(staff, starts_on, last_on)
    absence = Absence.objects.create(uid=uid, staff=staff, kind=kind, period=period, recorded_by=by)
    audit.record(by=by, action=RECORD, target=staff, at=at, field=kind, after=_days(period))
    return absence


@transaction.atomic
def follow(*, staff: Staff, kind: str, starts_on: date, last_on: date | None, at: datetime) -> None:
    """Put on record what was decided elsewhere: a long absence for which the customers were handed over. What HR or
    the head have recorded of these days stands, and this one has the days between; they change or end it like any
    other."""
    _hold(staff)
    first, after = starts_on, last_on + ONE_DAY if last_on else date.max
    rows = Absence.objects.unscoped(WHY).filter(staff=staff, period__overlap=DateRange(starts_on, after))
    free = []
    for other in rows.order_by("period"):
        free.append((first, other.period.lower))
        first = other.period.upper or date.max
    for since, until in [*free, (first, after)]:
        if since < until:
            period = DateRange(since, until if until < date.max else None)
            Absence.objects.create(staff=staff, kind=kind, period=period)
            audit.record(by=None, action=RECORD, target=staff, at=at, field=kind, after=_days(period))


@transaction.atomic
def change(
    *, absence: Absence, opened: Opened, values: Mapping[str, Any], by: Staff, at: datetime
) -> Absence:
    """Change kind or days. Raises Stale when somebody else changed the same meanwhile."""
    may_record_absence(by, absence.staff).enforce()
    _hold(absence.staff)
    row = Absence.objects.unscoped(WHY).select_for_update().get(pk=absence.pk)
    write = settle(row, opened=opened, yours=values)
    if not write:
        return row
    before = _days(row.period)
    row.kind = write.get("kind", row.kind)
    row.period = _free(
        row.staff, write.get("starts_on", row.starts_on), write.get("last_on", row.last_on), but=row
    )
    row.version += 1
    row.save(update_fields=["kind", "period", "version"])
    audit.record(
        by=by, action=CHANGE, target=row.staff, at=at, field=row.kind, before=before, after=_days(row.period)
    )
    return row


@transaction.atomic
def end(*, absence: Absence, by: Staff, at: datetime) -> None:
    """The person is back today. An absence that has not begun, or begins today, is taken away (the history keeps
    it); one that is over stays as it is."""
    may_record_absence(by, absence.staff).enforce()
    _hold(absence.staff)
    today = timezone.localdate(at)
    row = Absence.objects.unscoped(WHY).select_for_update().filter(pk=absence.pk).first()
    if row is None or (row.ends_before is not None and row.ends_before <= today):
        return
    before = _days(row.period)
    if row.starts_on >= today:
        row.delete()
    else:
        row.period, row.version = DateRange(row.starts_on, today), row.version + 1
        row.save(update_fields=["period", "version"])
    audit.record(
        by=by, action=END, target=absence.staff, at=at, field=absence.kind, before=before, after=str(today)
    )


def _hold(staff: Staff) -> None:
    """Let nobody else write absences of the person until the end of the transaction."""
    Staff.objects.unscoped(WHY).select_for_update().get(pk=staff.pk)


def _free(staff: Staff, starts_on: date, last_on: date | None, *, but: Absence | None = None) -> DateRange:
    """The period, if the person is not away on one of its days already."""
    period = DateRange(starts_on, day_after(last_on))
    others = Absence.objects.unscoped(WHY).filter(staff=staff, period__overlap=period)
    if but is not None:
        others = others.exclude(pk=but.pk)
    other = others.order_by("period").first()
    if other is not None:
        raise AlreadyAway(other)
    return period


def _days(period: DateRange) -> str:
    last = period.upper - ONE_DAY if period.upper else ""
    return f"{period.lower} – {last}"

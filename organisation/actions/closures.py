"""Days on which a branch is shut: they are no working days of the branch."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from organisation import audit
from organisation.choices import DayKind
from organisation.models import Branch, CalendarDay, CalendarYear, Staff
from organisation.permissions import may_close_branch
from organisation.rules.working_time import CalendarNotPublished

CLOSE = "closure.record"
OPEN = "closure.remove"


@transaction.atomic
def close(*, branch: Branch, first: date, last: date, name: str, by: Staff, at: datetime) -> int:
    """Shut the branch on the days from first to last, both included; how many of them are new. A year without a
    published calendar is refused: nobody could say which of its days would have been worked."""
    may_close_branch(by).enforce()
    published = set(CalendarYear.objects.values_list("year", flat=True))
    days = [first + timedelta(days=place) for place in range((last - first).days + 1)]
    for day in days:
        if day.year not in published:
            raise CalendarNotPublished(day)
    known = set(CalendarDay.objects.filter(branch=branch, day__in=days).values_list("day", flat=True))
    new = [
        CalendarDay(day=day, kind=DayKind.CLOSURE, branch=branch, name=name)
        for day in days
        if day not in known
    ]
    CalendarDay.objects.bulk_create(new, ignore_conflicts=True)
    if new:
        audit.record(by=by, action=CLOSE, target=branch, at=at, after=f"{first} {last}", reason=name)
    return len(new)


@transaction.atomic
def reopen(*, closure: CalendarDay, by: Staff, at: datetime) -> bool:
    """Take a closure that is still to come from the calendar; False for one that has begun, which stays."""
    may_close_branch(by).enforce()
    if closure.branch is None or closure.day <= timezone.localdate(at):
        return False
    audit.record(by=by, action=OPEN, target=closure.branch, at=at, before=str(closure.day))
    closure.delete()
    return True

"""A year of the working calendar is entered by one person from the notice and published by a second one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from organisation import audit
from organisation.choices import ProposalStatus
from organisation.concurrency import once
from organisation.models import CalendarDay, CalendarProposal, CalendarYear, Staff
from organisation.permissions import may_decide_calendar, may_propose_calendar
from organisation.queries.calendars import published_days
from organisation.rules.notices import NoticeDay, changed

PROPOSE = "calendar.propose"
PUBLISH = "calendar.publish"
CORRECT = "calendar.correct"
REJECT = "calendar.reject"


class CalendarRefused(Exception):
    """The calendar cannot be taken as it is."""


class AlreadyWaiting(CalendarRefused):
    """A calendar of the year waits for a decision already."""


class PastWouldChange(CalendarRefused):
    """A correction would change days that are over: due dates were counted with them."""

    def __init__(self, day: date) -> None:
        super().__init__(f"{day} is over")
        self.day = day


@transaction.atomic
def propose(
    *, uid: UUID, year: int, days: Sequence[NoticeDay], source: str, note: str, by: Staff, at: datetime
) -> CalendarProposal:
    """Keep the days for a second person; the same form sent twice is one proposal."""
    may_propose_calendar(by).enforce()
    before = once(uid, CalendarProposal.objects.all(), made_by_id=by.pk)
    if before is not None:
        return before
    _check_past(year, days, timezone.localdate(at))
    row = CalendarProposal(
        uid=uid,
        year=year,
        days=[[one.day.isoformat(), one.kind, one.name] for one in days],
        source=source,
        note=note,
        made_by=by,
        made_at=at,
    )
    # The waiting one of the year, and the twin of a double click, are both met by the database.
    CalendarProposal.objects.bulk_create([row], ignore_conflicts=True)
    kept = CalendarProposal.objects.filter(uid=uid).first()
    if kept is None:
        raise AlreadyWaiting
    if kept.made_at == at:
        audit.record(by=by, action=PROPOSE, target=kept, at=at, after=f"{year}: {len(days)}", reason=source)
    return kept


@transaction.atomic
def decide(
    *, proposal: CalendarProposal, approve: bool, by: Staff, at: datetime, note: str = ""
) -> CalendarProposal:
    """Publish the days, or put them aside. A published year changes only on the days that are still to come."""
    proposal = CalendarProposal.objects.select_for_update().get(pk=proposal.pk)
    may_decide_calendar(by, proposal).enforce()
    action = REJECT
    if approve:
        days = proposal.notice_days
        _check_past(proposal.year, days, timezone.localdate(at))
        action = PUBLISH if _publish(proposal, days) else CORRECT
    proposal.status = ProposalStatus.APPROVED if approve else ProposalStatus.REJECTED
    proposal.decided_by, proposal.decided_at = by, at
    proposal.save(update_fields=["status", "decided_by", "decided_at"])
    audit.record(
        by=by, action=action, target=f"calendar:{proposal.year}", at=at, reason=note or proposal.source
    )
    return proposal


def _publish(proposal: CalendarProposal, days: Sequence[NoticeDay]) -> bool:
    """Put the days in the place of what is stored; whether the year is new."""
    _year, new = CalendarYear.objects.update_or_create(
        year=proposal.year, defaults={"source": proposal.source}
    )
    wanted = {one.day: one for one in days}
    own = CalendarDay.objects.filter(branch__isnull=True, day__year=proposal.year)
    own.exclude(day__in=wanted).delete()
    CalendarDay.objects.filter(branch__isnull=True, day__in=wanted).delete()
    CalendarDay.objects.bulk_create(CalendarDay(day=one.day, kind=one.kind, name=one.name) for one in days)
    return new


def _check_past(year: int, days: Sequence[NoticeDay], today: date) -> None:
    """No day that is over may change where it has been counted with, that is in a published year."""
    published = set(CalendarYear.objects.filter(year__in=[year - 1, year]).values_list("year", flat=True))
    over = [
        day
        for day, _before, _after in changed(published_days(year, [one.day for one in days]), days)
        if day <= today and day.year in published
    ]
    if over:
        raise PastWouldChange(over[0])

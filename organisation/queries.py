"""Reads that others build on: the published night, people, branches, the calendar."""

from __future__ import annotations

from datetime import date

from organisation.choices import DayKind
from organisation.models import Branch, CalendarDay, CalendarYear, Publication, Staff
from organisation.rules.working_time import CalendarNotPublished, WorkingCalendar


def published() -> Publication | None:
    """The night that readers see, or None before the first one. Costs one query."""
    return Publication.objects.select_related("run").order_by("-pk").first()


def calendar_for(branch: Branch | None = None) -> WorkingCalendar:
    """The country's working calendar of the published years, with the closures of the branch. Two queries."""
    days = CalendarDay.objects.filter(branch__isnull=True)
    if branch is not None:
        days = days | CalendarDay.objects.filter(branch=branch)
    kinds: dict[str, set[date]] = {kind: set() for kind in DayKind.values}
    for day, kind in days.values_list("day", "kind"):
        kinds[kind].add(day)
    years = sorted(CalendarYear.objects.values_list("year", flat=True))
    if not years:
        raise CalendarNotPublished(date.min)
    return WorkingCalendar.of(
        published_from=date(years[0], 1, 1),
        published_through=date(years[-1], 12, 31),
        holidays=kinds[DayKind.HOLIDAY],
        makeup_days=kinds[DayKind.MAKEUP],
        closures=kinds[DayKind.CLOSURE],
    )


def staff_by_no(staff_no: str) -> Staff | None:
    return Staff.objects.unscoped("looked up by number by the system").filter(staff_no=staff_no).first()

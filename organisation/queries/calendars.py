"""A year of the working calendar as a sheet of months, published or waiting for a second person."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from organisation.choices import DayKind
from organisation.models import CalendarDay, CalendarProposal, CalendarYear
from organisation.rules.notices import NoticeDay
from organisation.rules.working_time import WorkingCalendar


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of the sheet: whether it is worked, and what the notice says of it ("" where it follows its week)."""

    day: date
    worked: bool
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Month:
    """A month by weeks from Monday; None stands for a day of the month beside it."""

    first: date
    weeks: Sequence[Sequence[Cell | None]]
    worked: int


@dataclass(frozen=True, slots=True)
class YearSheet:
    """A year's months, its working days, and the days that differ from their week."""

    year: int
    months: Sequence[Month]
    worked: int
    holidays: int
    makeup_days: Sequence[NoticeDay]


def published_days(year: int, further: Iterable[date] = ()) -> list[NoticeDay]:
    """What is published of the year, and of the further days. One query."""
    rows = CalendarDay.objects.filter(branch__isnull=True)
    rows = rows.filter(day__year=year) | rows.filter(day__in=list(further))
    return [NoticeDay(row.day, DayKind(row.kind), row.name) for row in rows.order_by("day")]


def published_years() -> dict[int, str]:
    """Year -> source."""
    return dict(CalendarYear.objects.order_by("year").values_list("year", "source"))


def proposals(year: int | None = None) -> QuerySet[CalendarProposal]:
    """What was entered for a year, or for all, newest first, with the people. One query."""
    rows = CalendarProposal.objects.select_related("made_by", "decided_by").order_by("-pk")
    return rows if year is None else rows.filter(year=year)


def sheet_of(year: int, days: Sequence[NoticeDay]) -> YearSheet:
    """The year with these days. No query."""
    told = {one.day: one for one in days}
    calendar = WorkingCalendar(
        years=frozenset({year}),
        holidays=frozenset(one.day for one in days if one.kind == DayKind.HOLIDAY),
        makeup_days=frozenset(one.day for one in days if one.kind == DayKind.MAKEUP),
    )
    months = [_month(year, month, calendar, told) for month in range(1, 13)]
    here = [one for one in days if one.day.year == year]
    return YearSheet(
        year,
        months,
        sum(month.worked for month in months),
        sum(one.kind == DayKind.HOLIDAY for one in here),
        [one for one in here if one.kind == DayKind.MAKEUP],
    )


def _month(year: int, month: int, calendar: WorkingCalendar, told: dict[date, NoticeDay]) -> Month:
    def cell(day: date) -> Cell | None:
        if day.month != month:
            return None
        named = told.get(day)
        return Cell(day, calendar.is_workday(day), named.kind if named else "", named.name if named else "")

    weeks = [[cell(day) for day in week] for week in Calendar().monthdatescalendar(year, month)]
    worked = sum(one.worked for week in weeks for one in week if one is not None)
    return Month(date(year, month, 1), weeks, worked)

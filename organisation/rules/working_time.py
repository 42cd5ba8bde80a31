"""Working days from a published calendar of holidays, make-up days (调休上班) and branch closures.

A weekday is not enough to know a working day in China: the calendar of the year must have been published.
Asking for a day outside the published years raises CalendarNotPublished; nothing is ever guessed.
Source: domain.md, conventions 3; seed 001 (three working days for an opinion).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from organisation.rules.periods import ONE_DAY

_SATURDAY = 5


class CalendarNotPublished(LookupError):
    """The working calendar says nothing about `day` yet."""

    def __init__(self, day: date) -> None:
        super().__init__(f"the working calendar is not published for {day.isoformat()}")
        self.day = day


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Which days are worked in the published `years`.

    A closure shuts the branch even on a make-up day; a make-up day is worked although it is a weekend.
    """

    years: frozenset[int]
    holidays: frozenset[date] = frozenset()
    makeup_days: frozenset[date] = frozenset()
    closures: frozenset[date] = frozenset()

    def is_workday(self, day: date) -> bool:
        """Whether the day is worked; CalendarNotPublished when its year has not been published."""
        if day.year not in self.years:
            raise CalendarNotPublished(day)
        if day in self.closures:
            return False
        if day in self.makeup_days:
            return True
        return day.weekday() < _SATURDAY and day not in self.holidays

    def add_working_days(self, start: date, count: int) -> date:
        """The day on which `count` working days after `start` end, `start` not counted.

        Thu 2026-04-30, holidays 05-01 to 05-05, 3 working days: Fri 2026-05-08.
        """
        if count < 0:
            raise ValueError("working days are counted forward")
        day = start
        while count > 0:
            day += ONE_DAY
            count -= self.is_workday(day)
        return day

    def count(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; negative when `end` is earlier."""
        if end < start:
            return -self.count(end, start)
        day, worked = start, 0
        while day < end:
            day += ONE_DAY
            worked += self.is_workday(day)
        return worked

    def next_workday(self, day: date) -> date:
        """The day itself when it is worked, else the first worked day after it (Civil Code art. 203)."""
        while not self.is_workday(day):
            day += ONE_DAY
        return day

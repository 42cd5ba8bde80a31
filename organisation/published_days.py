"""The State Council's holidays and make-up days as a maintained library knows them.

Years that the library does not know are absent: nobody guesses a calendar (organisation.rules.working_time).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import chinese_calendar

SOURCE = "General Office of the State Council, yearly notice, as in chinesecalendar"


@dataclass(frozen=True, slots=True)
class PublishedYear:
    """The days of one year that differ from plain weekdays, with the names of their holidays."""

    year: int
    holidays: dict[date, str]
    makeup_days: dict[date, str]


def published_years() -> Iterator[PublishedYear]:
    """Every year that the library knows, oldest first."""
    for year in sorted({day.year for day in chinese_calendar.holidays}):
        yield PublishedYear(
            year,
            {day: name for day, name in chinese_calendar.holidays.items() if day.year == year},
            {day: name for day, name in chinese_calendar.workdays.items() if day.year == year},
        )

"""Date arithmetic by the Civil Code, and accounting periods.

The starting day is not counted; months and years move to the same day number, or to the month's last day if
there is none (2024-02-29 + 2 years = 2026-02-28). Source: Civil Code art. 201-202; domain.md, conventions 3.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

_CODE = re.compile(r"([0-9]{4})(?:-([0-9]{2})|Q([1-4]))?")
ONE_DAY = timedelta(days=1)


class PeriodKind(StrEnum):
    MONTH = "MONTH"
    QUARTER = "QUARTER"
    YEAR = "YEAR"


_MONTHS = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.YEAR: 12}


class PeriodError(ValueError):
    """A text is not a period code such as 2024-12, 2024Q4 or 2024."""


def add_days(start: date, days: int) -> date:
    """`days` calendar days later, the starting day not counted: 15 days from 03-02 end with 03-17."""
    return start + timedelta(days=days)


def add_months(start: date, months: int) -> date:
    """Same day number `months` later, or the month's last day if there is none.

    >>> add_months(date(2025, 8, 31), 6)
    datetime.date(2026, 2, 28)
    """
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def add_years(start: date, years: int) -> date:
    """Same day of the year `years` later, 29 February falling back to the 28th."""
    return add_months(start, 12 * years)


@dataclass(frozen=True, slots=True)
class Ban:
    """A ban from a post: it holds through `through`, the person may be appointed again on `eligible_on`."""

    since: date
    through: date
    eligible_on: date

    def holds_on(self, day: date) -> bool:
        return self.since <= day <= self.through


def day_after(last: date | None) -> date | None:
    """The first day after a last day; none where there is no last day, or none follows (9999-12-31, which also means
    open)."""
    return last + ONE_DAY if last is not None and last < date.max else None


def ban(removed_on: date, years: int) -> Ban:
    """A ban of whole years counted from the day of removal (2024-05-10, 2 years: through 2026-05-10)."""
    through = add_years(removed_on, years)
    return Ban(since=removed_on, through=through, eligible_on=through + ONE_DAY)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A month, quarter or year with its first and last day, both included."""

    first: date
    last: date
    kind: PeriodKind

    @property
    def code(self) -> str:
        """2024-12, 2024Q4 or 2024: the form that the extracts use."""
        if self.kind is PeriodKind.MONTH:
            return f"{self.first:%Y-%m}"
        if self.kind is PeriodKind.QUARTER:
            return f"{self.first.year:04d}Q{(self.first.month + 2) // 3}"
        return f"{self.first.year:04d}"

    @property
    def days(self) -> int:
        """Actual calendar days of the period."""
        return (self.last - self.first).days + 1

    def contains(self, day: date) -> bool:
        return self.first <= day <= self.last

    def shifted(self, steps: int) -> Period:
        """The period of the same kind `steps` later (negative: earlier)."""
        return containing(self.kind, add_months(self.first, steps * _MONTHS[self.kind]))

    def previous(self) -> Period:
        return self.shifted(-1)

    def following(self) -> Period:
        return self.shifted(1)

    def months(self) -> Iterator[Period]:
        """The months of the period in order."""
        month = containing(PeriodKind.MONTH, self.first)
        while month.first <= self.last:
            yield month
            month = month.following()


def containing(kind: PeriodKind, day: date) -> Period:
    """The month, quarter or year in which the day lies."""
    length = _MONTHS[kind]
    first = date(day.year, (day.month - 1) // length * length + 1, 1)
    return Period(first=first, last=add_months(first, length) - ONE_DAY, kind=kind)


def parse_period(code: str) -> Period:
    """Read 2024-12, 2024Q4 or 2024; anything else raises PeriodError.

    >>> parse_period("2024Q4").first, parse_period("2024Q4").days
    (datetime.date(2024, 10, 1), 92)
    """
    matched = _CODE.fullmatch(code)
    if matched is None:
        raise PeriodError(code)
    year, month, quarter = matched.groups()
    try:
        if month:
            return containing(PeriodKind.MONTH, date(int(year), int(month), 1))
        if quarter:
            return containing(PeriodKind.QUARTER, date(int(year), int(quarter) * 3, 1))
        return containing(PeriodKind.YEAR, date(int(year), 1, 1))
    except ValueError as error:
        raise PeriodError(code) from error

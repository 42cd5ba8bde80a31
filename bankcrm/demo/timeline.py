"""Which days the bank's history covers and which drop carries which day.

Days are counted from the first day of the history: index 0 is that day, negative indices lie before it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

MONTHLY_DELTAS = 2  # whole months that arrive as deltas of their own between the full drop and the last days


@dataclass(frozen=True, slots=True)
class Drop:
    """One folder: the days `start`..`end` (indices, both included)."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Month:
    """One calendar month, cut to the history: indices of its first and last covered day, and "2026-11"."""

    first: int
    last: int
    period: str
    complete: bool


class Timeline:
    """The history from the first of the month `months` months before `as_of` up to `as_of`."""

    def __init__(self, as_of: date, *, months: int, days: int) -> None:
        if months < 1 or days < 0:
            raise ValueError("a history needs at least one whole month, and days cannot be negative")
        self.as_of = as_of
        self.start = month_back(as_of, months)
        self._origin = self.start.toordinal()
        self.length = as_of.toordinal() - self._origin + 1
        self.last = self.length - 1
        self.iso = tuple(date.fromordinal(self._origin + i).isoformat() for i in range(self.length))
        self.months = tuple(self._months())
        self.drops = tuple(self._drops(days))
        self.drop_of = tuple(
            number for number, drop in enumerate(self.drops) for _ in range(drop.start, drop.end + 1)
        )
        self.full_end = self.drops[0].end
        self.year_first = max(0, self.index(date(as_of.year, 1, 1)))
        self.first_friday = (4 - self.start.weekday()) % 7

    def index(self, day: date) -> int:
        return day.toordinal() - self._origin

    def day(self, index: int) -> date:
        return date.fromordinal(self._origin + index)

    def text(self, index: int | None) -> str:
        """ISO date of an index; empty for None."""
        if index is None:
            return ""
        if 0 <= index < self.length:
            return self.iso[index]
        return date.fromordinal(self._origin + index).isoformat()

    def _months(self) -> Iterator[Month]:
        first = self.start
        while first <= self.as_of:
            end = month_end(first)
            yield Month(
                self.index(first), min(self.index(end), self.last), f"{first:%Y-%m}", end <= self.as_of
            )
            first = end + timedelta(days=1)

    def _drops(self, days: int) -> Iterator[Drop]:
        """One full drop at a month end, whole months, the rest of the current month, then business days."""
        daily = self._business_days(days)
        cut = daily[0] - 1 if daily else self.last
        ends = [month.last for month in self.months if month.complete and month.last <= cut]
        ends = ends[max(0, len(ends) - 1 - MONTHLY_DELTAS) :] or [cut]
        if ends[-1] < cut:
            ends.append(cut)
        start = 0
        for number, end in enumerate(ends):
            yield Drop(start, end, "delta" if number else "full")
            start = end + 1
        for number in range(len(daily)):
            end = daily[number + 1] - 1 if number + 1 < len(daily) else self.last
            yield Drop(daily[number], end, "delta")

    def _business_days(self, days: int) -> list[int]:
        """First days of the last `days` daily drops: a Monday's drop begins on the Saturday before."""
        starts: list[int] = []
        end = self.last
        while len(starts) < days:
            start = end
            while self.day(start).weekday() == 0 or (start < end and self.day(start).weekday() == 6):
                start -= 1
            if start <= 0:
                raise ValueError("the history is too short for so many daily drops")
            starts.append(start)
            end = start - 1
        return sorted(starts)


def month_back(day: date, months: int) -> date:
    """The first day of the month `months` months before that of `day`."""
    position = day.year * 12 + day.month - 1 - months
    return date(position // 12, position % 12 + 1, 1)


def month_end(day: date) -> date:
    following = month_back(day, -1)
    return following - timedelta(days=1)

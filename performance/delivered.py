"""Figures that another system of the bank delivers by month or year, summed without inventing any."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from organisation.rules.periods import Period
from performance.models import Measure


@dataclass(frozen=True, slots=True)
class Supplier:
    """Whose rows make up a figure: the person, or a leaf office; rows are asked for from `since` on."""

    subject_no: str
    since: date | None

    def required(self, periods: Iterable[Period]) -> list[Period]:
        """A person hired or an outlet opened in a month answers from that month on."""
        return [one for one in periods if self.since is None or one.last >= self.since]


@dataclass(frozen=True, slots=True)
class Total:
    """A sum, or the (subject, period) pairs without which it would be wrong."""

    value: Decimal | None
    missing: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Delivered:
    """Rows by code, subject and period."""

    rows: Mapping[tuple[str, str, str], Decimal]
    newest: Mapping[str, str]

    @classmethod
    def load(cls, years: Sequence[int]) -> Delivered:
        """Every row of the years. One query."""
        rows: dict[tuple[str, str, str], Decimal] = {}
        newest: dict[str, str] = {}
        found = Measure.objects.filter(period__regex=f"^({'|'.join(str(year) for year in years)})")
        for code, subject, period, value in found.values_list("code", "subject_no", "period", "value"):
            rows[code, subject, period] = value
            if len(period) == len("2024-01"):
                newest[code] = max(newest.get(code, ""), period)
        return cls(rows, newest)

    def months(self, code: str, closed: Iterable[Period]) -> list[Period]:
        """The closed months up to the newest that was delivered for anybody: the system that owns the figure
        closes a month a few days after it ends, and until then the year stands a month earlier for all."""
        return [month for month in closed if month.code <= self.newest.get(code, "")]

    def total(self, code: str, sources: Iterable[Supplier], periods: Sequence[Period]) -> Total:
        found, missing = [], []
        for source in sources:
            for period in source.required(periods):
                value = self.rows.get((code, source.subject_no, period.code))
                if value is None:
                    missing.append((source.subject_no, period.code))
                else:
                    found.append(value)
        return Total(sum(found, Decimal(0)) if found and not missing else None, tuple(missing))

"""Work tables of a night: temporary, gone with its transaction, analysed so that plans fit what is in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from organisation.nightly.steps import Night
from organisation.rules.periods import ONE_DAY, PeriodKind, containing

# Sorting and hashing in memory is what a set-based night lives on; the settings end with its transaction.
SETTINGS = "SET LOCAL work_mem = '128MB'; SET LOCAL maintenance_work_mem = '256MB'; SET LOCAL jit = off"

WEIGHED_SHARE = 10  # a table is analysed again when more than one row in this many is new


@dataclass(frozen=True, slots=True)
class Days:
    """The business date and the days on which its month, quarter and year began, under the names that the
    statements use. `after` is the day after: sums over the period to date end before it."""

    day: date
    after: date
    month: date
    quarter: date
    year: date

    @classmethod
    def of(cls, business_date: date) -> Days:
        month, quarter, year = (containing(kind, business_date).first for kind in PeriodKind)
        return cls(business_date, business_date + ONE_DAY, month, quarter, year)

    @property
    def params(self) -> dict[str, date]:
        return {name: getattr(self, name) for name in self.__slots__}


def prepare(night: Night) -> None:
    """Make room for a night's sorts; called by every step, because each can be the first."""
    night.run(SETTINGS)


def make(
    night: Night, name: str, query: str, params: Mapping[str, Any] | None = None, *, analyse: bool = True
) -> int:
    """Make the work table `name` from a query, replacing one of that name; the number of its rows.

    A table of all customers that is only ever joined whole needs no `analyse`: its size says enough."""
    drop(night, name)
    rows = night.run(f"CREATE TEMP TABLE {name} ON COMMIT DROP AS {query}", params)
    if analyse:
        night.run(f"ANALYZE {name}")
    return rows


def drop(night: Night, *names: str) -> None:
    for name in names:
        night.run(f"DROP TABLE IF EXISTS pg_temp.{name}")


def there(night: Night, name: str) -> bool:
    """Whether the work table was made in this transaction."""
    return one(night, "SELECT to_regclass(%(name)s) IS NOT NULL", {"name": f"pg_temp.{name}"})


def weigh(night: Night, table: str, written: int) -> None:
    """Have a stored table analysed of which this night wrote a good part.

    Until a night is over nobody else sees its rows, and after a night that was undone the database takes the
    table for empty: the joins of the next one would then be planned for no rows at all.
    """
    known = one(night, "SELECT reltuples FROM pg_class WHERE oid = %(table)s::regclass", {"table": table})
    if written * WEIGHED_SHARE > known:
        night.run(f"ANALYZE {table}")


def one(night: Night, query: str, params: Mapping[str, Any] | None = None) -> Any:
    """The single value of a query."""
    with night.cursor() as cursor:
        cursor.execute(query, params)
        found = cursor.fetchone()
        return found[0] if found else None


def rows(night: Night, query: str, params: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
    """All rows of a query that has few."""
    with night.cursor() as cursor:
        cursor.execute(query, params)
        return list(cursor.fetchall())

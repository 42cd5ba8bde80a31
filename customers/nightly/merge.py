"""Taking in a table of records: what differs is written, the rest is not touched.

A row replaces a stored one of its key only when its drop is not older than the drop that last spoke of the
stored row, so that drops may come in any order. In a delta an equal row renews the day of the stored one; a full
drop renews them all at once by its mark (`FullLoad`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from customers.nightly import work
from organisation.nightly.steps import Night

NO_DAY = "-infinity"


@dataclass(frozen=True, slots=True)
class Merge:
    """How `staging.<table>` (alias s) becomes rows of `stored`: keys and columns as SQL over s and the joins.

    `derived` are columns that follow from others; they are read from `derived_from` only for rows that are
    written, and left as they are for a stored row of which it has none. `renew_by_mark`: a full drop holds every
    row there is, so its mark stands for all of them.
    """

    table: str
    stored: str
    keys: Mapping[str, str]
    columns: Mapping[str, str]
    joins: str = ""
    derived: Mapping[str, str] = field(default_factory=dict)
    derived_from: str = ""
    renew_by_mark: bool = True

    @property
    def found(self) -> str:
        """The work table of rows to write; `id` is null for new ones, `differs` false for mere renewals."""
        return f"night_{self.table}"


@dataclass(frozen=True, slots=True)
class Taken:
    """Rows of one table: in the drop, written, left as they were, and stored but absent from a full drop."""

    rows_in: int
    applied: int
    absent: int = 0

    @property
    def detail(self) -> dict[str, int]:
        found = {"in": self.rows_in, "applied": self.applied, "unchanged": self.rows_in - self.applied}
        return found | ({"absent": self.absent} if self.absent else {})


def find(night: Night, merge: Merge) -> int:
    """Make the work table of the rows that must be written; the number of rows in the drop."""
    values = {**merge.keys, **merge.columns}
    own = ", ".join(f"t.{name}" for name in merge.columns)
    sent = ", ".join(merge.columns.values())
    renews = night.kind != "full" or not merge.renew_by_mark
    work.make(
        night,
        merge.found,
        f"""
        SELECT * FROM (
            SELECT t.id, t.source_as_of AS stored_as_of,
                   t.id IS NULL OR ({own}) IS DISTINCT FROM ({sent}) AS differs,
                   {", ".join(f"{sql} AS {name}" for name, sql in values.items())}
            FROM staging.{merge.table} s {merge.joins}
            LEFT JOIN {merge.stored} t ON {" AND ".join(f"t.{k} = {sql}" for k, sql in merge.keys.items())}
        ) found
        WHERE id IS NULL
           OR (greatest(stored_as_of, %(mark)s::date) <= %(as_of)s
               AND (differs OR (%(renews)s AND stored_as_of < %(as_of)s)))
        """,
        {"as_of": night.as_of, "mark": _mark(night, merge), "renews": renews},
    )
    return int(work.one(night, f"SELECT count(*) FROM staging.{merge.table}"))


def write(night: Night, merge: Merge, rows_in: int) -> Taken:
    """Write the rows that `find` found."""
    columns = {name: f"d.{name}" for name in merge.columns}
    changed = {**columns, **{name: f"coalesce({sql}, t.{name})" for name, sql in merge.derived.items()}}
    day = {"as_of": night.as_of}
    night.run(
        f"""
        UPDATE {merge.stored} t
        SET source_as_of = %(as_of)s, {", ".join(f"{name} = {sql}" for name, sql in changed.items())}
        FROM {merge.found} d {merge.derived_from}
        WHERE t.id = d.id AND d.differs
        """,
        day,
    )
    night.run(
        f"UPDATE {merge.stored} t SET source_as_of = %(as_of)s FROM {merge.found} d"
        " WHERE t.id = d.id AND NOT d.differs",
        day,
    )
    names = {**{name: f"d.{name}" for name in merge.keys}, **columns, **merge.derived}
    night.run(
        f"""
        INSERT INTO {merge.stored} ({", ".join(names)}, source_as_of)
        SELECT {", ".join(names.values())}, %(as_of)s
        FROM {merge.found} d {merge.derived_from}
        WHERE d.id IS NULL
        """,
        day,
    )
    applied = int(work.one(night, f"SELECT count(*) FROM {merge.found} WHERE differs"))
    work.weigh(night, merge.stored, applied)
    return Taken(rows_in, applied, _mark_full(night, merge))


def _mark_full(night: Night, merge: Merge) -> int:
    """Mark a full drop; the number of stored rows that it should have had and has not. They stay."""
    if night.kind != "full" or not merge.renew_by_mark:
        return 0
    night.run(
        """
        INSERT INTO customers_fullload ("table", as_of) VALUES (%(table)s, %(as_of)s)
        ON CONFLICT ("table") DO UPDATE SET as_of = greatest(customers_fullload.as_of, excluded.as_of)
        """,
        {"table": merge.table, "as_of": night.as_of},
    )
    key = " AND ".join(f"t.{name} = {sql}" for name, sql in merge.keys.items())
    return int(
        work.one(
            night,
            f"SELECT count(*) FROM {merge.stored} t WHERE t.source_as_of <= %(as_of)s"
            f" AND NOT EXISTS (SELECT FROM staging.{merge.table} s WHERE {key})",
            {"as_of": night.as_of},
        )
    )


def take(night: Night, merge: Merge) -> Taken:
    return write(night, merge, find(night, merge))


def _mark(night: Night, merge: Merge) -> Any:
    """The day of the newest full drop of the table, if it may stand for the stored rows."""
    if not merge.renew_by_mark:
        return NO_DAY
    found = work.one(
        night, 'SELECT as_of FROM customers_fullload WHERE "table" = %(table)s', {"table": merge.table}
    )
    return found or NO_DAY

"""What every step of the night is given and gives back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import connection


@dataclass(frozen=True, slots=True)
class Night:
    """The drop in hand and the day to close. Steps read `staging.<table>` for the tables in `tables` only."""

    run_id: int
    drop_path: Path
    as_of: date  # of the drop
    covers_from: date
    kind: str  # full or delta
    business_date: date  # the day that is closed: never before the published one
    at: datetime
    tables: frozenset[str]  # the tables that this drop brings

    def cursor(self) -> Any:
        """A cursor of the main connection; in the steps from apply to publish it is inside their transaction."""
        return connection.cursor()

    def run(self, sql: str, params: Any = None) -> int:
        """Run one statement and give the number of rows it touched."""
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            return int(cursor.rowcount)


@dataclass(frozen=True, slots=True)
class StepResult:
    """A line of the ledger. `rows_in = rows_applied + rows_rejected + detail["duplicates"] + detail["unchanged"]`
    for the steps that take rows from a file."""

    rows_in: int = 0
    rows_applied: int = 0
    rows_rejected: int = 0
    detail: Mapping[str, Any] = field(default_factory=dict)


Step = Callable[[Night], StepResult]
